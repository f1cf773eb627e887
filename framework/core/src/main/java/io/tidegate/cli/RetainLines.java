package io.tidegate.cli;

import io.tidegate.config.Durations;
import io.tidegate.problem.Human;
import io.tidegate.publish.TablePartition;
import io.tidegate.run.RetainLedger;
import io.tidegate.run.RetainReport;
import io.tidegate.run.RetainReport.Partitions;
import io.tidegate.run.RetainReport.Vacuum;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What retention did to a table or to the ledger, for a person. */
final class RetainLines {

  /** So many values are named; of more, the first and the last. */
  private static final int NAMED = 5;

  private static final String UNCHANGED = "nothing is changed";

  private RetainLines() {}

  static List<String> of(RetainReport report) {
    var lines = new ArrayList<String>();
    if (!report.exists()) {
      lines.add(report.dataset() + ": there is no table at " + report.path() + " yet");
    }
    report.partitions().ifPresent(found -> lines.addAll(partitions(report, found)));
    report.vacuum().ifPresent(vacuum -> lines.addAll(vacuum(report, vacuum)));
    report
        .runId()
        .ifPresent(run -> lines.add("%s: recorded as run %s".formatted(report.dataset(), run)));
    return lines;
  }

  static String of(RetainLedger.Report report, boolean dryRun) {
    String keep = Durations.shown(report.keep());
    if (report.runId().isEmpty() && !dryRun) {
      return "%s: nothing of it in the ledger is past %s".formatted(report.job(), keep);
    }
    return "%s: %s in the ledger past %s, from before %s; %s"
        .formatted(
            report.job(),
            report.found(),
            keep,
            report.before().truncatedTo(ChronoUnit.SECONDS),
            report.runId().map(run -> "removed, recorded as run " + run).orElse(UNCHANGED));
  }

  private static List<String> partitions(RetainReport report, Partitions found) {
    var lines = new ArrayList<String>();
    lines.add(
        found.past().isEmpty()
            ? "%s: none of %s of %s is past %s"
                .formatted(
                    report.dataset(),
                    Human.count(found.all(), "partition"),
                    found.column(),
                    Durations.shown(found.keep()))
            : past(report, found));
    if (!found.undated().isEmpty()) {
      lines.add(
          "%s: %s = %s: no date, stays"
              .formatted(report.dataset(), found.column(), values(found.undated())));
    }
    return lines;
  }

  private static String past(RetainReport report, Partitions found) {
    return "%s: %s of %s of %s past %s, ended by %s: %s; %s, %s, %s; %s"
        .formatted(
            report.dataset(),
            Human.count(found.past().size()),
            Human.count(found.all(), "partition"),
            found.column(),
            Durations.shown(found.keep()),
            found.before().truncatedTo(ChronoUnit.SECONDS),
            values(found.past()),
            rows(found),
            Human.count(found.files(), "file"),
            Human.bytes(found.bytes()),
            end(report));
  }

  private static String end(RetainReport report) {
    if (report.version().isPresent()) {
      return "deleted by v" + report.version().getAsLong();
    }
    return report.runId().isPresent() ? "gone already" : UNCHANGED;
  }

  private static String rows(Partitions found) {
    return found.rows().isPresent()
        ? Human.count(found.rows().getAsLong(), "row")
        : "rows not counted";
  }

  private static String values(List<TablePartition> partitions) {
    List<String> values =
        partitions.stream().map(partition -> partition.value().orElse("null")).toList();
    return values.size() > NAMED
        ? values.get(0) + " .. " + values.get(values.size() - 1)
        : values.stream().collect(Collectors.joining(", "));
  }

  private static List<String> vacuum(RetainReport report, Vacuum vacuum) {
    if (!vacuum.obstacles().isEmpty()) {
      return vacuum.obstacles().stream()
          .map(why -> "%s: no VACUUM: %s".formatted(report.dataset(), why))
          .toList();
    }
    String files = Human.count(vacuum.files(), "file");
    return List.of(
        "%s: VACUUM: %s unused for %s%s"
            .formatted(
                report.dataset(),
                files,
                Durations.shown(vacuum.keep()),
                vacuum.files() == 0 ? "" : report.runId().isPresent() ? "; removed" : ""));
  }
}
