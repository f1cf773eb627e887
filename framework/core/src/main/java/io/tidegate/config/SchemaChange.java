package io.tidegate.config;

import java.util.Locale;

/** The classes of difference between a dataset's schema and the table's, or the contract's. */
public enum SchemaChange {
  ADD_NULLABLE_COLUMN,
  ADD_REQUIRED_COLUMN,
  DROP_COLUMN,
  /** A column went and one of the same type came in its place. */
  RENAME_COLUMN,
  /** Wider, and the table can take it in place: byte to short to int. */
  WIDEN_TYPE,
  /** Wider without loss, but every file of the table has to be written again: int to long. */
  REWRITE_TYPE,
  /** The new type is narrower than the table's; its values fit. */
  NARROW_TYPE,
  /** Neither type holds the other's values. */
  CHANGE_TYPE,
  /** A required column may now be null. */
  RELAX_NULLABILITY,
  /** A nullable column is now required. */
  TIGHTEN_NULLABILITY,
  REORDER_COLUMNS,
  CHANGE_PARTITIONING,
  /** Names that differ only in case. */
  CHANGE_CASE;

  /** {@code drop-column}: as confs and findings name it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
