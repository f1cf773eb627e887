package io.tidegate.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.problem.UserException;

/** The kept form of a {@link StagedRun}. */
final class StagedRunJson {

  private StagedRunJson() {}

  static String write(StagedRun staged) {
    return LedgerJson.write(staged);
  }

  /**
   * @throws UserException when the text is none
   */
  static StagedRun read(String runId, String json) {
    try {
      return LedgerJson.read(json, StagedRun.class);
    } catch (JsonProcessingException e) {
      throw new UserException(
          "what the ledger keeps of the staged files of run %s is damaged: %s"
              .formatted(runId, e.getOriginalMessage()),
          "restore it, or run the job again");
    }
  }
}
