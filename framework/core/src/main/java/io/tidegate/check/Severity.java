package io.tidegate.check;

/** What a failed check does to the run, from the mildest to the harshest. */
public enum Severity {
  /** Published, with a warning. */
  WARN,
  /** Not published now; the staged files wait for a person to release or discard them. */
  HOLD,
  /** Not published. */
  REJECT
}
