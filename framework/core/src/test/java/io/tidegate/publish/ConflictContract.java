package io.tidegate.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig;
import io.tidegate.config.WriteMode;
import io.tidegate.publish.StageRequest.Evolution;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which commits since the base version a publish can be merged with, and which it cannot. */
abstract class ConflictContract extends PublisherFixture {

  private static final String D1 = "2020-03-01";
  private static final String D2 = "2020-03-02";
  private static final String D3 = "2020-03-03";

  @Test
  void appendsADateOnce() {
    publish("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 2));
    assertThatThrownBy(() -> publish("r2", D1, output(WriteMode.APPEND), rows(D1, 0, 2)))
        .isInstanceOf(ConflictException.class)
        .hasMessage(
            "2020-03-01 of daily was already published to " + path() + " by run r1 as version 0");
    assertThat(table()).hasSize(2);
  }

  @Test
  void letsOneOfTwoRunsOfADateWin() {
    publish("r0", D2, output(WriteMode.APPEND), rows(D2, 0, 1));
    for (WriteMode write : List.of(WriteMode.APPEND, WriteMode.OVERWRITE)) {
      var one = stage("a-" + write, D1, output(write), rows(D1, 0, 2));
      var two = stage("b-" + write, D1, output(write), rows(D1, 0, 2));
      commit(one);
      assertThatThrownBy(() -> commit(two))
          .isInstanceOf(ConflictException.class)
          .hasMessage(
              "2020-03-01 of daily was already published to %s by run a-%s as version %d",
              path(), write, one.baseVersion() + 1);
      spark.sql("DELETE FROM delta.`" + path() + "` WHERE id < 0");
      if (write == WriteMode.APPEND) {
        assertThat(table()).hasSize(3);
      }
    }
    assertThat(table()).hasSize(2);
  }

  @Tag("long")
  @Test
  void appendsBesideEverything() {
    publish("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 1));
    var held = stage("r2", D2, output(WriteMode.APPEND), rows(D2, 2, 3));
    publish("r3", "2020-03-03", output(WriteMode.OVERWRITE), rows("2020-03-03", 7, 8));
    commit(held);
    assertThat(table()).containsExactly("[2020-03-02,2]", "[2020-03-03,7]");
  }

  @Test
  void refusesToReplaceWhatAnotherCommitChanged() {
    publish("r1", D1, day(D1), rows(D1, 0, 1));
    var held = stage("r2", D1, day(D1), rows(D1, 2, 3));
    commit(stageAs("backfill", "r3", day(D1), D1));
    assertThatThrownBy(() -> commit(held))
        .isInstanceOf(ConflictException.class)
        .hasMessageMatching(
            "the table file:\\S+ cannot take the rows of run r2, staged against version 0, any"
                + " more: .*; version 1 is of run r3 \\(backfill, 2020-03-01\\); run daily"
                + " again for 2020-03-01");
    assertThat(table()).containsExactly("[2020-03-01,100]");
  }

  @Test
  void namesTheProgramThatChangedThePart() {
    publish("r1", D1, day(D1), rows(D1, 0, 2).coalesce(1));
    var held = stage("r2", D1, day(D1), rows(D1, 2, 3));
    spark.sql("DELETE FROM delta.`" + path() + "` WHERE id = 0");
    assertThatThrownBy(() -> commit(held))
        .isInstanceOf(ConflictException.class)
        .hasMessageEndingWith(
            "; version 1 is a DELETE of another program; run daily again for 2020-03-01");
    assertThat(table()).containsExactly("[2020-03-01,1]");
  }

  @Tag("long")
  @Test
  void refusesToOverwriteWhatWasAddedSince() {
    publish("r1", D1, output(WriteMode.OVERWRITE), rows(D1, 0, 1));
    var held = stage("r2", D2, output(WriteMode.OVERWRITE), rows(D2, 2, 3));
    publish("r3", "2020-03-03", output(WriteMode.APPEND), rows("2020-03-03", 7, 8));
    assertThatThrownBy(() -> commit(held)).isInstanceOf(ConflictException.class);
    assertThat(table()).containsExactly("[2020-03-01,0]", "[2020-03-03,7]");
  }

  @Test
  void refusesDynamicPartitionsThatChangedSinceAndTakesOthers() {
    var output = output(WriteMode.DYNAMIC_PARTITIONS, "day");
    publish("r1", D1, output, rows(D1, 0, 1).union(rows(D2, 0, 1)));
    var same = stage("r2", "2020-03-08", output, rows(D1, 2, 3));
    var other = stage("r3", "2020-03-09", output, rows(D2, 2, 3));
    publish("r4", "2020-03-10", output, rows(D1, 7, 8));
    assertThatThrownBy(() -> commit(same)).isInstanceOf(ConflictException.class);
    commit(other);
    assertThat(table()).containsExactly("[2020-03-01,7]", "[2020-03-02,2]");
  }

  @Tag("long")
  @Test
  void refusesToReplaceRowsOfAPredicateThatChangedSince() {
    publish("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 4).coalesce(1));
    var low = where(output(WriteMode.REPLACE_WHERE), "id < 2");
    var held = stage("r2", D2, low, rows(D2, 1, 2));
    spark.sql("DELETE FROM delta.`" + path() + "` WHERE id = 3");
    assertThatThrownBy(() -> commit(held)).isInstanceOf(ConflictException.class);
    assertThat(table()).hasSize(3);
  }

  @Tag("long")
  @Test
  void publishesTheDaysOfANewTableSideBySide() {
    var one = stage("r1", D1, day(D1), rows(D1, 0, 1));
    var two = stage("r2", D2, day(D2), rows(D2, 0, 1));
    commit(one);
    assertThat(texts(publisher().read(two))).containsExactly("[2020-03-02,0]");
    assertThat(commit(two).version()).isEqualTo(1);
    assertThat(table()).containsExactly("[2020-03-01,0]", "[2020-03-02,0]");
  }

  @Tag("long")
  @Test
  void refusesANewTableThatHoldsWhatTheRowsReplace() {
    var whole = stage("r1", D2, output(WriteMode.OVERWRITE, "day"), rows(D2, 0, 1));
    var same = stage("r2", D1, day(D1), rows(D1, 0, 1));
    commit(stageAs("backfill", "r3", day(D1), D1));
    for (StagedOutput staged : List.of(whole, same)) {
      assertThatThrownBy(() -> commit(staged))
          .isInstanceOf(ConflictException.class)
          .hasMessage(
              "the table %s cannot take the rows of run %s, staged against version -1, any more: the"
                  + " table was created since, and holds what they replace; version 0 is of run r3"
                  + " (backfill, 2020-03-01); run daily again for %s",
              path(), staged.runId(), staged.logicalDate());
    }
    assertThat(table()).hasSize(1);
  }

  @Test
  void refusesASecondRunOfTheDateThatCreatedTheTable() {
    var one = stage("r1", D1, day(D1), rows(D1, 0, 1));
    var two = stage("r2", D1, day(D1), rows(D1, 0, 1));
    commit(one);
    assertThatThrownBy(() -> commit(two))
        .isInstanceOf(ConflictException.class)
        .hasMessage(
            "2020-03-01 of daily was already published to " + path() + " by run r1 as version 0");
  }

  @Test
  void publishesDisjointPartitionsAtTheSameTime() throws Exception {
    List<Callable<Published>> runs = new ArrayList<>();
    for (int i = 1; i < 4; i++) {
      String date = "2020-03-0" + i;
      var staged = stage("r" + i, date, day(date), rows(date, 0, i));
      runs.add(() -> commit(staged));
    }
    var pool = Executors.newFixedThreadPool(3);
    try {
      List<Long> versions = new ArrayList<>();
      for (Future<Published> run : pool.invokeAll(runs)) {
        versions.add(run.get().version());
      }
      assertThat(versions).containsExactlyInAnyOrder(0L, 1L, 2L);
    } finally {
      pool.shutdown();
    }
    assertThat(table()).hasSize(1 + 2 + 3);
  }

  @Tag("long")
  @Test
  void takesHeldRowsAfterCompatibleChangesOfTheTable() {
    publish("r1", D1, day(D1), rows(D1, 0, 1));
    var one = stage("r2", D2, day(D2), rows(D2, 0, 1));
    var more = rows(D3, 0, 1).selectExpr("day", "id", "'x' AS word");
    var two = stage("r3", D3, day(D3), more, Evolution.MERGE);
    alter("SET TBLPROPERTIES ('delta.logRetentionDuration' = 'interval 60 days')");
    assertThat(commit(throughJson(two)).version()).isEqualTo(2);
    alter("ADD COLUMNS (note STRING)");
    assertThat(commit(throughJson(one)).version()).isEqualTo(4);
    assertThat(table())
        .containsExactly(
            "[2020-03-01,0,null,null]", "[2020-03-02,0,null,null]", "[2020-03-03,0,x,null]");
    assertThat(publisher().look(path()).properties())
        .containsEntry("delta.logRetentionDuration", "interval 60 days");
  }

  @Tag("long")
  @Test
  void overwritesATableThatGotAColumnAndAPropertySince() {
    publish("r1", D1, output(WriteMode.OVERWRITE), rows(D1, 0, 2));
    var held = stage("r2", D2, output(WriteMode.OVERWRITE), rows(D2, 2, 3));
    alter("ADD COLUMNS (note STRING)");
    alter("SET TBLPROPERTIES ('team' = 'health')");
    commit(held);
    assertThat(table()).containsExactly("[2020-03-02,2,null]");
    assertThat(publisher().look(path()).properties()).containsEntry("team", "health");
  }

  @Tag("long")
  @Test
  void refusesATableOfOtherTypes() {
    publish("r1", D1, output(WriteMode.OVERWRITE), rows(D1, 0, 1));
    var held = stage("r2", D2, output(WriteMode.APPEND), rows(D2, 2, 3));
    rows(D1, 0, 1)
        .selectExpr("day", "CAST(id AS STRING) AS id")
        .write()
        .format("delta")
        .mode("overwrite")
        .option("overwriteSchema", "true")
        .save(path());
    assertRefused(held, "the column id is string now, not bigint", "a WRITE");
  }

  @Tag("long")
  @Test
  void refusesATableOfOtherPartitions() {
    publish("r1", D1, output(WriteMode.OVERWRITE), rows(D1, 0, 1));
    var held = stage("r2", D2, output(WriteMode.APPEND), rows(D2, 2, 3));
    rows(D1, 0, 1)
        .write()
        .format("delta")
        .mode("overwrite")
        .option("overwriteSchema", "true")
        .partitionBy("day")
        .save(path());
    assertRefused(held, "the table is partitioned by [day] now and was by []", "a WRITE");
  }

  @Tag("long")
  @Test
  void refusesATableThatGotAConstraint() {
    alterable();
    var held = stage("r2", D2, output(WriteMode.APPEND), rows(D2, 2, 3));
    alter("ADD CONSTRAINT small CHECK (id < 2)");
    assertRefused(held, "the table has the constraint small (id < 2) now", "a ADD CONSTRAINT");
    var now = stage("r3", D3, output(WriteMode.APPEND), rows(D3, 1, 2));
    alter("DROP CONSTRAINT small");
    commit(now);
    assertThat(table()).hasSize(2);
  }

  @Tag("long")
  @Test
  void refusesToReplaceInATableThatIsForAppendingNow() {
    alterable();
    var held = stage("r2", D2, output(WriteMode.OVERWRITE), rows(D2, 2, 3));
    alter("SET TBLPROPERTIES ('delta.appendOnly' = 'true')");
    assertThatThrownBy(() -> commit(held))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("only allow appends")
        .hasMessageEndingWith(
            "; version 2 is a SET TBLPROPERTIES of another program; run daily again for " + D2);
    assertThat(table()).hasSize(1);
  }

  /** A table whose protocol has all that the tests alter. */
  private void alterable() {
    publish("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 1));
    alter("SET TBLPROPERTIES ('delta.minReaderVersion' = '1', 'delta.minWriterVersion' = '3')");
  }

  private void alter(String how) {
    spark.sql("ALTER TABLE delta.`" + path() + "` " + how);
  }

  private void assertRefused(StagedOutput held, String reason, String operation) {
    assertThatThrownBy(() -> commit(held))
        .isInstanceOf(ConflictException.class)
        .hasMessage(
            "the table %s cannot take the rows of run r2, staged against version %d, any more: %s;"
                + " version %d is %s of another program; run daily again for 2020-03-02",
            path(), held.baseVersion(), reason, held.baseVersion() + 1, operation);
    assertThat(publisher().look(path()).version()).isEqualTo(held.baseVersion() + 1);
  }

  private StagedOutput stageAs(String job, String run, OutputConfig output, String date) {
    return publisher()
        .stage(
            new StageRequest(
                run,
                job,
                LogicalDate.parse(date),
                output,
                publisher().look(path()),
                rows(date, 100, 101),
                new TableChange(
                    rows(date, 100, 101).schema().asNullable(),
                    output.partitionBy(),
                    Evolution.NONE)));
  }
}
