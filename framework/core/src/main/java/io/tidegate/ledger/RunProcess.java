package io.tidegate.ledger;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The process that runs a job: Spark's driver.
 *
 * @param host the name of its host; empty when the host does not know it
 * @param pidNamespace tells apart the containers of one host, which count their processes each for
 *     themselves; empty where the system has no such thing
 * @param application Spark's id of the application; empty when there was none yet
 */
public record RunProcess(String host, String pidNamespace, long pid, Optional<String> application) {

  /** The clock may be set while a process runs, and with it the start that the system tells. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  /** The process that asks. */
  public static RunProcess current(Optional<String> application) {
    return new RunProcess(hostName(), namespace(), ProcessHandle.current().pid(), application);
  }

  /**
   * Whether the process has certainly ended. False on another host and in another container, since
   * it cannot be known there.
   *
   * @param at a time at which the process was alive: another that began later has only its number
   */
  boolean isGone(Instant at) {
    var here = current(Optional.empty());
    if (host.isEmpty() || !host.equals(here.host) || !pidNamespace.equals(here.pidNamespace)) {
      return false;
    }
    return ProcessHandle.of(pid)
        .map(process -> process.info().startInstant().orElse(at).isAfter(at.plus(SLACK)))
        .orElse(true);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }

  private static String namespace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
