package io.tidegate.cli;

import io.tidegate.config.JobConfig;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.SubmittedRuns.Ended;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The driver of a run that was submitted: leaves its exit code in the ledger, where the submitter
 * looks for it, since a cluster passes on success and failure only.
 */
record SubmittedRun(JobConfig config, int attempt) {

  private static final String HADOOP = "spark.hadoop.";

  ExitCode run(Supplier<RunEnd> run) {
    try {
      RunEnd end = run.get();
      record(new Ended(end.code().number(), config.secrets().mask(end.reason())));
      return end.code();
    } catch (RuntimeException | Error e) {
      try {
        String message = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
        record(new Ended(ExitCode.of(e).number(), config.secrets().mask(message)));
      } catch (RuntimeException ledger) {
        e.addSuppressed(ledger);
      }
      throw e;
    }
  }

  private void record(Ended ended) {
    Ledger.open(config.ledger().path(), settings().entrySet())
        .submittedRuns()
        .ended(config.name(), config.logicalDate(), attempt, ended);
  }

  /** What the session was given for Hadoop; the session itself is closed by now. */
  private Map<String, String> settings() {
    var settings = new TreeMap<String, String>();
    System.getProperties()
        .forEach((key, value) -> put(settings, String.valueOf(key), String.valueOf(value)));
    config.spark().forEach((key, value) -> put(settings, key, value));
    return settings;
  }

  private static void put(Map<String, String> settings, String key, String value) {
    if (key.startsWith(HADOOP)) {
      settings.put(key.substring(HADOOP.length()), value);
    }
  }
}
