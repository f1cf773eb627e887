package io.tidegate.config;

/** What a merge makes of the table's rows whose keys the new rows do not have. */
public enum WhenMissing {
  /** They stay. */
  KEEP,
  /** They are removed: the new rows are all that there should be. */
  DELETE
}
