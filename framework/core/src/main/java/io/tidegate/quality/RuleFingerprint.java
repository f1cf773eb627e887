package io.tidegate.quality;

import io.tidegate.config.JobConfig;
import io.tidegate.config.OutputConfig;
import io.tidegate.config.OutputConfig.QualityConfig;
import io.tidegate.config.Sha256;
import java.util.List;

/** Tells one set of rules from another. */
public final class RuleFingerprint {

  private RuleFingerprint() {}

  /** SHA-256 in hex over the outputs' rule files and what each does on failure. */
  public static String of(JobConfig config) {
    var parts = new StringBuilder();
    for (OutputConfig output : config.outputs().values()) {
      for (QualityConfig rules : output.quality()) {
        var file = rules.file();
        List.of(output.key(), rules.onFailure().name(), file.name(), file.text())
            .forEach(part -> parts.append(part).append('\0'));
      }
    }
    return Sha256.hex(parts.toString());
  }
}
