package io.tidegate.run;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.tidegate.check.Finding;
import io.tidegate.check.Measures;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.config.JobConfig;
import io.tidegate.dataset.Input;
import io.tidegate.ledger.RunStart;
import io.tidegate.observe.Observation;
import io.tidegate.publish.BrokenConstraintException;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.StageRequest;
import io.tidegate.publish.StagedOutput;
import io.tidegate.quality.RowFilter;
import io.tidegate.quality.StagedRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Steps 6 and 7: the rows, written where nobody sees them and measured in the same pass. */
final class StageStep {

  /** How long metrics may trail the write: they come over Spark's listener bus. */
  private static final Duration METRICS_LIMIT = Duration.ofSeconds(20);

  private static final String ROWS = "tidegate_rows";

  private final SparkSession spark;
  private final Publisher publisher;
  private final Quarantine quarantine;
  private final Rejects rejects;

  /** All that the run has staged: if it fails, nobody else knows of the files. */
  private final List<StagedOutput> staged = new ArrayList<>();

  StageStep(SparkSession spark, Publisher publisher, JobConfig config) {
    this.spark = spark;
    this.publisher = publisher;
    var tables = new SideTables(publisher);
    this.quarantine = new Quarantine(tables);
    this.rejects = new Rejects(config, tables, spark);
  }

  /**
   * Either every output is staged, or none is left on disk: the failure goes on, and of rows that
   * break a promise of their table the finding is in the journal and nothing is returned.
   *
   * @throws io.tidegate.problem.TransientException when an input is not what it was at the start
   */
  AuditedRun stage(
      List<PreparedOutput> prepared, RunStart start, List<Input> inputs, Journal journal) {
    var audited = new ArrayList<AuditedOutput>();
    try {
      for (PreparedOutput output : prepared) {
        Optional<AuditedOutput> fitting = fitting(output, start, inputs, journal);
        if (fitting.isEmpty()) {
          inputs.forEach(Input::requireUnchanged);
          staged.forEach(publisher::discard);
          return AuditedRun.NONE;
        }
        audited.add(fitting.get());
      }
      var rejected = rejected(inputs, start, journal);
      inputs.forEach(Input::requireUnchanged);
      return new AuditedRun(audited, rejected);
    } catch (Exception | Error failure) {
      discard(failure);
      throw failure;
    }
  }

  private List<StagedOutput> rejected(List<Input> inputs, RunStart start, Journal journal) {
    return inputs.stream()
        .flatMap(
            input ->
                journal
                    .time(Step.STAGE, input.name(), () -> rejects.stage(input, start, journal))
                    .stream())
        .map(this::remember)
        .toList();
  }

  /** Removes what is staged, for a run that fails; what comes of it must not hide the failure. */
  void discard(Throwable failure) {
    for (StagedOutput output : staged) {
      try {
        publisher.discard(output);
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
  }

  private StagedOutput remember(StagedOutput output) {
    staged.add(output);
    return output;
  }

  private Optional<AuditedOutput> fitting(
      PreparedOutput output, RunStart start, List<Input> inputs, Journal journal) {
    try {
      return Optional.of(audit(output, start, inputs, journal));
    } catch (BrokenConstraintException broken) {
      var outcome = new Outcome.Failed(broken.expected(), broken.actual(), broken.remedy());
      journal.find(
          List.of(
              new Finding(
                  Finding.Kind.SCHEMA,
                  broken.constraint(),
                  output.config().name(),
                  Severity.REJECT,
                  outcome)));
      return Optional.empty();
    }
  }

  private AuditedOutput audit(
      PreparedOutput output, RunStart start, List<Input> inputs, Journal journal) {
    String key = output.config().key();
    Split split = journal.time(Step.STAGE, key, () -> split(output, start, journal));
    Written good = split.good();
    var result =
        journal.time(
            Step.MEASURE,
            key,
            () -> output.quality().judge(rows(good), new NamedInputs(inputs).byName()));
    var amounts =
        new Measures(
            Map.of(
                Measures.ROWS, (double) good.staged().rows(),
                Measures.BYTES, (double) good.staged().bytes()));
    return new AuditedOutput(
        output.config(),
        good.staged(),
        split.bad(),
        result.measures().and(amounts),
        result.findings(),
        result.tiers(),
        output.described());
  }

  /**
   * Writes all rows; only when some break a row rule, writes the good and the bad ones again, from
   * the staged files.
   */
  private Split split(PreparedOutput output, RunStart start, Journal journal) {
    Written all = write(output, output.rows(), start, journal);
    Optional<RowFilter> filter = output.quality().rowFilter();
    if (filter.isEmpty() || filter.get().badRows(all.metrics()) == 0) {
      return new Split(all, quarantine.clear(output, start).map(this::remember));
    }
    try {
      Dataset<Row> rows = publisher.read(all.staged());
      StagedOutput bad = remember(quarantine.stage(output, rows, filter.get(), start));
      return new Split(
          write(output, rows.filter(filter.get().good()), start, journal), Optional.of(bad));
    } finally {
      publisher.discard(all.staged());
    }
  }

  private Written write(PreparedOutput output, Dataset<Row> rows, RunStart start, Journal journal) {
    var aggregates = new ArrayList<Column>(List.of(count(lit(1)).as(ROWS)));
    aggregates.addAll(output.quality().aggregates());
    try (var observation = Observation.of(rows, aggregates)) {
      StagedOutput written =
          remember(
              publisher.stage(
                  new StageRequest(
                      start.runId(),
                      start.job(),
                      start.logicalDate(),
                      output.config(),
                      output.base(),
                      observation.rows(),
                      output.change())));
      Optional<Row> observed =
          observation
              .await(METRICS_LIMIT)
              .filter(metrics -> metrics.<Long>getAs(ROWS) == written.rows());
      return new Written(
          written,
          observed.orElseGet(() -> measureAgain(written, aggregates, journal)),
          observed.isPresent());
    }
  }

  /** A stage that Spark computed twice counts twice; the files do not. */
  private Row measureAgain(StagedOutput staged, List<Column> aggregates, Journal journal) {
    journal.note(
        staged.dataset()
            + ": the rows observed while writing are not the rows in the files; measured again from"
            + " the files");
    var rest = aggregates.subList(1, aggregates.size()).toArray(Column[]::new);
    return publisher.read(staged).agg(aggregates.get(0), rest).head();
  }

  private StagedRows rows(Written written) {
    return new StagedRows(
        written.metrics(),
        written.observed(),
        () -> publisher.statistics(written.staged()),
        () -> publisher.read(written.staged()));
  }

  /**
   * @param metrics the aggregates over exactly the rows in the staged files, by alias
   * @param observed whether they were taken in the pass that wrote
   */
  private record Written(StagedOutput staged, Row metrics, boolean observed) {}

  private record Split(Written good, Optional<StagedOutput> bad) {}
}
