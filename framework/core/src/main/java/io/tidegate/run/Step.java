package io.tidegate.run;

/** The steps of a run whose durations are reported, in order. */
enum Step {
  OPEN,
  INPUTS,
  TRANSFORM,
  STAGE,
  MEASURE,
  JUDGE,
  PUBLISH,
  CLOSE;

  /** As reports and the ledger spell it. */
  String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
