package io.tidegate.schema;

import io.tidegate.config.SchemaChange;
import io.tidegate.schema.Difference.Nulls;
import java.util.List;
import java.util.Optional;

/**
 * What cannot be done to a baseline whatever the policy allows, and what a warning may let through.
 *
 * @param baseline how a message calls it: {@code table} or {@code contract}
 * @param rewrites whether no row that was written under the baseline stays: a table that is
 *     overwritten, and a contract, which holds no rows
 */
record Limits(String baseline, boolean rewrites) {

  /** What a class that is not allowed does to the run where failures only warn. */
  enum UnderWarning {
    /** Lossless for readers and rows: done as if it were allowed. */
    APPLY,
    /** The table stays as it is, and the rows can still be written. */
    KEEP,
    /** Neither: the run stops. */
    STOP
  }

  static UnderWarning underWarning(SchemaChange kind, List<Difference> differences) {
    return switch (kind) {
      case CHANGE_TYPE -> UnderWarning.STOP;
      case TIGHTEN_NULLABILITY -> UnderWarning.KEEP;
      case RELAX_NULLABILITY ->
          differences.stream().allMatch(d -> d.nulls() == Nulls.CHECKED)
              ? UnderWarning.KEEP
              : UnderWarning.STOP;
      default -> UnderWarning.APPLY;
    };
  }

  /**
   * Why these differences, all of one class, cannot be applied and what to do; empty if they can.
   */
  Optional<String> blocker(SchemaChange kind, List<Difference> differences) {
    return switch (kind) {
      case DROP_COLUMN, RENAME_COLUMN -> unfillable(differences);
      case REWRITE_TYPE, CHANGE_TYPE ->
          written(
              "the type of a column changes only when every file is written again: "
                  + "cast the column in the job, or publish once with write = overwrite");
      case ADD_REQUIRED_COLUMN, TIGHTEN_NULLABILITY ->
          written(
              "rows that are in the table may have nulls there: "
                  + "leave NOT NULL out of the contract, or publish once with write = overwrite");
      case CHANGE_PARTITIONING ->
          written(
              "the partitioning changes only when every file is written again: "
                  + "set partition-by to the table's, or publish once with write = overwrite");
      default -> Optional.empty();
    };
  }

  private Optional<String> unfillable(List<Difference> differences) {
    var required = differences.stream().filter(d -> d.nulls() != Nulls.ALLOWED).toList();
    if (required.isEmpty()) {
      return Optional.empty();
    }
    var names = DiffText.few(required, Difference::path);
    return Optional.of(
        "NOT NULL in the "
            + baseline
            + " and cannot be filled with null: "
            + names
            + "; have the job compute it, or make it nullable in the "
            + baseline
            + " first");
  }

  private Optional<String> written(String why) {
    return rewrites ? Optional.empty() : Optional.of(why);
  }
}
