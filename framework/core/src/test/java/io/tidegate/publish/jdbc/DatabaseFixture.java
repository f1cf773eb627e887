package io.tidegate.publish.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tidegate.TestSpark;
import io.tidegate.check.Severity;
import io.tidegate.check.Verdict;
import io.tidegate.config.InputConfig.Bounds;
import io.tidegate.config.JdbcTarget;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig;
import io.tidegate.config.OutputConfig.PartitionValue;
import io.tidegate.config.OutputConfig.SchemaPolicy;
import io.tidegate.config.OutputConfig.VolumePolicy;
import io.tidegate.config.Retention;
import io.tidegate.config.WhenMissing;
import io.tidegate.config.WriteMode;
import io.tidegate.publish.CommitStamp;
import io.tidegate.publish.Published;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.StageRequest;
import io.tidegate.publish.StageRequest.Evolution;
import io.tidegate.publish.StagedOutput;
import io.tidegate.publish.TableChange;
import io.tidegate.publish.TableState;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A table {@code mart.t} in a database of a test's own, and short ways to publish to it. */
abstract class DatabaseFixture {

  static final String JOB = "daily";
  static final String D1 = "2020-03-01";
  static final String D2 = "2020-03-02";

  final SparkSession spark = TestSpark.interpreting();

  TestDatabase database;

  abstract TestDatabase database(Path folder);

  @BeforeEach
  void aDatabase(@TempDir Path folder) {
    database = database(folder);
    database.execute("CREATE SCHEMA mart");
  }

  Publisher publisher() {
    return new DatabasePublisher(spark, List.of(database.config()), Clock.systemUTC());
  }

  String path() {
    return database.config().location("mart.t");
  }

  OutputConfig output(WriteMode write, String... keys) {
    return output("output", write, Optional.empty(), Optional.empty(), keys);
  }

  OutputConfig day(String day) {
    var value = new PartitionValue("day", day);
    return output("output", WriteMode.REPLACE_PARTITION, Optional.of(value), Optional.empty());
  }

  OutputConfig where(String predicate) {
    return output("output", WriteMode.REPLACE_WHERE, Optional.empty(), Optional.of(predicate));
  }

  OutputConfig output(
      String key,
      WriteMode write,
      Optional<PartitionValue> partition,
      Optional<String> where,
      String... keys) {
    return new OutputConfig(
        key,
        "test.table",
        path(),
        write,
        partition.map(value -> List.of(value.column())).orElse(List.of()),
        partition,
        where,
        List.of(keys),
        WhenMissing.KEEP,
        Map.of(),
        new SchemaPolicy(Set.of(), Optional.empty(), Severity.REJECT),
        new VolumePolicy(
            Bounds.NONE, Optional.empty(), Optional.empty(), Optional.empty(), Severity.HOLD),
        List.of(),
        Optional.of(new JdbcTarget("db", "mart.t", 2, 1000)),
        Retention.NONE);
  }

  Dataset<Row> sql(String text) {
    return spark.sql(text);
  }

  /** Rows {@code (day, id)}. */
  Dataset<Row> rows(String day, long from, long to) {
    return sql("SELECT DATE '%s' AS day, id FROM range(%d, %d)".formatted(day, from, to));
  }

  /** Rows {@code (id, v)}, each written {@code id=v}. */
  Dataset<Row> values(String... rows) {
    return sql(
        "SELECT CAST(split(r, '=')[0] AS BIGINT) AS id, split(r, '=')[1] AS v FROM (SELECT explode(split('%s', ',')) AS r)"
            .formatted(String.join(",", rows)));
  }

  StagedOutput stage(String run, String date, OutputConfig output, Dataset<Row> rows) {
    return stage(run, date, output, rows, Evolution.NONE);
  }

  StagedOutput stage(
      String run, String date, OutputConfig output, Dataset<Row> rows, Evolution evolution) {
    var publisher = publisher();
    TableState base = publisher.look(output, rows.schema());
    return publisher.stage(
        new StageRequest(
            run,
            JOB,
            LogicalDate.parse(date),
            output,
            base,
            rows,
            new TableChange(rows.schema().asNullable(), output.partitionBy(), evolution)));
  }

  Published publish(String run, String date, OutputConfig output, Dataset<Row> rows) {
    return commit(stage(run, date, output, rows));
  }

  Published commit(StagedOutput staged) {
    return publisher().commit(staged, stamp(staged));
  }

  static CommitStamp stamp(StagedOutput staged) {
    return new CommitStamp(
        staged.runId(),
        staged.job(),
        staged.logicalDate(),
        "1.2.0+3f9a1c2",
        "rules",
        "config",
        Verdict.PASS,
        Map.of("raw", "12"));
  }

  List<String> table() {
    return database.rows("SELECT * FROM mart.t ORDER BY 1, 2");
  }

  /** Beside the table and the table of loads. */
  List<String> stages() {
    return database.rows(
        "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'tidegate_stage%'");
  }

  static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  /** What another process reads from the ledger. */
  static StagedOutput throughJson(StagedOutput staged) {
    var json =
        new ObjectMapper().registerModule(new Jdk8Module()).registerModule(new JavaTimeModule());
    try {
      return json.readValue(json.writeValueAsString(staged), StagedOutput.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
