package io.tidegate.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One file of a run.
 *
 * @param what {@code started}, {@code closed.<status>.<logical date>}, {@code
 *     then.<status>.<time>}, {@code warned.<time>} or {@code kept.<name>}
 */
record RunFile(String job, String runId, String what) {

  static final String RUNS = "runs";

  private static final String JSON = ".json";
  private static final int ID = 36;

  static RunFile closed(RunRecord record) {
    RunStart start = record.start();
    String date = start.logicalDate().toString().replace(':', '-');
    return new RunFile(start.job(), start.runId(), "closed." + word(record.status()) + "." + date);
  }

  static RunFile intervention(Intervention intervention) {
    return new RunFile(
        intervention.job(),
        intervention.runId(),
        "then." + word(intervention.status()) + "." + intervention.at().toEpochMilli());
  }

  /** Empty for a name that is not a run's file. */
  static Optional<RunFile> parse(String job, String name) {
    boolean ours = name.length() > ID + 1 && name.charAt(ID) == '.' && name.endsWith(JSON);
    return ours
        ? Optional.of(
            new RunFile(
                job, name.substring(0, ID), name.substring(ID + 1, name.length() - JSON.length())))
        : Optional.empty();
  }

  /** Groups a month's files by run, the newest run first. */
  static List<List<RunFile>> byRun(List<RunFile> files) {
    var runs = new TreeMap<String, List<RunFile>>(Comparator.reverseOrder());
    files.forEach(file -> runs.computeIfAbsent(file.runId(), id -> new ArrayList<>()).add(file));
    return List.copyOf(runs.values());
  }

  String path() {
    return "%s/%s/%s/%s.%s%s".formatted(RUNS, job, RunIds.month(runId), runId, what, JSON);
  }

  boolean isStart() {
    return what.equals("started");
  }

  boolean isClosing() {
    return what.startsWith("closed.");
  }

  boolean isIntervention() {
    return what.startsWith("then.");
  }

  boolean publishes() {
    return what.startsWith("closed." + word(RunStatus.PUBLISHED) + ".")
        || what.startsWith("then." + word(RunStatus.RELEASED) + ".");
  }

  boolean keepsBack() {
    return what.startsWith("closed." + word(RunStatus.HELD) + ".")
        || what.startsWith("closed." + word(RunStatus.REJECTED) + ".");
  }

  private static String word(RunStatus status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
