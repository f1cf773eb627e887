package io.tidegate.cli;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.config.DatabaseConfig;
import io.tidegate.ledger.InputVersion;
import io.tidegate.lineage.provenance.Explanation;
import io.tidegate.lineage.provenance.Explanation.Run;
import io.tidegate.lineage.provenance.Explanation.Source;
import io.tidegate.problem.Human;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** An explanation for a person: a run and below it, further in, what it read. */
final class ExplanationLines {

  private static final int SHORT = 12;

  private final List<String> lines = new ArrayList<>();

  private ExplanationLines() {}

  static List<String> of(Explanation explanation) {
    var all = new ExplanationLines();
    all.table("", explanation.dataset(), explanation);
    return List.copyOf(all.lines);
  }

  private void table(String indent, String name, Explanation explanation) {
    lines.add(indent + name + version(explanation.version()));
    String inner = indent + "  ";
    explanation.run().ifPresent(run -> run(inner, run));
    explanation.remarks().forEach(remark -> line(inner, "note", remark));
    explanation.sources().forEach(source -> source(inner, source));
  }

  private void run(String indent, Run run) {
    line(
        indent,
        "run",
        "%s of %s (%s) for %s, published at %s by %s on %s"
            .formatted(
                run.runId(),
                run.job(),
                run.owner(),
                run.logicalDate(),
                run.at(),
                run.user(),
                run.host()));
    line(indent, "program", run.program() + decidedBy(run));
    line(indent, "rows", rows(run));
    checks(indent, run);
    run.interventions().forEach(done -> line(indent, Human.words(done.status()), Runs.text(done)));
    run.notes().forEach(note -> line(indent, "note", note));
  }

  /** Empty for a restore: no rules and no conf decide on it. */
  private static String decidedBy(Run run) {
    return run.rulesFingerprint().isEmpty()
        ? ""
        : ", rules %s, conf %s"
            .formatted(brief(run.rulesFingerprint()), brief(run.configFingerprint()));
  }

  private static String rows(Run run) {
    String rows = Human.count(run.output().rows(), "row");
    long quarantined = run.output().quarantined();
    String apart = quarantined == 0 ? "" : ", " + Human.count(quarantined) + " more quarantined";
    return rows + apart + ", " + Human.bytes(run.output().bytes());
  }

  private void checks(String indent, Run run) {
    long good = run.findings().stream().filter(f -> f.outcome() instanceof Outcome.Passed).count();
    line(indent, "checks", Human.words(run.verdict()) + "; " + good + " passed");
    run.findings().stream()
        .filter(Finding::isProblem)
        .forEach(
            finding ->
                lines.add(
                    indent + "          " + finding.check() + ": " + Runs.text(finding.outcome())));
  }

  private void source(String indent, Source source) {
    String from = "from " + source.read().name() + " = ";
    source
        .explanation()
        .ifPresentOrElse(
            below -> table(indent, from + source.dataset(), below),
            () -> lines.add(indent + from + what(source)));
  }

  private static String what(Source source) {
    InputVersion read = source.read();
    String rows =
        source.rows().isPresent() ? ", " + Human.count(source.rows().getAsLong(), "row") : "";
    if (read.deltaVersion().isPresent()) {
      return source.dataset() + version(read.deltaVersion()) + rows;
    }
    return DatabaseConfig.isLocation(read.path())
        ? "%s%s, read at %s%s"
            .formatted(
                source.dataset(),
                read.slice().map(slice -> ": " + slice).orElse(""),
                read.modified(),
                rows)
        : "%s: %s, %s, newest of %s%s"
            .formatted(
                read.files().size() == 1 ? read.files().get(0).path() : source.dataset(),
                Human.count(read.files().size(), read.format() + " file"),
                Human.bytes(read.bytes()),
                read.modified(),
                rows);
  }

  private static String version(OptionalLong version) {
    return version.isPresent() ? " v" + version.getAsLong() : "";
  }

  private static String brief(String fingerprint) {
    return fingerprint.length() > SHORT ? fingerprint.substring(0, SHORT) : fingerprint;
  }

  private void line(String indent, String label, String text) {
    lines.add(indent + "%-9s ".formatted(label) + text);
  }
}
