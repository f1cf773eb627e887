package io.tidegate.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tidegate.TestSpark;
import io.tidegate.check.Severity;
import io.tidegate.check.Verdict;
import io.tidegate.config.InputConfig.Bounds;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig;
import io.tidegate.config.OutputConfig.PartitionValue;
import io.tidegate.config.OutputConfig.SchemaPolicy;
import io.tidegate.config.OutputConfig.VolumePolicy;
import io.tidegate.config.PublishStrategy;
import io.tidegate.config.Retention;
import io.tidegate.config.WhenMissing;
import io.tidegate.config.WriteMode;
import io.tidegate.publish.StageRequest.Evolution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A table of a test's own and short ways to publish to it. */
abstract class PublisherFixture {

  static final String JOB = "daily";

  Path dir;

  final SparkSession spark = TestSpark.interpreting();

  @BeforeEach
  void inADirectoryOfItsOwn(@TempDir Path dir) {
    this.dir = dir;
  }

  abstract PublishStrategy strategy();

  Publisher publisher() {
    return Publishers.choose(spark, strategy()).publisher();
  }

  String path() {
    return "file:" + dir.resolve("table");
  }

  OutputConfig output(WriteMode write, String... partitionBy) {
    return new OutputConfig(
        "output",
        "test.table",
        path(),
        write,
        List.of(partitionBy),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        WhenMissing.KEEP,
        Map.of(),
        new SchemaPolicy(Set.of(), Optional.empty(), Severity.REJECT),
        new VolumePolicy(
            Bounds.NONE, Optional.empty(), Optional.empty(), Optional.empty(), Severity.HOLD),
        List.of(),
        Optional.empty(),
        Retention.NONE);
  }

  static OutputConfig with(OutputConfig output, PartitionValue value) {
    return new OutputConfig(
        output.key(),
        output.name(),
        output.path(),
        output.write(),
        output.partitionBy(),
        Optional.of(value),
        output.replaceWhere(),
        output.keys(),
        output.whenMissing(),
        output.properties(),
        output.schema(),
        output.volume(),
        output.quality(),
        output.jdbc(),
        output.retention());
  }

  static OutputConfig where(OutputConfig output, String predicate) {
    return new OutputConfig(
        output.key(),
        output.name(),
        output.path(),
        output.write(),
        output.partitionBy(),
        output.partition(),
        Optional.of(predicate),
        output.keys(),
        output.whenMissing(),
        output.properties(),
        output.schema(),
        output.volume(),
        output.quality(),
        output.jdbc(),
        output.retention());
  }

  static OutputConfig having(OutputConfig output, Map<String, String> properties) {
    return new OutputConfig(
        output.key(),
        output.name(),
        output.path(),
        output.write(),
        output.partitionBy(),
        output.partition(),
        output.replaceWhere(),
        output.keys(),
        output.whenMissing(),
        properties,
        output.schema(),
        output.volume(),
        output.quality(),
        output.jdbc(),
        output.retention());
  }

  OutputConfig merge(String... keys) {
    return merging(output(WriteMode.MERGE), WhenMissing.KEEP, Bounds.NONE, keys);
  }

  static OutputConfig merging(
      OutputConfig output, WhenMissing whenMissing, Bounds bounds, String... keys) {
    return new OutputConfig(
        output.key(),
        output.name(),
        output.path(),
        output.write(),
        output.partitionBy(),
        output.partition(),
        output.replaceWhere(),
        List.of(keys),
        whenMissing,
        output.properties(),
        output.schema(),
        new VolumePolicy(
            bounds, Optional.empty(), Optional.empty(), Optional.empty(), Severity.HOLD),
        output.quality(),
        output.jdbc(),
        output.retention());
  }

  OutputConfig day(String day) {
    return with(output(WriteMode.REPLACE_PARTITION, "day"), new PartitionValue("day", day));
  }

  Dataset<Row> sql(String text) {
    return spark.sql(text);
  }

  /** Rows {@code (day, id)}. */
  Dataset<Row> rows(String day, long from, long to) {
    return sql("SELECT DATE '%s' AS day, id FROM range(%d, %d)".formatted(day, from, to));
  }

  StagedOutput stage(String run, String date, OutputConfig output, Dataset<Row> rows) {
    return stage(run, date, output, rows, Evolution.NONE);
  }

  StagedOutput stage(
      String run, String date, OutputConfig output, Dataset<Row> rows, Evolution evolution) {
    var publisher = publisher();
    return publisher.stage(
        new StageRequest(
            run,
            JOB,
            LogicalDate.parse(date),
            output,
            publisher.look(output.path()),
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

  /** The table's rows as text, sorted. */
  List<String> table() {
    return texts(spark.read().format("delta").load(path()));
  }

  static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  long version() {
    return publisher().look(path()).version();
  }

  /** Every file in and beside the table but its log's and the check sums of the file system. */
  List<String> dataFiles() {
    try (var files = Files.walk(dir)) {
      return files
          .map(file -> dir.relativize(file).toString())
          .filter(name -> !name.startsWith("table/_delta_log") && !name.endsWith(".crc"))
          .filter(name -> !name.isEmpty() && !name.equals("table"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
