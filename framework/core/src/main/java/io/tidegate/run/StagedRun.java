package io.tidegate.run;

import io.tidegate.config.OutputConfig.QualityConfig;
import io.tidegate.ledger.RunRecord;
import io.tidegate.publish.StagedOutput;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A judged run with its staged files: what the ledger keeps from before the first commit until the
 * files are published or gone. Enough to publish, release or discard in another process.
 *
 * @param record what the run will have come to once its outputs are committed, or held, or rejected
 * @param rules by the outputs' keys, as they were: for who looks at the rows at fault
 * @param quarantines the rows that are kept out of the outputs, those of inputs too; committed
 *     before the outputs, so that no crash loses a row
 * @param outputs in the order of the commits
 */
record StagedRun(
    RunRecord record,
    Map<String, List<QualityConfig>> rules,
    List<StagedOutput> quarantines,
    List<StagedOutput> outputs) {

  /** The ledger's name for the document. */
  static final String DOCUMENT = "staged";

  /** Everything that is staged, in the order of the commits. */
  List<StagedOutput> all() {
    return Stream.concat(quarantines.stream(), outputs.stream()).toList();
  }
}
