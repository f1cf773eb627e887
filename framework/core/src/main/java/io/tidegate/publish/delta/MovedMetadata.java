package io.tidegate.publish.delta;

import io.tidegate.interop.Scala;
import io.tidegate.publish.NewerSchema;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.delta.actions.Metadata;

/**
 * Brings what a staged commit makes of a table's metadata together with what others have made of it
 * since.
 *
 * @param base as the rows found it; for a table that was not there, empty
 * @param wanted as the staged commit would have left it; the base where it changes nothing
 * @param present as it is
 */
record MovedMetadata(Optional<Metadata> base, Metadata wanted, Metadata present) {

  private static final String MAPPING = "delta.columnMapping.mode";
  private static final String MAX_ID = "delta.columnMapping.maxColumnId";
  private static final String CONSTRAINT = "delta.constraints.";

  /** Why the two do not go together; empty if they do. */
  Optional<String> obstacle() {
    Metadata before = base.orElse(wanted);
    if (!before.partitionColumns().equals(present.partitionColumns())) {
      return Optional.of(
          "the table is partitioned by %s now and was by %s"
              .formatted(
                  Scala.list(present.partitionColumns()), Scala.list(before.partitionColumns())));
    }
    if (!Objects.equals(settings(wanted).get(MAPPING), settings(present).get(MAPPING))) {
      return Optional.of("the table's %s has changed".formatted(MAPPING));
    }
    return newConstraint().or(this::schemaObstacle);
  }

  private Optional<String> newConstraint() {
    Map<String, String> here = constraints(present);
    here.entrySet().removeAll(constraints(wanted).entrySet());
    Map<String, String> own = constraints(wanted);
    base.ifPresent(b -> own.entrySet().removeAll(constraints(b).entrySet()));
    own.entrySet().removeAll(constraints(present).entrySet());
    return first(here)
        .map("the table has the constraint %s now"::formatted)
        .or(() -> first(own).map("the table is without the constraint %s now"::formatted));
  }

  private static Optional<String> first(Map<String, String> constraints) {
    return constraints.entrySet().stream()
        .map(e -> e.getKey().substring(CONSTRAINT.length()) + " (" + e.getValue() + ")")
        .sorted()
        .findFirst();
  }

  private Optional<String> schemaObstacle() {
    if (keepsBase()) {
      return Optional.empty();
    }
    Optional<String> other = NewerSchema.obstacle(wanted.schema(), present.schema());
    if (base.isEmpty()) {
      return other.map("the table was created since: "::concat);
    }
    return NewerSchema.obstacle(base.get().schema(), present.schema())
        .or(() -> other.map("its columns were changed since, as the run would do: "::concat))
        .or(this::replacement);
  }

  private Optional<String> replacement() {
    return replaces()
        ? Optional.of(
            "the table's columns are %s now, and the run would make them %s"
                .formatted(present.schema().toDDL(), wanted.schema().toDDL()))
        : Optional.empty();
  }

  /** Nobody else has changed the columns. */
  private boolean keepsBase() {
    return base.filter(
            b ->
                b.schema().equals(present.schema())
                    && Objects.equals(settings(b).get(MAX_ID), settings(present).get(MAX_ID)))
        .isPresent();
  }

  /** The staged commit takes the base's columns for others, whatever they have become. */
  private boolean replaces() {
    return base.filter(b -> NewerSchema.obstacle(b.schema(), wanted.schema()).isPresent())
        .isPresent();
  }

  /** What is left to change; only to be asked where there is no obstacle. */
  Optional<Metadata> change() {
    Map<String, String> own = settings(wanted);
    base.ifPresent(b -> own.entrySet().removeAll(settings(b).entrySet()));
    if (!keepsBase()) {
      own.remove(MAX_ID);
    }
    Map<String, String> all = settings(present);
    all.putAll(own);
    Metadata merged = TableProperties.exactly(keepsBase() && changes() ? wanted : present, all);
    return merged.equals(present) ? Optional.empty() : Optional.of(merged);
  }

  private boolean changes() {
    return base.filter(
            b ->
                b.schema().equals(wanted.schema())
                    && b.partitionColumns().equals(wanted.partitionColumns()))
        .isEmpty();
  }

  private static Map<String, String> settings(Metadata metadata) {
    return new HashMap<>(Scala.javaMap(metadata.configuration()));
  }

  private static Map<String, String> constraints(Metadata metadata) {
    Map<String, String> constraints = settings(metadata);
    constraints.keySet().removeIf(key -> !key.startsWith(CONSTRAINT));
    return constraints;
  }
}
