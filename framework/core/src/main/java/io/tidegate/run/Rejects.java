package io.tidegate.run;

import io.tidegate.config.Format;
import io.tidegate.config.InputConfig;
import io.tidegate.config.JobConfig;
import io.tidegate.config.OutputConfig;
import io.tidegate.dataset.Input;
import io.tidegate.ledger.RunStart;
import io.tidegate.publish.StagedOutput;
import io.tidegate.run.SideTables.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The tables that take the rows which could not be read from an input's files: file, line, text and
 * reason, and which run and logical date. Published with the outputs, before them.
 */
final class Rejects {

  private static final String INFIX = "__rejects_";

  private static final Set<Format> PARSED = Set.of(Format.CSV, Format.JSON);

  private final JobConfig config;
  private final SideTables tables;
  private final SparkSession spark;

  Rejects(JobConfig config, SideTables tables, SparkSession spark) {
    this.config = config;
    this.tables = tables;
    this.spark = spark;
  }

  /** Of an input's rejected rows, where the conf does not say otherwise. */
  static String path(String output, String input) {
    return output + INFIX + input;
  }

  /** Every path that a run of this conf may put rejected rows under. */
  static List<String> paths(JobConfig config) {
    return tables(config).stream().map(Table::path).toList();
  }

  /** Every table that a run of this conf may put rejected rows into. */
  static List<Table> tables(JobConfig config) {
    return config.inputs().values().stream()
        .filter(Rejects::keeps)
        .flatMap(input -> table(config, input).stream())
        .toList();
  }

  /**
   * To be asked once the inputs were read. Stages the rejected rows of the input; or, where there
   * are none, the end of those that an earlier run of the logical date left.
   */
  Optional<StagedOutput> stage(Input input, RunStart start, Journal journal) {
    var known = Optional.ofNullable(config.inputs().get(input.name())).filter(Rejects::keeps);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Optional<Table> table = table(config, known.get());
    Optional<Dataset<Row>> rows = input.rejectedRows();
    if (table.isEmpty()) {
      rows.ifPresent(unkept -> journal.note(nowhere(input.name())));
      return Optional.empty();
    }
    return rows.isPresent()
        ? Optional.of(tables.stage(table.get(), rows.get(), start))
        : tables.clear(table.get(), spark, start);
  }

  private static String nowhere(String input) {
    return "the rejected rows of '%s' are kept nowhere: no output is a Delta table; set inputs.%s.rejects.path"
        .formatted(input, input);
  }

  private static boolean keeps(InputConfig input) {
    return PARSED.contains(input.format()) && input.files().rejects().keep();
  }

  private static Optional<Table> table(JobConfig config, InputConfig input) {
    Optional<OutputConfig> beside = beside(config);
    String name = beside.map(OutputConfig::name).orElse(config.name()) + INFIX + input.name();
    return Stream.concat(
            input.files().rejects().path().stream(),
            beside.stream().map(output -> path(output.path(), input.name())))
        .findFirst()
        .map(path -> new Table("inputs." + input.name(), name, path, Optional.empty()));
  }

  /** The output whose table the rejected rows' are beside: the first one of Delta's. */
  static Optional<OutputConfig> beside(JobConfig config) {
    return config.outputs().values().stream().filter(output -> output.jdbc().isEmpty()).findFirst();
  }
}
