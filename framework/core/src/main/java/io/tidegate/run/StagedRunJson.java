package io.tidegate.run;

import io.tidegate.ledger.LedgerJson;

/** The kept form of a {@link StagedRun}. */
final class StagedRunJson {

  private StagedRunJson() {}

  static String write(StagedRun staged) {
    return LedgerJson.write(staged);
  }

  static StagedRun read(String json) {
    return LedgerJson.read(json, StagedRun.class);
  }
}
