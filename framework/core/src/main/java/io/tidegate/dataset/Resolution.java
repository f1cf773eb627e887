package io.tidegate.dataset;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.config.InputConfig;
import io.tidegate.ledger.InputVersion;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The ways in which resolving an input can end.
 *
 * @param expected what was looked for
 * @param found what was there
 * @param choice what there is to say of the choice among it
 * @param hadoop to list the files again
 */
record Resolution(
    InputConfig config,
    InputVersion version,
    String expected,
    String found,
    List<Finding> choice,
    Instant now,
    Configuration hadoop) {

  Input missing() {
    var failed = checks().exists(new Outcome.Failed(expected, found));
    return new UnreadableInput(
        version,
        Stream.concat(choice.stream(), Stream.of(failed)).toList(),
        Problem.at(place(), "does not exist: expected " + expected + ", found " + found));
  }

  /**
   * @param lines why it cannot be read
   */
  Input unreadable(Contract contract, List<String> lines) {
    return new UnreadableInput(
        version,
        findings(Optional.of(contract.failure(lines))),
        Problem.at(place(), "cannot be read: " + Texts.lines(lines).replace("\n", "; ")));
  }

  /** An input without rows that could be left out. */
  Input readable(Dataset<Row> rows, RowCounts counts, Optional<Outcome> schema) {
    return readable(rows, counts, schema, new RejectedRows(rows.sparkSession()));
  }

  Input readable(
      Dataset<Row> rows, RowCounts counts, Optional<Outcome> schema, RejectedRows rejected) {
    var files = new PinnedFiles(config.path(), version, hadoop);
    return new ResolvedInput(version, rows, controlled(counts), findings(schema), files, rejected);
  }

  private RowCounts controlled(RowCounts counts) {
    return config
        .files()
        .control()
        .<RowCounts>map(
            control ->
                new ControlledRows(counts, checks(), control, ToldTotals.of(control, hadoop)))
        .orElse(counts);
  }

  InputChecks checks() {
    return new InputChecks(config);
  }

  private Place place() {
    return Place.key(config.name());
  }

  private List<Finding> findings(Optional<Outcome> schema) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(choice);
    findings.add(checks().exists(new Outcome.Passed(expected, found)));
    findings.addAll(checks().fresh(version.modified(), now));
    schema.map(checks()::schema).ifPresent(findings::add);
    findings.addAll(checks().bytes(version.bytes()));
    return List.copyOf(findings);
  }
}
