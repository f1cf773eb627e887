package io.tidegate.run;

import io.tidegate.config.JobConfig;
import io.tidegate.config.OutputConfig;
import io.tidegate.config.Retention;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import io.tidegate.publish.TableState;
import io.tidegate.run.SideTables.Table;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A table with a retention: an output's, or one beside it of rows that were kept from it.
 *
 * @param place of a mistake, in the conf
 * @param isAside whether it has rows that were quarantined or rejected: there need be no such table
 * @param by the partition column; empty for the only one that can be meant
 */
record RetainTarget(
    JobConfig job,
    String key,
    Place place,
    boolean isAside,
    String dataset,
    String path,
    Optional<String> by,
    Optional<Duration> keep,
    Optional<Duration> vacuum) {

  private static final Set<String> DATED = Set.of("date", "timestamp", "timestamp_ntz");

  /** In the order of the conf, each output's own table first. */
  static List<RetainTarget> of(JobConfig job) {
    return job.outputs().values().stream()
        .flatMap(output -> Stream.concat(Stream.of(own(job, output)), aside(job, output)))
        .filter(target -> target.keep.isPresent() || target.vacuum.isPresent())
        .toList();
  }

  private static RetainTarget own(JobConfig job, OutputConfig output) {
    Retention retention = output.retention();
    return new RetainTarget(
        job,
        output.key(),
        place(output),
        false,
        output.name(),
        output.path(),
        retention.by(),
        retention.keep(),
        retention.vacuum());
  }

  /** The quarantine table, and where it is this output that they are beside, the rejected rows'. */
  private static Stream<RetainTarget> aside(JobConfig job, OutputConfig output) {
    boolean hasRejects = Rejects.beside(job).filter(output::equals).isPresent();
    List<Table> rejects = hasRejects ? Rejects.tables(job) : List.of();
    return Stream.concat(Stream.of(Quarantine.table(output)), rejects.stream())
        .map(table -> aside(job, output, table));
  }

  private static RetainTarget aside(JobConfig job, OutputConfig output, Table table) {
    return new RetainTarget(
        job,
        table.key(),
        place(output),
        true,
        table.name(),
        table.path(),
        Optional.of(SideTables.LOGICAL_DATE),
        output.retention().quarantine(),
        output.retention().vacuum());
  }

  private static Place place(OutputConfig output) {
    return Place.key("outputs." + output.key());
  }

  /**
   * The column by whose values partitions are past their time.
   *
   * @throws UserException when there is none, or it cannot be told which
   */
  String column(TableState table) {
    if (by.isPresent()) {
      requirePartitionColumn(table, by.get());
      return by.get();
    }
    if (table.partitionBy().size() == 1) {
      return table.partitionBy().get(0);
    }
    List<String> dated =
        Stream.of(table.schema().fields())
            .filter(field -> table.partitionBy().contains(field.name()))
            .filter(field -> DATED.contains(field.dataType().typeName().toLowerCase(Locale.ROOT)))
            .map(field -> field.name())
            .toList();
    if (dated.size() != 1) {
      throw mistake(
          "%s is partitioned by [%s], of which %s a date or time type"
              .formatted(
                  dataset,
                  String.join(", ", table.partitionBy()),
                  dated.isEmpty() ? "none has" : "several have"),
          "name the column in retention.by");
    }
    return dated.get(0);
  }

  private void requirePartitionColumn(TableState table, String column) {
    if (table.partitionBy().stream().noneMatch(column::equalsIgnoreCase)) {
      throw mistake(
          "%s is not partitioned by %s, but by [%s]"
              .formatted(dataset, column, String.join(", ", table.partitionBy())),
          "partitions are deleted whole: name one of these in retention.by, or write the table anew");
    }
  }

  /**
   * @throws UserException when the table lets no row be deleted
   */
  void requireDeletable(TableState table) {
    if (Boolean.parseBoolean(table.properties().getOrDefault("delta.appendOnly", "false"))) {
      throw mistake(
          dataset + " has the property delta.appendOnly: no row can be deleted from it",
          "leave retention.keep out, or unset the property");
    }
  }

  private UserException mistake(String message, String remedy) {
    return new UserException(Problem.at(place, message, remedy));
  }
}
