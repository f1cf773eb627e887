package io.tidegate.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.OutputConfig;
import io.tidegate.config.WriteMode;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Partitions, and their deletion beside the runs of each strategy; the rest, which is one for both,
 * is in {@link DirectRetentionTest}.
 */
abstract class RetentionContract extends PublisherFixture {

  static final String D1 = "2020-03-01";
  static final String D2 = "2020-03-02";
  static final String D3 = "2020-03-03";
  static final Duration WEEK = Duration.ofDays(7);

  @Test
  void tellsWhatEachPartitionHolds() {
    var output = output(WriteMode.APPEND, "day");
    publish("r1", D1, output, rows(D1, 0, 3).coalesce(1));
    publish("r2", D2, output, rows(D1, 3, 4).coalesce(1));
    publish("r3", D3, output, sql("SELECT CAST(null AS DATE) AS day, id FROM range(0, 2)"));

    List<TablePartition> found = publisher().partitions(path(), "DAY");
    assertThat(found)
        .extracting(TablePartition::value, TablePartition::rows)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(Optional.empty(), OptionalLong.of(2)),
            org.assertj.core.api.Assertions.tuple(Optional.of(D1), OptionalLong.of(4)));
    assertThat(found.get(1).files()).isEqualTo(2);
    assertThat(found.get(1).bytes()).isPositive();
    assertThatThrownBy(() -> publisher().partitions(path(), "month"))
        .isInstanceOf(UserException.class)
        .hasMessage("the table has no column month (set retention.by)");
  }

  @Tag("long")
  @Test
  void deletesByTimesTextsAndTheSecondOfTwoColumns() {
    var output = output(WriteMode.APPEND, "region", "hour");
    publish(
        "r1",
        D1,
        output,
        sql(
            "SELECT \"it's\" AS region, TIMESTAMP '2020-03-01 05:00:00' + make_interval(0,0,0,0,id)"
                + " AS hour, id FROM range(0, 3)"));
    assertThat(publisher().partitions(path(), "hour"))
        .extracting(partition -> partition.value().orElseThrow())
        .containsExactly("2020-03-01T05:00:00Z", "2020-03-01T06:00:00Z", "2020-03-01T07:00:00Z");

    assertThat(delete("x1", "hour", "2020-03-01T06:00:00Z")).isPresent();
    assertThat(spark.read().format("delta").load(path()).count()).isEqualTo(2);
    assertThat(delete("x2", "region", "it's")).isPresent();
    assertThat(spark.read().format("delta").load(path()).count()).isZero();
  }

  @Tag("long")
  @Test
  void countsWithoutTheRowsOfDeletionVectors() {
    var output =
        having(
            output(WriteMode.APPEND, "day"),
            Map.of("delta.enableDeletionVectors", "true", "delta.columnMapping.mode", "name"));
    publish("r1", D1, output, rows(D1, 0, 4).coalesce(1));
    publish("r2", D2, output, rows(D2, 0, 1));
    spark.sql("DELETE FROM delta.`" + path() + "` WHERE day = '2020-03-01' AND id = 3");

    assertThat(publisher().partitions(path(), "day").get(0).rows()).hasValue(3);
    assertThat(delete("x1", "day", D1)).isPresent();
    assertThat(table()).containsExactly("[2020-03-02,0]");
  }

  @Tag("long")
  @Test
  void aRunThatWaitsIsCommittedBesideADelete() {
    publish("r1", D1, day(D1), rows(D1, 0, 1));
    publish("r2", D2, day(D2), rows(D2, 0, 1));
    var other = stage("r3", D2, day(D2), rows(D2, 5, 6));
    var appended = stage("r4", D3, output(WriteMode.APPEND, "day"), rows(D3, 0, 1));
    var same = stage("r5", D1, day(D1), rows(D1, 5, 6));
    var whole = stage("r6", "2020-03-08", output(WriteMode.OVERWRITE, "day"), rows(D3, 7, 8));
    assertThat(delete("x1", "day", D1)).isPresent();

    commit(other);
    commit(appended);
    for (StagedOutput refused : List.of(same, whole)) {
      assertThatThrownBy(() -> commit(refused))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("version 2 is of run x1 (daily.retain, 2020-03-01)");
    }
    assertThat(table()).containsExactly("[2020-03-02,5]", "[2020-03-03,0]");
  }

  @Tag("long")
  @Test
  void anAppendedDateStaysPublishedWhenItsRowsArePast() {
    OutputConfig output = output(WriteMode.APPEND, "day");
    publish("r1", D1, output, rows(D1, 0, 1));
    assertThat(delete("x1", "day", D1)).isPresent();
    assertThat(
            publisher()
                .find(path(), JOB, io.tidegate.config.LogicalDate.parse(D1))
                .flatMap(Publisher.Prior::commit)
                .map(Published::runId))
        .contains("r1");
    assertThatThrownBy(() -> publish("r2", D1, output, rows(D1, 0, 1)))
        .isInstanceOf(ConflictException.class)
        .hasMessage(
            "2020-03-01 of daily was already published to " + path() + " by run r1 as version 0");
  }

  /** Makes every file of the run that is staged in the table so old. */
  static void age(Path table, String runId, Duration age) throws IOException {
    try (var files = Files.walk(table)) {
      for (Path file : files.filter(f -> f.toString().contains(runId)).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
      }
    }
  }

  Optional<Published> delete(String run, String column, String... values) {
    return publisher().deletePartitions(path(), column, List.of(values), note(run, "output"));
  }

  static CommitNote note(String run, String output) {
    return new CommitNote(
        1,
        run,
        "daily.retain",
        D1,
        output,
        "1.2.0+3f9a1c2",
        "",
        "config",
        io.tidegate.check.Verdict.PASS,
        Map.of());
  }
}
