package io.tidegate.publish.jdbc;

import io.tidegate.config.DatabaseConfig;
import io.tidegate.config.JdbcTarget;
import io.tidegate.config.PublishStrategy;
import io.tidegate.jdbc.SqlFailures;
import io.tidegate.jdbc.Statements;
import io.tidegate.jdbc.TableName;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import io.tidegate.publish.StageRequest;
import io.tidegate.publish.StagedOutput;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple3;

/**
 * Writes rows into a table of their own beside the one that they are for.
 *
 * <p>While it is written, its name ends in {@code _w}. Once Spark has said which attempts of its
 * tasks count, it gets the name by which it is read: the rename waits for attempts that still
 * write, later ones find no table, and the rows of attempts that do not count are removed.
 */
record Stager(Place place, StageRequest request) {

  private static final String WRITTEN = "_w";

  /** What the tasks wrote. */
  private record Written(List<Long> attempts, long rows, long bytes) {}

  StagedOutput stage(Instant now) {
    StagedLoad load = inTransaction(this::open);
    try {
      Written written = write(load);
      inTransaction(sql -> seal(sql, load, written));
      return described(load, written, now);
    } catch (Exception failure) { // Spark's may be a checked one that no signature names.
      removeAfter(failure, load);
      throw explained(failure);
    } catch (Error failure) {
      removeAfter(failure, load);
      throw failure;
    }
  }

  private <T> T inTransaction(Statements.Work<T> work) {
    return Statements.transaction(place.database(), "staging rows for " + place.table(), work);
  }

  private StagedLoad open(Statements sql) throws SQLException {
    StagedLoad load = new Plan(place, request).load(sql);
    String columns =
        load.columns().stream()
            .map(column -> place.sql(column.name()) + " " + column.type())
            .collect(Collectors.joining(", "));
    sql.execute(
        "%s %s (%s, %s bigint)"
            .formatted(
                place.loading().createPassing(),
                place.sql(written(load)),
                columns,
                place.sql(StageTask.ATTEMPT)));
    return load;
  }

  private Written write(StagedLoad load) {
    JdbcTarget target = request.output().jdbc().orElseThrow();
    List<String> columns =
        Stream.concat(load.names().stream(), Stream.of(StageTask.ATTEMPT)).toList();
    StructType schema = request.rows().schema().add(StageTask.ATTEMPT, DataTypes.LongType);
    var task = new StageTask(place.database(), written(load), columns, schema, target.batchRows());
    List<Tuple3<Long, Long, Long>> done =
        new StagePass(request.rows().coalesce(target.writers()), task).run();
    return new Written(
        done.stream().map(Tuple3::_1).toList(),
        done.stream().mapToLong(Tuple3::_2).sum(),
        done.stream().mapToLong(Tuple3::_3).sum());
  }

  private boolean seal(Statements sql, StagedLoad load, Written written) throws SQLException {
    String stage = place.sql(stage(load));
    sql.execute(
        "ALTER TABLE %s RENAME TO %s".formatted(place.sql(written(load)), place.sql(load.stage())));
    long counted = count(sql, stage);
    if (counted != written.rows()) {
      counted -=
          sql.execute(
              "DELETE FROM %s WHERE %s NOT IN (%s)"
                  .formatted(stage, place.sql(StageTask.ATTEMPT), attempts(written)));
    }
    if (counted != written.rows()) {
      throw new TransientException(
          "%d rows were written for %s, and the database has %d of them"
              .formatted(written.rows(), place.table(), counted));
    }
    sql.execute("ALTER TABLE %s DROP COLUMN %s".formatted(stage, place.sql(StageTask.ATTEMPT)));
    new Promises(place, load).require(sql);
    return true;
  }

  private static long count(Statements sql, String stage) throws SQLException {
    return sql.number("SELECT count(*) FROM " + stage);
  }

  /** None has the number -1. */
  private static String attempts(Written written) {
    return Stream.concat(Stream.of(-1L), written.attempts().stream())
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }

  private StagedOutput described(StagedLoad load, Written written, Instant now) {
    String location = DatabaseConfig.url(place.path()) + "#" + stage(load);
    return request.staged(
        PublishStrategy.STAGED,
        request.rows().schema(),
        request.change().partitionBy(),
        List.of(new StagedOutput.File(location, written.bytes(), written.rows(), Map.of())),
        List.of(load.toJson()),
        written.rows(),
        now);
  }

  private void removeAfter(Throwable failure, StagedLoad load) {
    try {
      var unused = inTransaction(sql -> drop(sql, place, load));
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  static boolean drop(Statements sql, Place place, StagedLoad load) throws SQLException {
    for (TableName each : List.of(written(place, load), stage(place, load))) {
      sql.execute("DROP TABLE IF EXISTS " + place.sql(each));
    }
    return true;
  }

  /** What a task threw is the cause of what Spark throws. */
  private RuntimeException explained(Exception failure) {
    for (Throwable each : ExceptionUtils.getThrowableList(failure)) {
      if (each instanceof TransientException passing) {
        return passing;
      }
      if (each instanceof UserException mistake) {
        // What comes from an executor has lost its problems on the way.
        return each == failure
            ? mistake
            : new UserException(String.valueOf(mistake.getMessage()), "");
      }
    }
    return SqlFailures.in(failure)
        .map(said -> SqlFailures.explain(said, "staging rows for " + place.table()))
        .orElseGet(
            () ->
                failure instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException(failure));
  }

  static TableName stage(Place place, StagedLoad load) {
    return place.table().sibling(load.stage());
  }

  private TableName stage(StagedLoad load) {
    return stage(place, load);
  }

  private static TableName written(Place place, StagedLoad load) {
    return place.table().sibling(load.stage() + WRITTEN);
  }

  private TableName written(StagedLoad load) {
    return written(place, load);
  }
}
