package io.tidegate.run;

import io.tidegate.config.JobConfig;
import io.tidegate.config.OutputConfig;
import io.tidegate.dataset.Input;
import io.tidegate.dataset.Uris;
import io.tidegate.job.Outputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.SparkJob;
import io.tidegate.ledger.RunRecord.Write;
import io.tidegate.ledger.RunStart;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.TableState;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Steps 4 and 5: the author's computation, described; its schemas, judged; no row computed yet. */
final class TransformStep {

  private final SparkSession spark;
  private final Publisher publisher;
  private final SchemaStep judge;
  private final QualityStep quality;
  private final LineageStep lineage;
  private final SchemaRecords schemas;

  TransformStep(
      SparkSession spark,
      Publisher publisher,
      SchemaStep judge,
      QualityStep quality,
      LineageStep lineage,
      SchemaRecords schemas) {
    this.spark = spark;
    this.publisher = publisher;
    this.judge = judge;
    this.quality = quality;
    this.lineage = lineage;
    this.schemas = schemas;
  }

  /** An output whose schema check rejects is left out; its finding is in the journal. */
  List<PreparedOutput> prepare(
      SparkJob job, JobConfig config, RunStart start, List<Input> inputs, Journal journal) {
    var context =
        new RunContext(
            start.runId(),
            start.job(),
            start.logicalDate(),
            start.logicalDate().instant(),
            start.logicalDate().instant().plus(config.interval()),
            config.settings(),
            Collections.unmodifiableSet(config.outputs().keySet()),
            spark);
    Outputs outputs = job.compute(authors(config, inputs), context);
    checkKeys(config, outputs);
    return StorageFailures.besideTheAuthors(
        () ->
            config.outputs().values().stream()
                .flatMap(
                    output ->
                        prepare(output, rows(outputs, output), start, inputs, journal).stream())
                .toList());
  }

  /** References are for the rules alone. */
  private static NamedInputs authors(JobConfig config, List<Input> inputs) {
    return new NamedInputs(
        inputs.stream().filter(input -> config.inputs().containsKey(input.name())).toList());
  }

  private Optional<PreparedOutput> prepare(
      OutputConfig output, Dataset<Row> rows, RunStart start, List<Input> inputs, Journal journal) {
    TableState base = publisher.look(output, rows.schema());
    var decision = judge.judge(output, base, rows);
    journal.find(decision.findings());
    return decision
        .aligned()
        .map(
            aligned ->
                new PreparedOutput(
                    output,
                    base,
                    decision.change(),
                    aligned,
                    quality.plan(output, base, aligned.schema(), start, journal),
                    new DescribedOutput(
                        lineage.remember(output, rows, start, inputs, journal),
                        schemas.remember(decision.change().schema(), start),
                        write(output, base))));
  }

  private Write write(OutputConfig output, TableState base) {
    return new Write(
        Uris.qualified(output.path(), spark.sessionState().newHadoopConf()),
        output.write(),
        !base.exists(),
        output.partition().map(slice -> Map.of(slice.column(), slice.value())).orElse(Map.of()));
  }

  private static Dataset<Row> rows(Outputs outputs, OutputConfig output) {
    return Objects.requireNonNull(outputs.datasets().get(output.key()), "checked by its key");
  }

  private static void checkKeys(JobConfig config, Outputs outputs) {
    var problems = new Problems();
    for (String key : config.outputs().keySet()) {
      if (!outputs.datasets().containsKey(key)) {
        problems.add(
            Problem.at(
                Place.key(key),
                "the conf has an output that the job does not compute",
                "the job computes " + outputs.datasets().keySet()));
      }
    }
    for (String key : outputs.datasets().keySet()) {
      if (!config.outputs().containsKey(key)) {
        problems.add(
            Problem.at(
                Place.key(key),
                "the job computes an output that its conf does not have",
                "the conf has " + config.outputs().keySet()));
      }
    }
    problems.throwIfAny();
  }
}
