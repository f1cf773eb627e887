package io.tidegate.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.delta.tables.DeltaTable;
import io.tidegate.check.Verdict;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.WriteMode;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens to staged rows after they are staged. */
abstract class LifecycleContract extends PublisherFixture {

  private static final String D1 = "2020-03-01";
  private static final String D2 = "2020-03-02";
  private static final LogicalDate DATE_1 = LogicalDate.parse(D1);
  private static final LogicalDate DATE_2 = LogicalDate.parse(D2);

  @Test
  void releasesInAnotherProcessWhatWasHeld() {
    publish("r1", D1, day(D1), rows(D1, 0, 2));
    var held = throughJson(stage("r2", D2, day(D2), rows(D2, 2, 4)));
    assertThat(texts(publisher().read(held))).containsExactly("[2020-03-02,2]", "[2020-03-02,3]");
    assertThat(commit(held).version()).isEqualTo(1);
    assertThat(table()).hasSize(4);
  }

  @Tag("long")
  @Test
  void releasesAfterTheTableMovedOnElsewhere() {
    publish("r1", D1, day(D1), rows(D1, 0, 1));
    var held = stage("r2", D2, day(D2), rows(D2, 2, 3));
    publish("r3", "2020-03-03", day("2020-03-03"), rows("2020-03-03", 7, 8));
    publish("r4", D1, day(D1), rows(D1, 5, 6));
    assertThat(commit(throughJson(held)).version()).isEqualTo(3);
    assertThat(table()).containsExactly("[2020-03-01,5]", "[2020-03-02,2]", "[2020-03-03,7]");
  }

  @Test
  void committingAgainGivesTheSameCommit() {
    var staged = stage("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 2));
    var first = commit(staged);
    publish("r2", D2, output(WriteMode.APPEND), rows(D2, 0, 2));
    assertThat(commit(throughJson(staged))).isEqualTo(first);
    assertThat(version()).isEqualTo(1);
    assertThat(table()).hasSize(4);
  }

  @Tag("long")
  @Test
  void publishingADateAgainReplacesIt() {
    var first = publish("r1", D1, day(D1), rows(D1, 0, 2));
    var second = publish("r2", D1, day(D1), rows(D1, 0, 2));
    assertThat(second.version()).isEqualTo(first.version() + 1);
    assertThat(table()).hasSize(2);
    assertThat(publisher().find(path(), JOB, DATE_1))
        .contains(
            new Publisher.Prior(
                publisher().find(path(), JOB, DATE_1).orElseThrow().at(), Optional.of(second)));
  }

  @Test
  void discardsAndLeavesNothing() {
    var staged = stage("r1", D1, day(D1), rows(D1, 0, 2));
    assertThat(dataFiles()).isNotEmpty();
    publisher().discard(throughJson(staged));
    publisher().discard(staged);
    assertThat(dataFiles()).isEmpty();
    assertThat(publisher().look(path())).isEqualTo(TableState.ABSENT);
    publish("r2", D1, day(D1), rows(D1, 0, 2));
    var before = dataFiles();
    publisher().discard(stage("r3", D2, day(D2), rows(D2, 0, 2)));
    assertThat(dataFiles()).isEqualTo(before);
    assertThat(table()).hasSize(2);
  }

  @Test
  void refusesToDiscardWhatIsPublished() {
    var staged = stage("r1", D1, day(D1), rows(D1, 0, 2));
    commit(staged);
    publish("r2", D1, day(D1), rows(D1, 5, 6));
    assertThatThrownBy(() -> publisher().discard(staged))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "run r1 is published as version 0 of " + path() + ": its files are the table's");
    assertThat(texts(spark.read().format("delta").option("versionAsOf", 0).load(path())))
        .hasSize(2);
  }

  @Test
  void refusesToPublishFilesThatAreGone() {
    var staged = stage("r1", D1, day(D1), rows(D1, 0, 2));
    publisher().discard(staged);
    assertThatThrownBy(() -> commit(staged))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("gone")
        .hasMessageEndingWith("(run the job again for 2020-03-01)");
    assertThat(publisher().look(path())).isEqualTo(TableState.ABSENT);
  }

  @Test
  void sweepsWhatAKilledRunLeft() {
    publish("r1", D1, day(D1), rows(D1, 0, 2));
    var before = dataFiles();
    int staged = stage("r2", D2, day(D2), rows(D2, 0, 2)).files().size();
    var held = stage("r22", D2, day(D2), rows(D2, 0, 2));
    assertThat(publisher().sweep(path(), "r2")).isEqualTo(staged).isPositive();
    assertThat(publisher().sweep(path(), "r2")).isEqualTo(0);
    assertThat(publisher().sweep(path(), "r1")).isEqualTo(0);
    assertThat(texts(publisher().read(held))).hasSize(2);
    publisher().discard(held);
    assertThat(dataFiles()).isEqualTo(before);
    assertThat(table()).hasSize(2);
  }

  @Tag("long")
  @Test
  void findsCommitsByRunAndByDate() {
    assertThat(publisher().findRun(path(), "r1")).isEmpty();
    assertThat(publisher().find(path(), JOB, DATE_1)).isEmpty();
    var first = publish("r1", D1, day(D1), rows(D1, 0, 2));
    spark.sql("DELETE FROM delta.`" + path() + "` WHERE id = 0");
    var second = publish("r2", D2, day(D2), rows(D2, 0, 2));
    assertThat(publisher().findRun(path(), "r1")).contains(first);
    assertThat(publisher().findRun(path(), "r2")).contains(second);
    assertThat(publisher().findRun(path(), "r3")).isEmpty();
    assertThat(publisher().find(path(), JOB, DATE_1).flatMap(Publisher.Prior::commit))
        .contains(first);
    assertThat(publisher().find(path(), JOB, DATE_2).flatMap(Publisher.Prior::commit))
        .contains(second);
    assertThat(publisher().find(path(), "other", DATE_1)).isEmpty();
    assertThat(second.version()).isEqualTo(2);
  }

  @Test
  void tellsTheHistoryWhereACommitCameFrom() {
    var staged = stage("r1", D1, day(D1), rows(D1, 0, 2));
    commit(staged);
    Row commit =
        DeltaTable.forPath(spark, path())
            .history(1)
            .select("operation", "userMetadata", "operationMetrics")
            .head();
    assertThat(commit.getString(0)).isEqualTo("WRITE");
    assertThat(CommitNote.parse(commit.getString(1)))
        .contains(CommitNote.of(stamp(staged), "output"));
    Map<String, String> metrics = commit.getJavaMap(2);
    assertThat(metrics).containsEntry("numOutputRows", "2").containsKey("numFiles");
    assertThat(Long.parseLong(metrics.get("numOutputBytes"))).isPositive();
  }

  @Tag("long")
  @Test
  void survivesVacuumWhileItIsYoung() {
    publish("r1", D1, day(D1), rows(D1, 0, 2));
    var held = stage("r2", D2, day(D2), rows(D2, 0, 2));
    DeltaTable.forPath(spark, path()).vacuum(168);
    commit(held);
    assertThat(table()).hasSize(4);
  }

  @Tag("long")
  @Test
  void keepsTheOutputsOfOneRunApart() {
    var one = stage("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 1));
    var base = output(WriteMode.APPEND);
    var other =
        stage(
            "r1",
            D1,
            new io.tidegate.config.OutputConfig(
                "other",
                "test.other",
                base.path(),
                base.write(),
                base.partitionBy(),
                base.partition(),
                base.replaceWhere(),
                base.keys(),
                base.whenMissing(),
                base.properties(),
                base.schema(),
                base.volume(),
                base.quality(),
                base.jdbc(),
                base.retention()),
            rows(D1, 1, 2));
    assertThat(commit(one).version()).isEqualTo(0);
    assertThat(commit(other).version()).isEqualTo(1);
    assertThat(commit(one).version()).isEqualTo(0);
    assertThat(table()).hasSize(2);
  }

  @Tag("long")
  @Test
  void restoresAVersionAndTakesItsDatesAgain() {
    publish("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 2));
    publish("r2", D2, output(WriteMode.APPEND), rows(D2, 2, 5));
    assertThat(publisher().size(path(), 0).rows()).isEqualTo(2);

    Published restored = restore("r3", 0);
    assertThat(restored.version()).isEqualTo(2);
    assertThat(restored.runId()).isEqualTo("r3");
    assertThat(table()).hasSize(2);
    assertThat(publisher().history(path()))
        .extracting(Commit::version, Commit::operation, Commit::restored)
        .containsExactly(
            tuple(2L, "RESTORE", OptionalLong.of(0)),
            tuple(1L, "WRITE", OptionalLong.empty()),
            tuple(0L, "WRITE", OptionalLong.empty()));
    assertThat(publisher().findRun(path(), "r3")).contains(restored);
    assertThat(publisher().find(path(), JOB, DATE_1)).isPresent();
    assertThat(publisher().find(path(), JOB, DATE_2)).isEmpty();

    Published again = publish("r4", D2, output(WriteMode.APPEND), rows(D2, 7, 8));
    assertThat(table()).containsExactly("[2020-03-01,0]", "[2020-03-01,1]", "[2020-03-02,7]");
    assertThat(publisher().find(path(), JOB, DATE_2).flatMap(Publisher.Prior::commit))
        .contains(again);
    var once = stage("r5", D2, output(WriteMode.APPEND), rows(D2, 7, 8));
    assertThatThrownBy(() -> commit(once))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("was already published")
        .hasMessageEndingWith("by run r4 as version 3");
  }

  @Tag("long")
  @Test
  void restoresWhatARestoreTookAway() {
    publish("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 2));
    Published second = publish("r2", D2, output(WriteMode.APPEND), rows(D2, 2, 5));
    restore("r3", 0);
    publish("r4", D2, output(WriteMode.APPEND), rows(D2, 7, 8));
    restore("r5", 1);

    assertThat(table()).hasSize(5);
    assertThat(publisher().find(path(), JOB, DATE_2).flatMap(Publisher.Prior::commit))
        .contains(second);
    var again = stage("r6", D2, output(WriteMode.APPEND), rows(D2, 7, 8));
    assertThatThrownBy(() -> commit(again)).isInstanceOf(ConflictException.class);
  }

  @Test
  void refusesToRestoreWhatIsGone() throws IOException {
    publish("r1", D1, day(D1), rows(D1, 0, 2));
    publish("r2", D1, day(D1), rows(D1, 2, 5));
    assertThatThrownBy(() -> publisher().size(path(), 9))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("version 9 of " + path() + " cannot be read: ")
        .hasMessageEndingWith("('DESCRIBE HISTORY' lists the table's versions)");
    for (String file :
        spark.read().format("delta").option("versionAsOf", 0).load(path()).inputFiles()) {
      Files.delete(Path.of(URI.create(file)));
    }
    assertThatThrownBy(() -> restore("r3", 0))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "files of version 0 of "
                + path()
                + " are gone: VACUUM has removed them"
                + " ('DESCRIBE HISTORY' lists the table's versions)");
    assertThat(version()).isEqualTo(1);
  }

  private Published restore(String run, long version) {
    var stamp =
        new CommitStamp(
            run, JOB + ".restore", DATE_1, "1.2.0+3f9a1c2", "", "", Verdict.PASS, Map.of());
    return publisher().restore(path(), version, CommitNote.of(stamp, "output"));
  }
}
