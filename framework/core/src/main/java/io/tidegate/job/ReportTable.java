package io.tidegate.job;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.check.Tier;
import io.tidegate.ledger.RowChanges;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunRecord.InputRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.problem.Human;
import io.tidegate.problem.OneLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Lays a run record out for a terminal of 120 columns or so. */
final class ReportTable {

  private final RunRecord record;
  private final List<String> lines = new ArrayList<>();

  ReportTable(RunRecord record) {
    this.record = record;
  }

  String render() {
    head();
    record.inputs().forEach(this::input);
    record.outputs().forEach(this::output);
    findings();
    record.outputs().forEach(this::tiers);
    record.notes().forEach(note -> lines.add("  note    " + note));
    record.error().ifPresent(error -> lines.add("  error   " + error));
    lines.add("  steps   " + steps());
    return lines.stream().map(OneLine::of).collect(Collectors.joining("\n"));
  }

  private void head() {
    var start = record.start();
    lines.add(
        "%s %s: %s in %s (%s)"
            .formatted(
                start.job(),
                start.logicalDate(),
                Human.words(record.status()),
                seconds(record.duration()),
                Human.words(record.verdict())));
    lines.add("  run     " + start.runId() + ", program " + start.program());
  }

  private void input(InputRecord input) {
    var version = input.version();
    String what =
        version.deltaVersion().isPresent()
            ? "v" + version.deltaVersion().getAsLong()
            : version.files().size() + (version.files().size() == 1 ? " file" : " files");
    lines.add(
        "  in      %s %s, %s, %s%s"
            .formatted(
                version.name(),
                what,
                rows(input.rows()),
                Human.bytes(version.bytes()),
                corrupt(input.corruptRows())));
  }

  private static String corrupt(OptionalLong rows) {
    return rows.orElse(0) > 0 ? ", " + Human.count(rows.getAsLong()) + " corrupt" : "";
  }

  private void output(OutputRecord output) {
    String where =
        output.version().isPresent()
            ? "v" + output.version().getAsLong()
            : output.stagedUntil().map(until -> "staged until " + until).orElse("not published");
    String quarantined =
        output.quarantined() > 0 ? ", " + Human.count(output.quarantined()) + " quarantined" : "";
    lines.add(
        "  out     %s %s, %s, %s%s%s"
            .formatted(
                output.dataset(),
                where,
                rows(OptionalLong.of(output.rows())),
                Human.bytes(output.bytes()),
                quarantined,
                output.changes().map(ReportTable::changes).orElse("")));
  }

  private static String changes(RowChanges changes) {
    return ", %s inserted, %s updated, %s deleted"
        .formatted(
            Human.count(changes.inserted()),
            Human.count(changes.updated()),
            Human.count(changes.deleted()));
  }

  private void findings() {
    int width = record.findings().stream().mapToInt(f -> f.check().length()).max().orElse(0);
    for (Finding finding : record.findings()) {
      String layout = "  %-7s %-8s %-" + Math.max(width, 1) + "s  %s";
      lines.add(
          layout.formatted(
              mark(finding), Human.words(finding.kind()), finding.check(), text(finding)));
      detail(finding);
    }
  }

  private void detail(Finding finding) {
    if (finding.outcome() instanceof Outcome.Failed failed && !failed.detail().isEmpty()) {
      failed.detail().lines().forEach(line -> lines.add("            " + line));
    }
  }

  /** Those that read the staged files are named: they are what the checks cost. */
  private void tiers(OutputRecord output) {
    if (output.tiers().isEmpty()) {
      return;
    }
    List<String> reading = rules(output, Tier.STAGED_FILES);
    lines.add(
        "  rules   %s: %d from the files' statistics, %d in the write, %d on the staged files%s"
            .formatted(
                output.dataset(),
                rules(output, Tier.STATISTICS).size(),
                rules(output, Tier.WRITE).size(),
                reading.size(),
                reading.isEmpty() ? "" : " (" + String.join(", ", reading) + ")"));
  }

  private static List<String> rules(OutputRecord output, Tier tier) {
    return output.tiers().entrySet().stream()
        .filter(rule -> rule.getValue().equals(tier.label()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String mark(Finding finding) {
    Outcome outcome = finding.outcome();
    if (outcome instanceof Outcome.Failed) {
      return finding.severity().name();
    }
    if (outcome instanceof Outcome.CouldNotMeasure) {
      return "UNKNOWN";
    }
    return outcome instanceof Outcome.NotApplicable ? "n/a" : "ok";
  }

  private static String text(Finding finding) {
    Outcome outcome = finding.outcome();
    if (outcome instanceof Outcome.Failed failed) {
      return failed.actual() + "; expected " + failed.expected();
    }
    if (outcome instanceof Outcome.Passed passed) {
      return passed.actual() + "; expected " + passed.expected();
    }
    if (outcome instanceof Outcome.NotApplicable notApplicable) {
      return notApplicable.why();
    }
    return "could not measure: " + ((Outcome.CouldNotMeasure) outcome).cause();
  }

  private String steps() {
    return record.steps().entrySet().stream()
        .map(step -> step.getKey() + " " + seconds(step.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String rows(OptionalLong rows) {
    return rows.isPresent() ? Human.count(rows.getAsLong()) + " rows" : "rows unknown";
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
