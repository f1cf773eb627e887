package io.tidegate.run;

import io.tidegate.publish.StagedOutput;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run has staged.
 *
 * @param rejects the rows that could not be read from its inputs
 */
record AuditedRun(List<AuditedOutput> outputs, List<StagedOutput> rejects) {

  static final AuditedRun NONE = new AuditedRun(List.of(), List.of());

  /** What is kept out of the outputs, of either kind. */
  List<StagedOutput> keptOut() {
    return Stream.concat(
            rejects.stream(), outputs.stream().flatMap(output -> output.quarantine().stream()))
        .toList();
  }
}
