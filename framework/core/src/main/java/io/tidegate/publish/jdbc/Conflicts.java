package io.tidegate.publish.jdbc;

import io.tidegate.config.WriteMode;
import io.tidegate.publish.ConflictException;
import io.tidegate.publish.NewerSchema;
import io.tidegate.publish.StageRequest.Evolution;
import io.tidegate.publish.StagedOutput;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/**
 * Whether what was loaded since the rows were staged stands against them. What other programs wrote
 * is not known: of them only the table's columns tell.
 *
 * @param loads all of the table's, newest first
 * @param now the table's columns; none when there is no table
 */
record Conflicts(Place place, StagedOutput staged, StagedLoad load, List<Load> loads, Shape now) {

  /**
   * @throws ConflictException when it does
   */
  void check() {
    boolean once = staged.write() == WriteMode.APPEND;
    Optional<Load> same = (once ? loads : since()).stream().filter(this::isSame).findFirst();
    if (same.isPresent()) {
      throw ConflictException.alreadyPublished(staged, same.map(Load::published));
    }
    Optional<String> reason = tableReason().or(this::rowsReason);
    if (reason.isPresent()) {
      throw ConflictException.changed(
          staged, since().stream().map(Load::commit).toList(), reason.get());
    }
  }

  private List<Load> since() {
    return loads.stream().filter(each -> each.version() > load.last()).toList();
  }

  private boolean isSame(Load each) {
    return each.note().isSameAs(staged.job(), staged.logicalDate(), staged.key());
  }

  private Optional<String> tableReason() {
    boolean existed = !load.found().isEmpty();
    if (existed && now.columns().isEmpty()) {
      return Optional.of("the table is gone");
    }
    if (!existed && !now.columns().isEmpty() && since().isEmpty()) {
      return Optional.of("another program has created the table");
    }
    return now.columns().equals(load.found()) || now.columns().isEmpty()
        ? Optional.empty()
        : schemaReason(existed);
  }

  private Optional<String> schemaReason(boolean existed) {
    StructType schema = now.schema(place.loading());
    StructType before =
        existed ? new Shape(load.found()).schema(place.loading()) : stagedShape(schema);
    return load.evolution() == Evolution.REPLACE && !before.equals(schema)
        ? Optional.of("the table's columns are " + schema.toDDL() + " now")
        : NewerSchema.obstacle(before, schema);
  }

  /** Of a table that another run has made since: as this one would have made it. */
  private StructType stagedShape(StructType schema) {
    var wanted = load.struct();
    var shape = new StructType();
    for (var field : wanted.fields()) {
      String type = load.columns().get(wanted.fieldIndex(field.name())).type();
      shape = shape.add(field.name(), place.loading().sparkType(type), field.nullable());
    }
    return schema.equals(shape) ? schema : shape;
  }

  private Optional<String> rowsReason() {
    return since().stream().anyMatch(this::overlaps)
        ? Optional.of(
            load.found().isEmpty()
                ? "the table was created since, and holds what they replace"
                : "what they replace has changed")
        : Optional.empty();
  }

  /** What an append or a merge changed may lie anywhere in the table. */
  private boolean overlaps(Load since) {
    boolean slice = staged.write() == WriteMode.REPLACE_PARTITION;
    return staged.write() != WriteMode.APPEND
        && !(slice
            && since.mode().equals(WriteMode.REPLACE_PARTITION.name())
            && isApart(load.replaced().orElse(""), since.replaced().orElse("")));
  }

  private static boolean isApart(String one, String other) {
    return column(one).equals(column(other)) && !one.equals(other);
  }

  private static String column(String equality) {
    int sign = equality.indexOf("\" = ");
    return sign < 0 ? equality : equality.substring(0, sign);
  }
}
