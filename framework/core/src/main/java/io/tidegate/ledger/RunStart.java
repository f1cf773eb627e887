package io.tidegate.ledger;

import io.tidegate.config.LogicalDate;
import java.time.Instant;

/**
 * What is known of a run before any work: the ledger's first entry of it.
 *
 * @param runId a UUIDv7: sorts by the time of the start
 * @param rulesFingerprint SHA-256 in hex over the rule files and what each does on failure
 * @param configFingerprint see {@code JobConfig.fingerprint}
 * @param user the operating system's user that runs the job
 * @param process where it runs
 */
public record RunStart(
    String runId,
    String job,
    String owner,
    LogicalDate logicalDate,
    Instant started,
    Program program,
    String rulesFingerprint,
    String configFingerprint,
    String user,
    RunProcess process) {

  /**
   * Whether the run's process has certainly ended. Known only to the same user on the same host, as
   * some systems hide a user's processes from others.
   */
  public boolean processIsGone() {
    return user.equals(System.getProperty("user.name")) && process.isGone(started);
  }
}
