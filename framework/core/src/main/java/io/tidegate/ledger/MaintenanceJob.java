package io.tidegate.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jobs under whose names the ledger keeps what is done to a table beside its job: {@code
 * JOB.restore} and {@code JOB.retain} for a table that the job made. No schedule of a job runs
 * them; a person or a command does.
 */
public enum MaintenanceJob {
  /** Takes the table back to an earlier version. */
  RESTORE(".restore"),
  /** Removes what is past its time. */
  RETAIN(".retain");

  private final String suffix;

  MaintenanceJob(String suffix) {
    this.suffix = suffix;
  }

  /**
   * @param job that made the table, or any of its maintenance jobs
   */
  public String of(String job) {
    return maker(job) + suffix;
  }

  public boolean is(String job) {
    return job.endsWith(suffix);
  }

  /** Whether the job is one of these. */
  public static boolean isAny(String job) {
    return Arrays.stream(values()).anyMatch(each -> each.is(job));
  }

  /** The maintenance jobs of a job. */
  public static List<String> allOf(String job) {
    return Arrays.stream(values()).map(each -> each.of(job)).toList();
  }

  /** The job and its maintenance jobs. */
  public static Stream<String> with(String job) {
    return Stream.concat(Stream.of(maker(job)), allOf(job).stream());
  }

  private static String maker(String job) {
    return Arrays.stream(values())
        .filter(each -> each.is(job))
        .findFirst()
        .map(each -> job.substring(0, job.length() - each.suffix.length()))
        .orElse(job);
  }
}
