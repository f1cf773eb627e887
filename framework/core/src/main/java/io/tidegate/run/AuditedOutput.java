package io.tidegate.run;

import io.tidegate.check.Finding;
import io.tidegate.check.Measures;
import io.tidegate.config.OutputConfig;
import io.tidegate.publish.StagedOutput;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An output whose rows are written, invisible and measured.
 *
 * @param quarantine the rows that broke a row rule; also present without rows where an earlier run
 *     of the same logical date left some that have to go
 * @param findings of its rules
 * @param tiers where each rule was measured, by its finding's check
 * @param described what the ledger keeps of it besides
 */
record AuditedOutput(
    OutputConfig config,
    StagedOutput staged,
    Optional<StagedOutput> quarantine,
    Measures measures,
    List<Finding> findings,
    Map<String, String> tiers,
    DescribedOutput described) {

  long quarantined() {
    return quarantine.map(StagedOutput::rows).orElse(0L);
  }
}
