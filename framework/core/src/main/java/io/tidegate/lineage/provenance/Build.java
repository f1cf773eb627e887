package io.tidegate.lineage.provenance;

import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.Program;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunView;
import io.tidegate.problem.Human;
import io.tidegate.problem.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What one build of the program did: a version, a git commit or both.
 *
 * @param asked as it was asked for
 * @param programs the builds that it fits, sorted, as {@link Program#toString} has them
 * @param jobs that it ran, by name
 */
public record Build(String asked, List<String> programs, List<JobRuns> jobs) {

  private static final int SHORTEST_COMMIT = 4;

  /**
   * The build's runs of one job.
   *
   * @param outcomes how many runs are what now, in words
   * @param versions of each table that it wrote, such as {@code v3, v5..v7}
   * @param firstDate the earliest logical date, and {@code lastDate} the latest
   * @param medians over the runs that published: seconds, and of each table rows, bytes and every
   *     metric
   */
  public record JobRuns(
      String job,
      String owner,
      int runs,
      SortedMap<String, Integer> outcomes,
      SortedMap<String, String> versions,
      String firstDate,
      String lastDate,
      SortedMap<String, Double> medians) {}

  /**
   * Reads the records of the last runs of each job.
   *
   * @param asked a version ({@code 1.2.0}), the beginning of a git commit, or {@code 1.2.0+3f9a1c2}
   * @param last how many runs of each job to look at
   * @throws UserException when no run was of that build
   */
  public static Build of(Ledger ledger, String asked, int last) {
    List<RunView> runs =
        ledger.jobs().stream()
            .flatMap(job -> ledger.history(job, last).stream())
            .filter(run -> program(run).filter(program -> fits(program, asked)).isPresent())
            .toList();
    if (runs.isEmpty()) {
      throw new UserException(
          "no run of this ledger was of '" + asked + "'",
          "a build is named by its version, or by the first four characters of its git commit or more");
    }
    var byJob = new TreeMap<String, List<RunView>>();
    runs.forEach(run -> byJob.computeIfAbsent(run.job(), job -> new ArrayList<>()).add(run));
    return new Build(
        asked,
        runs.stream()
            .flatMap(run -> program(run).stream())
            .map(Program::toString)
            .distinct()
            .sorted()
            .toList(),
        byJob.values().stream().map(Build::job).toList());
  }

  private static Optional<Program> program(RunView run) {
    return run.start().map(start -> start.program());
  }

  private static boolean fits(Program program, String asked) {
    return program.version().equals(asked)
        || program.toString().equals(asked)
        || (asked.length() >= SHORTEST_COMMIT && program.commit().startsWith(asked));
  }

  private static JobRuns job(List<RunView> runs) {
    var outcomes = new TreeMap<String, Integer>();
    runs.forEach(run -> outcomes.merge(Human.words(run.status()), 1, Integer::sum));
    List<String> dates =
        runs.stream().map(RunView::logicalDate).sorted().map(Object::toString).toList();
    return new JobRuns(
        runs.get(0).job(),
        runs.get(0).start().map(start -> start.owner()).orElse(""),
        runs.size(),
        outcomes,
        versions(runs),
        dates.get(0),
        dates.get(dates.size() - 1),
        medians(runs));
  }

  private static SortedMap<String, String> versions(List<RunView> runs) {
    var versions = new TreeMap<String, Versions>();
    for (RunView run : runs) {
      made(run)
          .forEach(
              (dataset, version) ->
                  versions.merge(dataset, Versions.of(version, version), Versions::plus));
    }
    var texts = new TreeMap<String, String>();
    versions.forEach((dataset, made) -> texts.put(dataset, made.toString()));
    return texts;
  }

  private static Map<String, Long> made(RunView run) {
    var made = new TreeMap<String, Long>();
    run.record().stream()
        .flatMap(record -> record.outputs().stream())
        .filter(output -> output.version().isPresent())
        .forEach(output -> made.put(output.dataset(), output.version().getAsLong()));
    made.putAll(run.laterVersions());
    return made;
  }

  private static SortedMap<String, Double> medians(List<RunView> runs) {
    var values = new TreeMap<String, List<Double>>();
    runs.stream()
        .filter(RunView::isPublished)
        .flatMap(run -> run.record().stream())
        .flatMap(Build::measures)
        .forEach(
            measure ->
                values
                    .computeIfAbsent(measure.getKey(), name -> new ArrayList<>())
                    .add(measure.getValue()));
    var medians = new TreeMap<String, Double>();
    values.forEach((name, all) -> medians.put(name, median(all)));
    return medians;
  }

  private static Stream<Map.Entry<String, Double>> measures(RunRecord record) {
    var measures = new TreeMap<String, Double>();
    measures.put("seconds", record.duration().toMillis() / 1000.0);
    for (RunRecord.OutputRecord output : record.outputs()) {
      measures.put(output.dataset() + " rows", (double) output.rows());
      measures.put(output.dataset() + " bytes", (double) output.bytes());
      output
          .measures()
          .values()
          .forEach((name, value) -> measures.put(output.dataset() + " " + name, value));
    }
    return measures.entrySet().stream();
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : DoubleStream.of(sorted[middle - 1], sorted[middle]).average().orElseThrow();
  }
}
