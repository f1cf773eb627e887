package io.tidegate.publish.delta;

import io.tidegate.interop.Scala;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.delta.DeltaConfigs;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.types.StructType;

/** The table properties that a conf asks for, in Delta's spelling, and a table's own. */
final class TableProperties {

  private static final String CONSTRAINT = "delta.constraints.";

  private TableProperties() {}

  /**
   * What a commit on top of the snapshot should set. Properties that name features or versions of
   * Delta's protocol count when the table is created only: Delta keeps them in the protocol, not
   * among the properties.
   *
   * @throws UserException when Delta knows no property of that name, or not that value of it
   */
  static Map<String, String> forCommit(Map<String, String> configured, Snapshot base) {
    var normal = new HashMap<>(normalized(configured));
    if (base.version() >= 0) {
      normal.keySet().removeIf(TableProperties::isOfProtocol);
      refuseNewConstraints(normal, base.metadata());
    }
    return Map.copyOf(normal);
  }

  static boolean has(Metadata metadata, Map<String, String> properties) {
    return Scala.javaMap(metadata.configuration()).entrySet().containsAll(properties.entrySet());
  }

  static Metadata with(Metadata metadata, StructType schema, Map<String, String> properties) {
    var all = new HashMap<>(Scala.javaMap(metadata.configuration()));
    all.putAll(properties);
    String text = schema.equals(metadata.schema()) ? metadata.schemaString() : schema.json();
    return copy(metadata, text, all);
  }

  /** The metadata with these properties and no others. */
  static Metadata exactly(Metadata metadata, Map<String, String> properties) {
    return copy(metadata, metadata.schemaString(), properties);
  }

  private static Metadata copy(Metadata metadata, String schema, Map<String, String> properties) {
    return metadata.copy(
        metadata.id(),
        metadata.name(),
        metadata.description(),
        metadata.format(),
        schema,
        metadata.partitionColumns(),
        Scala.map(properties),
        metadata.createdTime());
  }

  private static Map<String, String> normalized(Map<String, String> configured) {
    try {
      return Scala.javaMap(DeltaConfigs.validateConfigurations(Scala.map(configured)));
    } catch (Exception e) { // Delta's is a checked one that its signature does not name.
      throw new UserException(Problem.at(Place.key("properties"), DeltaFailures.firstLine(e)));
    }
  }

  private static boolean isOfProtocol(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return lower.startsWith("delta.feature.")
        || lower.equals("delta.minreaderversion")
        || lower.equals("delta.minwriterversion");
  }

  /** Delta reads the whole table before it takes a new constraint; a publish does not. */
  private static void refuseNewConstraints(Map<String, String> properties, Metadata table) {
    for (String key : properties.keySet()) {
      if (key.toLowerCase(Locale.ROOT).startsWith(CONSTRAINT)
          && !has(table, Map.of(key, properties.get(key)))) {
        throw new UserException(
            Problem.at(
                Place.key("properties." + key),
                "a constraint cannot be added to a table that has rows by a publish",
                "add it with ALTER TABLE ... ADD CONSTRAINT, then name it here"));
      }
    }
  }
}
