package io.tidegate.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.problem.UserException;
import java.util.List;

/**
 * What a retention is about to do: what the ledger keeps of it from before its commit until its
 * record is written.
 *
 * @param record what it will be, without the version
 * @param column a partition column; empty where nothing is to be deleted
 * @param values of the partitions that are to be deleted
 */
record RetainPlan(RunRecord record, String column, List<String> values) {

  RunStart start() {
    return record.start();
  }

  OutputRecord output() {
    return record.outputs().get(0);
  }

  static RetainPlan read(String json) {
    try {
      return LedgerJson.read(json, RetainPlan.class);
    } catch (JsonProcessingException e) {
      throw new UserException(
          "what the ledger keeps of a retention is damaged: " + e.getOriginalMessage(), "");
    }
  }
}
