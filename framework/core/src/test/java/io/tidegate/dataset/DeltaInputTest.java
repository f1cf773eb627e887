package io.tidegate.dataset;

import static io.tidegate.dataset.ResolvedInputs.outcome;
import static io.tidegate.dataset.ResolvedInputs.resolve;
import static io.tidegate.dataset.ResolvedInputs.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.TestSpark;
import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.config.Format;
import io.tidegate.ledger.InputVersion;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaInputTest {

  private final SparkSession spark = TestSpark.interpreting();
  private final Path table;

  DeltaInputTest(@TempDir Path dir) {
    this.table = dir.resolve("a table");
  }

  private InputConfigs delta() {
    return InputConfigs.of(Format.DELTA, table);
  }

  private void append(long from, long to) {
    spark
        .range(from, to)
        .selectExpr("id", "CAST(id AS STRING) AS `a.b`")
        .write()
        .format("delta")
        .mode("append")
        .save(table.toString());
  }

  private void sql(String statement) {
    spark.sql(statement.formatted("delta.`" + table + "`"));
  }

  @Test
  void staysAtTheVersionThatWasResolved() throws IOException {
    append(0, 3);
    append(3, 5);
    var input = resolve(delta());
    append(5, 9);

    assertThat(rows(input)).containsExactly("[0,0]", "[1,1]", "[2,2]", "[3,3]", "[4,4]");
    assertThat(input.rowCount()).hasValue(5);
    assertThat(input.corruptRows()).hasValue(0);
    assertThat(input.version())
        .isEqualTo(
            new InputVersion(
                "in",
                "file:" + table.toString().replace(" ", "%20"),
                "delta",
                OptionalLong.of(1),
                List.of(),
                commitTime(1),
                input.version().bytes()));
    assertThat(input.checkBefore())
        .containsExactly(
            new Finding(
                Finding.Kind.INPUT,
                "exists",
                "in",
                Severity.REJECT,
                new Outcome.Passed("a Delta table at " + table, "version 1")));
    assertThat(input.checkAfter()).isEmpty();
  }

  @Test
  void readsTheVersionThatIsAskedFor() throws IOException {
    append(0, 3);
    append(3, 5);
    long newest = resolve(delta()).version().bytes();
    var input = resolve(delta().version(0));

    assertThat(input.rowCount()).hasValue(3);
    assertThat(input.rows().count()).isEqualTo(3);
    assertThat(input.version().modified()).isEqualTo(commitTime(0));
    assertThat(input.version().bytes()).isPositive().isLessThan(newest);
    assertThat(input.version().bytes()).isEqualTo(bytesOfVersion0());
  }

  @Test
  void takesTheBytesFromTheVersionsChecksumOrItsFiles() throws IOException {
    append(0, 3);
    Path checksum = table.resolve("_delta_log/%020d.crc".formatted(0));
    // What Hadoop's local files keep of its former content.
    Files.delete(checksum.resolveSibling("." + checksum.getFileName() + ".crc"));
    Files.writeString(checksum, "{\"tableSizeBytes\":12345}");
    assertThat(resolve(delta()).version().bytes()).isEqualTo(12345);

    for (String odd : List.of("{", "{}", "7", "{\"tableSizeBytes\":\"much\"}")) {
      Files.writeString(checksum, odd);
      assertThat(resolve(delta()).version().bytes()).as(odd).isEqualTo(bytesOfVersion0());
    }
    Files.delete(checksum);
    assertThat(resolve(delta()).version().bytes()).isEqualTo(bytesOfVersion0());
  }

  @Test
  void takesTheRowsFromTheVersionsChecksumOrTheStatistics() throws IOException {
    append(0, 3);
    Path checksum = table.resolve("_delta_log/%020d.crc".formatted(0));
    Files.delete(checksum.resolveSibling("." + checksum.getFileName() + ".crc"));
    String files =
        """
        {"numFiles":2,"allFiles":[
          {"path":"a","stats":"{\\"numRecords\\":10}"},
          {"path":"b","stats":"%s","deletionVector":{"cardinality":4}}]}
        """;
    Files.writeString(checksum, files.formatted("{\\\"numRecords\\\":7}"));
    assertThat(resolve(delta()).rowCount()).hasValue(13);

    for (String odd :
        List.of(
            files.formatted(""),
            files.formatted("{"),
            files.formatted("{}"),
            files.formatted("{\\\"numRecords\\\":7}").replace("\"numFiles\":2", "\"numFiles\":3"),
            "{\"numFiles\":0}")) {
      Files.writeString(checksum, odd);
      assertThat(resolve(delta()).rowCount()).as(odd).hasValue(3);
    }
  }

  private long bytesOfVersion0() throws IOException {
    long bytes = 0;
    for (String line : Files.readAllLines(commit(0))) {
      bytes += new ObjectMapper().readTree(line).path("add").path("size").asLong();
    }
    return bytes;
  }

  private Instant commitTime(int version) throws IOException {
    return Instant.ofEpochMilli(Files.getLastModifiedTime(commit(version)).toMillis());
  }

  private Path commit(int version) {
    return table.resolve("_delta_log/%020d.json".formatted(version));
  }

  @Test
  void takesTheRowsOfDeletionVectorsOff() {
    append(0, 1000);
    sql("ALTER TABLE %s SET TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
    sql("DELETE FROM %s WHERE id = 7");
    var input = resolve(delta());

    assertThat(input.rowCount()).hasValue(999);
    assertThat(input.rows().count()).isEqualTo(999);
    assertThat(input.version().bytes()).isPositive();
  }

  @Test
  void doesNotCountWithoutStatisticsAndDoesNotScanForThem() {
    spark.conf().set("spark.databricks.delta.stats.collect", "false");
    try {
      append(0, 3);
    } finally {
      spark.conf().unset("spark.databricks.delta.stats.collect");
    }
    var input = resolve(delta().volume(OptionalLong.of(1), OptionalLong.empty()));

    assertThat(input.rowCount()).isEmpty();
    assertThat(outcome(input.checkBefore(), "min-rows"))
        .isEqualTo(
            new Outcome.CouldNotMeasure(
                "some of the table's files have no statistics, so its rows are not counted"));
  }

  @Test
  void countsATableWithoutRows() {
    append(0, 0);
    var input = resolve(delta().volume(OptionalLong.of(1), OptionalLong.empty()));

    assertThat(input.rowCount()).hasValue(0);
    assertThat(outcome(input.checkBefore(), "min-rows"))
        .isEqualTo(new Outcome.Failed("at least 1 row", "0 rows"));
  }

  @Tag("long")
  @Test
  void doesNotTakeACompactionForNewData() throws IOException {
    append(0, 3);
    append(3, 6);
    for (int version : new int[] {0, 1}) {
      var old = Instant.parse("2020-03-0" + (version + 1) + "T00:00:00Z");
      Files.setLastModifiedTime(commit(version), FileTime.from(old));
    }
    sql("OPTIMIZE %s");
    sql("ALTER TABLE %s SET TBLPROPERTIES ('x' = 'y')");
    var now = Instant.parse("2020-03-03T03:30:00Z");
    var input =
        ResolvedInputs.resolver(spark)
            .resolve(delta().freshWithin(Duration.ofHours(26)).config(), now);

    assertThat(input.version().deltaVersion()).hasValue(3);
    assertThat(input.version().modified()).isEqualTo(Instant.parse("2020-03-02T00:00:00Z"));
    assertThat(outcome(input.checkBefore(), "fresh-within"))
        .isEqualTo(
            new Outcome.Failed("no older than 26h", "27h 30m old, written 2020-03-02T00:00:00Z"));
  }

  @Tag("long")
  @Test
  void takesTheCommitsOwnTimeWhereTheTableHasIt() throws IOException {
    append(0, 3);
    sql("ALTER TABLE %s SET TBLPROPERTIES ('delta.enableInCommitTimestamps' = 'true')");
    append(3, 4);
    Files.setLastModifiedTime(commit(2), FileTime.from(Instant.parse("2020-03-01T00:00:00Z")));

    assertThat(resolve(delta()).version().modified())
        .isAfter(Instant.now().minus(Duration.ofMinutes(10)));
  }

  @Test
  void saysThatThereIsNoTable() {
    var input = resolve(delta());

    assertThat(input.checkBefore())
        .containsExactly(
            new Finding(
                Finding.Kind.INPUT,
                "exists",
                "in",
                Severity.REJECT,
                new Outcome.Failed("a Delta table at " + table, "no Delta table")));
    assertThat(input.version().deltaVersion()).isEmpty();
    assertThatThrownBy(input::rows)
        .isInstanceOf(UserException.class)
        .hasMessage(
            "in: does not exist: expected a Delta table at " + table + ", found no Delta table");
  }

  /** Or a table that nothing is published to any more would look fresh each time. */
  @Tag("long")
  @Test
  void isNoYoungerForWhatRetentionDeletes() throws IOException {
    append(0, 3);
    Instant published = resolve(delta()).version().modified();
    spark
        .conf()
        .set(
            "spark.databricks.delta.commitInfo.userMetadata",
            "{\"tidegate\":1,\"runId\":\"r\",\"job\":\"daily.retain\"}");
    try {
      sql("DELETE FROM %s WHERE id = 1");
    } finally {
      spark.conf().unset("spark.databricks.delta.commitInfo.userMetadata");
    }
    assertThat(resolve(delta()).version().deltaVersion()).hasValue(1);
    assertThat(resolve(delta()).version().modified()).isEqualTo(published);
    sql("DELETE FROM %s WHERE id = 2");
    assertThat(resolve(delta()).version().modified()).isAfterOrEqualTo(published);
  }

  @Test
  void doesNotTakeADirectoryInsideATableForOne() {
    spark
        .range(2)
        .selectExpr("id", "id AS p")
        .write()
        .format("delta")
        .partitionBy("p")
        .save(table.toString());
    var input = resolve(InputConfigs.of(Format.DELTA, table.resolve("p=1")));

    assertThat(outcome(input.checkBefore(), "exists")).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void saysThatTheVersionIsNotThereYet() {
    append(0, 3);
    var input = resolve(delta().version(7));

    assertThat(outcome(input.checkBefore(), "exists"))
        .isEqualTo(
            new Outcome.Failed(
                "version 7 of a Delta table at " + table, "version 0 as its newest"));
  }

  @Tag("long")
  @Test
  void leavesDeltasScanAsItIs() {
    append(0, 10);
    var ours = resolve(delta().rename("a.b", "c")).rows().where("id > 5 AND c > '1'").select("c");
    var plain =
        spark
            .read()
            .format("delta")
            .load(table.toString())
            .where("id > 5 AND `a.b` > '1'")
            .select("`a.b`");

    assertThat(ParquetInputTest.pushed(ours))
        .isEqualTo(ParquetInputTest.pushed(plain))
        .contains("GreaterThan(id,5)", "GreaterThan(`a.b`,1)");
  }

  @Test
  void checksAndRenamesColumns() {
    append(0, 1);
    var input = resolve(delta().rename("a.b", "c/d").schema("`c/d` STRING, id INT, x STRING"));

    assertThat(input.rows().schema().toDDL()).isEqualTo("id BIGINT,`c/d` STRING");
    assertThat(outcome(input.checkBefore(), "schema"))
        .isEqualTo(
            new Outcome.Failed(
                "`c/d` STRING,id INT,x STRING",
                "2 differences",
                "id: expected INT, actual BIGINT\nx: missing, expected STRING"));
  }

  @Test
  void refusesOptionsThatPickAVersion() {
    append(0, 1);
    assertThatThrownBy(() -> resolve(delta().option("timestampAsOf", "2020-01-01")))
        .isInstanceOf(UserException.class)
        .hasMessage("in.options.timestampAsOf: cannot be set here (set version)");
  }
}
