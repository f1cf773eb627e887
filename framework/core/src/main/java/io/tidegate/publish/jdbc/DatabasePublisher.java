package io.tidegate.publish.jdbc;

import io.tidegate.config.DatabaseConfig;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig;
import io.tidegate.config.WriteMode;
import io.tidegate.jdbc.Statements;
import io.tidegate.jdbc.TableName;
import io.tidegate.problem.UserException;
import io.tidegate.publish.Commit;
import io.tidegate.publish.CommitNote;
import io.tidegate.publish.CommitStamp;
import io.tidegate.publish.Published;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.StageRequest;
import io.tidegate.publish.StagedOutput;
import io.tidegate.publish.TablePartition;
import io.tidegate.publish.TableSize;
import io.tidegate.publish.TableState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Tables of databases: rows wait in a table beside the one that they are for, and are loaded from
 * it in one transaction of the database. A table's version is the number of its last load, 0 for
 * one that Tidegate has loaded nothing into.
 */
public final class DatabasePublisher implements Publisher {

  private final SparkSession spark;
  private final Databases databases;
  private final Clock clock;

  /**
   * @param known with their secrets fetched
   */
  public DatabasePublisher(SparkSession spark, Collection<DatabaseConfig> known, Clock clock) {
    this.spark = spark;
    this.databases = new Databases(known);
    this.clock = clock;
  }

  @Override
  public TableState look(String path) {
    return look(databases.place(path), List.of(), shape -> shape);
  }

  @Override
  public TableState look(OutputConfig output, StructType computed) {
    boolean versions = output.write() == WriteMode.SCD2;
    return look(
        databases.place(output.path()),
        output.partitionBy(),
        shape -> (versions ? shape.without(Scd2.NAMES) : shape).filledBy(computed));
  }

  /** A database has no partitions: what an output calls so are columns like any others. */
  private static TableState look(Place place, List<String> partitionBy, UnaryOperator<Shape> seen) {
    return Statements.transaction(
        place.database(),
        "looking at " + place.table(),
        sql -> {
          var shape = new Shape(place.loading().columns(sql.connection(), place.table()));
          return shape.columns().isEmpty()
              ? TableState.ABSENT
              : new TableState(
                  new Loads(place).all(sql).stream().mapToLong(Load::version).findFirst().orElse(0),
                  seen.apply(shape).schema(place.loading()),
                  partitionBy,
                  Map.of());
        });
  }

  @Override
  public StagedOutput stage(StageRequest request) {
    return new Stager(databases.place(request.output().path()), request).stage(clock.instant());
  }

  @Override
  public Dataset<Row> read(StagedOutput staged) {
    Place place = databases.place(staged.path());
    TableName stage = Stager.stage(place, StagedLoad.of(staged));
    return new StagedReader(spark, place, stage)
        .read((StructType) DataType.fromJson(staged.schema()));
  }

  @Override
  public void keep(StagedOutput staged) {
    Place place = databases.place(staged.path());
    var unused =
        Statements.transaction(
            place.database(),
            "keeping the rows staged for " + place.table(),
            WaitingRows.of(place, staged)::keep);
  }

  @Override
  public Published commit(StagedOutput staged, CommitStamp stamp) {
    return new Committer(databases.place(staged.path()), staged, StagedLoad.of(staged))
        .commit(CommitNote.of(stamp, staged.key()), clock.instant());
  }

  @Override
  public void discard(StagedOutput staged) {
    Optional<Load> published = find(staged.path(), note -> note.is(staged.runId(), staged.key()));
    if (published.isPresent()) {
      throw new UserException(
          "run %s is published as version %d of %s: its rows are the table's"
              .formatted(staged.runId(), published.get().version(), staged.path()),
          "");
    }
    Place place = databases.place(staged.path());
    var unused =
        Statements.transaction(
            place.database(),
            "removing the rows staged for " + place.table(),
            sql -> Stager.drop(sql, place, StagedLoad.of(staged)));
  }

  @Override
  public Optional<Published> findRun(String path, String runId) {
    return find(path, note -> note.runId().equals(runId)).map(Load::published);
  }

  @Override
  public Optional<Prior> find(String path, String job, LogicalDate logicalDate) {
    return find(path, note -> note.isOf(job, logicalDate))
        .map(Load::published)
        .map(published -> new Prior(published.at(), Optional.of(published)));
  }

  @Override
  public List<Commit> history(String path) {
    return loads(path).stream().map(Load::commit).toList();
  }

  private Optional<Load> find(String path, Predicate<CommitNote> wanted) {
    return loads(path).stream().filter(load -> wanted.test(load.note())).findFirst();
  }

  /** Newest first; none of a table that is gone. */
  private List<Load> loads(String path) {
    Place place = databases.place(path);
    return Statements.transaction(
        place.database(),
        "reading the loads of " + place.table(),
        sql -> place.exists(sql) ? new Loads(place).all(sql) : List.<Load>of());
  }

  @Override
  public TableSize size(String path, long version) {
    throw noVersions(path);
  }

  @Override
  public Published restore(String path, long version, CommitNote note) {
    throw noVersions(path);
  }

  private static UserException noVersions(String path) {
    return new UserException(
        path + " is a table of a database, which keeps no earlier versions",
        "load it again: run its job for the logical date that was right");
  }

  @Override
  public List<TablePartition> partitions(String path, String column) {
    throw noPartitions(path);
  }

  @Override
  public Optional<Published> deletePartitions(
      String path, String column, Collection<String> values, CommitNote note) {
    throw noPartitions(path);
  }

  @Override
  public long unused(String path, Duration keep) {
    throw noPartitions(path);
  }

  @Override
  public void vacuum(String path, Duration keep, CommitNote note) {
    throw noPartitions(path);
  }

  private static UserException noPartitions(String path) {
    return new UserException(
        path + " is a table of a database, which has no partitions",
        "retention is for Delta tables");
  }

  @Override
  public int sweep(String path, String runId) {
    Place place = databases.place(path);
    return Statements.transaction(
        place.database(),
        "removing what run " + runId + " staged",
        sql -> sweep(sql, place, runId));
  }

  private static int sweep(Statements sql, Place place, String runId) throws SQLException {
    List<String> stages = stages(sql, place, runId);
    for (String stage : stages) {
      sql.execute("DROP TABLE " + place.sql(place.table().sibling(stage)));
    }
    return stages.size();
  }

  private static List<String> stages(Statements sql, Place place, String runId)
      throws SQLException {
    var stages = new ArrayList<String>();
    String schema = place.table().schema();
    var metadata = sql.connection().getMetaData();
    try (ResultSet row =
        metadata.getTables(
            sql.connection().getCatalog(),
            schema.isEmpty() ? sql.connection().getSchema() : schema,
            null,
            null)) {
      while (row.next()) {
        if (row.getString("TABLE_NAME").startsWith(Place.stages(runId))) {
          stages.add(row.getString("TABLE_NAME"));
        }
      }
    }
    return List.copyOf(stages);
  }
}
