package io.tidegate.publish;

import io.tidegate.check.Verdict;
import io.tidegate.config.LogicalDate;
import java.util.Map;

/**
 * What a commit says about its origin; written into Delta's commit metadata.
 *
 * @param inputs the version of each input by its name, such as {@code 12} or {@code 3 files}
 */
public record CommitStamp(
    String runId,
    String job,
    LogicalDate logicalDate,
    String program,
    String rulesFingerprint,
    String configFingerprint,
    Verdict verdict,
    Map<String, String> inputs) {}
