package io.tidegate.cli;

import io.tidegate.lineage.provenance.Build;
import io.tidegate.lineage.provenance.Build.JobRuns;
import io.tidegate.problem.Human;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What builds did, for a person. */
final class BuildLines {

  private BuildLines() {}

  static List<String> of(Build build) {
    var lines = new ArrayList<String>();
    lines.add("program " + String.join(", ", build.programs()));
    for (JobRuns job : build.jobs()) {
      lines.add(
          "  %s (%s): %s for %s to %s: %s"
              .formatted(
                  job.job(),
                  job.owner(),
                  Human.count(job.runs(), "run"),
                  job.firstDate(),
                  job.lastDate(),
                  outcomes(job)));
      job.versions().forEach((dataset, made) -> lines.add("    " + dataset + " " + made));
    }
    return lines;
  }

  private static String outcomes(JobRuns job) {
    return job.outcomes().entrySet().stream()
        .map(outcome -> outcome.getValue() + " " + outcome.getKey())
        .collect(Collectors.joining(", "));
  }

  /** The jobs that both ran: medians over the runs that published, and what they changed by. */
  static List<String> compared(Build one, Build other) {
    var lines = new ArrayList<String>();
    lines.add(
        "medians of %s and of %s"
            .formatted(String.join(", ", one.programs()), String.join(", ", other.programs())));
    for (JobRuns job : one.jobs()) {
      find(other, job.job()).ifPresent(beside -> lines.addAll(compared(job, beside)));
    }
    if (lines.size() == 1) {
      lines.add("  no job ran with both");
    }
    return lines;
  }

  private static Optional<JobRuns> find(Build build, String job) {
    return build.jobs().stream().filter(runs -> runs.job().equals(job)).findFirst();
  }

  private static List<String> compared(JobRuns one, JobRuns other) {
    var lines = new ArrayList<String>();
    lines.add(
        "  %s: %s (%s), %s (%s)"
            .formatted(
                one.job(),
                Human.count(one.runs(), "run"),
                outcomes(one),
                Human.count(other.runs(), "run"),
                outcomes(other)));
    var names = new TreeSet<>(one.medians().keySet());
    names.addAll(other.medians().keySet());
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    for (String name : names) {
      Optional<Double> before = Optional.ofNullable(one.medians().get(name));
      Optional<Double> after = Optional.ofNullable(other.medians().get(name));
      String padded = name + " ".repeat(width - name.length());
      lines.add(
          "    %s  %14s  %14s  %s"
              .formatted(padded, number(before), number(after), change(before, after))
              .stripTrailing());
    }
    return lines;
  }

  private static String number(Optional<Double> value) {
    return value.map(BuildLines::number).orElse("-");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Human.count((long) value)
        : String.format(Locale.ROOT, "%,.3f", value);
  }

  /** Empty where there is nothing to divide. */
  private static String change(Optional<Double> before, Optional<Double> after) {
    if (before.isEmpty()
        || after.isEmpty()
        || before.get() == 0
        || before.get().equals(after.get())) {
      return "";
    }
    return String.format(Locale.ROOT, "%+.1f %%", (after.get() / before.get() - 1) * 100);
  }
}
