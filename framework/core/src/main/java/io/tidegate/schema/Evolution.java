package io.tidegate.schema;

import io.tidegate.config.SchemaChange;
import java.util.EnumSet;
import java.util.Set;

/** What a publish does to the schema of a table that exists. */
public enum Evolution {
  /** Nothing. */
  NONE,
  /** New columns, wider types, relaxed nullability: the files that are there stay. */
  MERGE,
  /** Every file goes, so the schema and the partitioning can be any. */
  REPLACE;

  private static final Set<SchemaChange> REPLACING =
      EnumSet.of(
          SchemaChange.ADD_REQUIRED_COLUMN,
          SchemaChange.REWRITE_TYPE,
          SchemaChange.CHANGE_TYPE,
          SchemaChange.TIGHTEN_NULLABILITY,
          SchemaChange.CHANGE_PARTITIONING);

  private static final Set<SchemaChange> MERGING =
      EnumSet.of(
          SchemaChange.ADD_NULLABLE_COLUMN,
          SchemaChange.RENAME_COLUMN,
          SchemaChange.WIDEN_TYPE,
          SchemaChange.RELAX_NULLABILITY);

  static Evolution of(Set<SchemaChange> applied) {
    if (applied.stream().anyMatch(REPLACING::contains)) {
      return REPLACE;
    }
    return applied.stream().anyMatch(MERGING::contains) ? MERGE : NONE;
  }
}
