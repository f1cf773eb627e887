package io.tidegate.quality;

import io.tidegate.config.JobConfig;
import io.tidegate.config.OutputConfig;
import io.tidegate.config.OutputConfig.QualityConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells one set of rules from another. */
public final class RuleFingerprint {

  private RuleFingerprint() {}

  /** SHA-256 in hex over the outputs' rule files and what each does on failure. */
  public static String of(JobConfig config) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (OutputConfig output : config.outputs().values()) {
        for (QualityConfig rules : output.quality()) {
          String part =
              String.join(
                  "\0",
                  output.key(),
                  rules.onFailure().name(),
                  rules.file().name(),
                  rules.file().text());
          digest.update((part + "\0").getBytes(StandardCharsets.UTF_8));
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
