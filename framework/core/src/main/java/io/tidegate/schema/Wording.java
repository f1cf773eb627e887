package io.tidegate.schema;

import io.tidegate.config.SchemaChange;
import java.util.List;
import java.util.function.Function;

/** How the classes of change are spoken of in findings. */
final class Wording {

  private Wording() {}

  /** What is expected where the class is not allowed. */
  static String expected(SchemaChange kind) {
    return switch (kind) {
      case ADD_NULLABLE_COLUMN -> "no new column";
      case ADD_REQUIRED_COLUMN -> "no new NOT NULL column";
      case DROP_COLUMN -> "no column missing";
      case RENAME_COLUMN -> "no column renamed";
      case WIDEN_TYPE -> "no wider type";
      case REWRITE_TYPE -> "no type that needs a rewrite";
      case NARROW_TYPE -> "no narrower type";
      case CHANGE_TYPE -> "no other type";
      case RELAX_NULLABILITY -> "NOT NULL kept";
      case TIGHTEN_NULLABILITY -> "nullable kept";
      case REORDER_COLUMNS -> "the same order";
      case CHANGE_PARTITIONING -> "the same partitioning";
      case CHANGE_CASE -> "the same spelling";
    };
  }

  /** What the dataset has instead. */
  static String actual(SchemaChange kind, List<Difference> differences) {
    return DiffText.few(differences, one(kind));
  }

  private static Function<Difference, String> one(SchemaChange kind) {
    return switch (kind) {
      case ADD_NULLABLE_COLUMN, ADD_REQUIRED_COLUMN -> d -> d.path() + " " + d.to();
      case DROP_COLUMN, RELAX_NULLABILITY, TIGHTEN_NULLABILITY, REORDER_COLUMNS -> Difference::path;
      case RENAME_COLUMN -> d -> d.path() + " to " + d.to() + "?";
      case WIDEN_TYPE, REWRITE_TYPE, NARROW_TYPE, CHANGE_TYPE ->
          d -> d.path() + " " + d.from() + " to " + d.to();
      case CHANGE_PARTITIONING, CHANGE_CASE -> d -> d.from() + " to " + d.to();
    };
  }

  /** What is done about the class where it goes on. */
  static String done(SchemaChange kind) {
    return switch (kind) {
      case ADD_NULLABLE_COLUMN, ADD_REQUIRED_COLUMN -> "added";
      case DROP_COLUMN -> "kept and filled with null";
      case RENAME_COLUMN -> "added as new, the old one kept and filled with null";
      case WIDEN_TYPE -> "widened";
      case REWRITE_TYPE, CHANGE_TYPE -> "changed to the new type";
      case NARROW_TYPE -> "cast to the wider type";
      case RELAX_NULLABILITY -> "made nullable";
      case TIGHTEN_NULLABILITY -> "made NOT NULL";
      case REORDER_COLUMNS -> "put back in order";
      case CHANGE_PARTITIONING -> "partitioned anew";
      case CHANGE_CASE -> "spelled as before";
    };
  }
}
