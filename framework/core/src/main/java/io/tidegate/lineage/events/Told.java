package io.tidegate.lineage.events;

/**
 * An event as it is kept and sent.
 *
 * @param kind what it tells, as the ledger names it
 */
record Told(String kind, String json) {

  static final String START = "start";
  static final String QUALITY_START = "quality-start";
  static final String QUALITY_COMPLETE = "quality-complete";
  static final String COMPLETE = "complete";
  static final String FAIL = "fail";
  static final String ABORT = "abort";
}
