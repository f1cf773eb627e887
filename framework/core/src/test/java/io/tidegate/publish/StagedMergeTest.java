package io.tidegate.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import io.tidegate.config.InputConfig.Bounds;
import io.tidegate.config.PublishStrategy;
import io.tidegate.config.WhenMissing;
import io.tidegate.config.WriteMode;
import io.tidegate.ledger.RowChanges;
import io.tidegate.problem.UserException;
import io.tidegate.publish.StageRequest.Evolution;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a merge makes of a table, what it refuses, and what it goes beside. */
class StagedMergeTest extends MergeContract {

  @Override
  PublishStrategy strategy() {
    return PublishStrategy.STAGED;
  }

  @Tag("long")
  @Test
  void updatesNothingTheSecondTime() {
    publish("r1", D1, merge("id"), orders("0 a", "1 b"));
    publish("r2", D2, merge("id"), orders("1 c", "2 d"));
    Published again = publish("r3", D2, merge("id"), orders("1 c", "2 d"));
    assertThat(again.changes()).contains(new RowChanges(0, 0, 0));
    assertThat(table()).containsExactly("[0,a]", "[1,c]", "[2,d]");
  }

  @Tag("long")
  @Test
  void tellsTheHistoryWhereACommitCameFrom() {
    publish("r1", D1, merge("id"), orders("0 a"));
    var staged = stage("r2", D2, merge("id"), orders("0 b"));
    commit(staged);
    Row commit =
        DeltaTable.forPath(spark, path()).history(1).select("operation", "userMetadata").head();
    assertThat(commit.getString(0)).isEqualTo("MERGE");
    assertThat(CommitNote.parse(commit.getString(1)))
        .contains(CommitNote.of(stamp(staged), "output"));
    assertThat(spark.conf().getOption("spark.databricks.delta.write.txnAppId").isEmpty()).isTrue();
  }

  @Tag("long")
  @Test
  void comparesNullsAndMaps() {
    var rows = "SELECT 1L AS id, CAST(NULL AS STRING) AS word, map('x', map(%s)) AS m";
    publish("r1", D1, merge("id"), sql(rows.formatted("1, 'a'")));
    var same = publish("r2", D2, merge("id"), sql(rows.formatted("1, 'a'")));
    var other = publish("r3", D3, merge("id"), sql(rows.formatted("1, 'b'")));
    assertThat(same.changes()).contains(new RowChanges(0, 0, 0));
    assertThat(other.changes()).contains(new RowChanges(0, 1, 0));
    assertThat(table()).containsExactly("[1,null,Map(x -> Map(1 -> b))]");
  }

  @Test
  void refusesAKeyOfSeveralRows() {
    publish("r1", D1, merge("id"), orders("0 a"));
    var before = dataFiles();
    assertBroken(
        "2 keys of several rows, such as id = 1; expected one row for each id (decide in the"
            + " transform which of the rows counts)",
        merge("ID"),
        orders("1 b", "1 c", "2 d", "2 d", "3 e"));
    assertThat(dataFiles()).isEqualTo(before);
  }

  @Test
  void refusesAKeyThatIsNoColumn() {
    publish("r1", D1, merge("id"), orders("0 a"));
    assertThatThrownBy(() -> stage("r2", D2, merge("id", "day"), orders("0 a")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "outputs.output.keys: the key 'day' is not among the output's columns (the output has"
                + " id, word)");
  }

  @Tag("long")
  @Test
  void goesBesideOtherRowsAndKeepsToItsOwn() {
    publish("r1", D1, merge("id"), orders("0 a", "1 b", "2 c").coalesce(1));
    var beside = stage("r2", D2, merge("id"), orders("1 d", "8 e"));
    var late = stage("r3", D3, merge("id"), orders("2 f"));
    publish("r4", "2020-03-04", merge("id"), orders("2 g", "9 h"));
    assertThat(commit(throughJson(beside)).changes()).contains(new RowChanges(1, 1, 0));
    assertThatThrownBy(() -> commit(throughJson(late)))
        .isInstanceOf(ConflictException.class)
        .hasMessage(
            "the table %s cannot take the rows of run r3, staged against version 0, any more: what"
                + " they replace has changed; version 1 is of run r4 (daily, 2020-03-04), version 2"
                + " is of run r2 (daily, 2020-03-02); run daily again for 2020-03-03",
            path());
    assertThat(table()).containsExactly("[0,a]", "[1,d]", "[2,g]", "[8,e]", "[9,h]");
  }

  @Test
  void refusesRowsThatSomebodyElseInserted() {
    publish("r1", D1, merge("id"), orders("0 a"));
    var held = stage("r2", D2, merge("id"), orders("5 b"));
    spark.sql("INSERT INTO delta.`" + path() + "` VALUES (5L, 'x')");
    assertThatThrownBy(() -> commit(held))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("any more: what they replace has changed; version 1 is a WRITE");
  }

  @Tag("long")
  @Test
  void refusesWhatCannotBeComparedAnyMore() throws IOException {
    publish("r1", D1, merge("id"), orders("0 a", "1 b"));
    var held = stage("r2", D2, merge("id"), orders("1 c"));
    String[] old = spark.read().format("delta").load(path()).inputFiles();
    publish("r3", D3, merge("id"), orders("0 d"));
    spark.sql("DELETE FROM delta.`" + path() + "` WHERE id = 1");
    for (String file : old) {
      Files.delete(Path.of(URI.create(file)));
    }
    assertThatThrownBy(() -> commit(held))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining(
            "any more: files of the version that they were staged against are gone; version 1 is of"
                + " run r3");
  }

  @Test
  void letsOneOfTwoRunsOfADateWin() {
    publish("r0", D2, merge("id"), orders("9 z"));
    var one = stage("r1", D1, merge("id"), orders("0 a"));
    var two = stage("r2", D1, merge("id"), orders("1 b"));
    commit(one);
    assertThatThrownBy(() -> commit(two))
        .isInstanceOf(ConflictException.class)
        .hasMessage(
            "2020-03-01 of daily was already published to " + path() + " by run r1 as version 1");
  }

  @Tag("long")
  @Test
  void mergesSeveralDatesAtTheSameTime() throws Exception {
    publish("r0", D1, merge("id"), orders("0 a", "1 b", "2 c", "3 d").coalesce(1));
    List<Callable<Published>> runs = new ArrayList<>();
    for (int i = 1; i < 4; i++) {
      var staged = stage("r" + i, "2020-04-0" + i, merge("id"), orders(i + " x", 10 + i + " y"));
      runs.add(() -> commit(staged));
    }
    var pool = Executors.newFixedThreadPool(3);
    try {
      for (Future<Published> run : pool.invokeAll(runs)) {
        assertThat(run.get().changes()).contains(new RowChanges(1, 1, 0));
      }
    } finally {
      pool.shutdown();
    }
    assertThat(version()).isEqualTo(3);
    assertThat(table())
        .containsExactly("[0,a]", "[1,x]", "[11,y]", "[12,y]", "[13,y]", "[2,x]", "[3,x]");
  }

  @Tag("long")
  @Test
  void bringsColumnsAndWiderTypes() {
    publish("r1", D1, merge("id"), sql("SELECT 1 AS id, CAST(1 AS SHORT) AS n"));
    var rows = sql("SELECT * FROM VALUES (1, 1, 'new'), (2, 70000, NULL) AS t(id, n, word)");
    Published published = commit(stage("r2", D2, merge("id"), rows, Evolution.MERGE));
    assertThat(published.changes()).contains(new RowChanges(1, 1, 0));
    // The wider type is a commit of its own, without rows.
    assertThat(published.version()).isEqualTo(2);
    assertThat(table()).containsExactly("[1,1,new]", "[2,70000,null]");
    assertThat(publisher().look(path()).schema().toDDL()).isEqualTo("id INT,n INT,word STRING");
  }

  @Tag("long")
  @Test
  void bringsAColumnInTheCommitOfItsRows() {
    publish("r1", D1, merge("id"), orders("0 a"));
    var rows = sql("SELECT 0L AS id, 'a' AS word, 7 AS n");
    Published published = commit(stage("r2", D2, merge("id"), rows, Evolution.MERGE));
    assertThat(published.version()).isEqualTo(1);
    assertThat(published.changes()).contains(new RowChanges(0, 1, 0));
    assertThat(table()).containsExactly("[0,a,7]");
  }

  @Tag("long")
  @Test
  void mergesIntoATableThatGotAColumnSince() {
    publish("r1", D1, merge("id"), orders("0 a", "1 b"));
    var held = stage("r2", D2, merge("id"), orders("1 c", "2 d"));
    spark.sql("ALTER TABLE delta.`" + path() + "` ADD COLUMNS (note STRING)");
    commit(held);
    assertThat(table()).containsExactly("[0,a,null]", "[1,c,null]", "[2,d,null]");
  }

  @Tag("long")
  @Test
  void removesWhatIsMissing() {
    publish("r1", D1, snapshot(Bounds.NONE), orders("0 a", "1 b", "2 c"));
    Published second = publish("r2", D2, snapshot(Bounds.NONE), orders("1 d", "3 e"));
    assertThat(second.changes()).contains(new RowChanges(1, 1, 2));
    assertThat(table()).containsExactly("[1,d]", "[3,e]");
    var held = stage("r3", D3, snapshot(Bounds.NONE), orders("1 d"));
    publish("r4", "2020-03-04", merge("id"), orders("9 x"));
    assertThatThrownBy(() -> commit(held))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("what they replace has changed");
  }

  @Test
  void removesWhatIsMissingInItsPartAlone() {
    publish("r1", D1, merge("id"), orders("0 a", "1 b", "8 c", "9 d"));
    var low = where(snapshot(Bounds.NONE), "id < 5");
    Published second = publish("r2", D2, low, orders("1 b", "2 e"));
    assertThat(second.changes()).contains(new RowChanges(1, 0, 1));
    assertThat(table()).containsExactly("[1,b]", "[2,e]", "[8,c]", "[9,d]");
    assertThatThrownBy(() -> stage("r3", D3, low, orders("7 x")))
        .isInstanceOf(BrokenConstraintException.class)
        .hasMessageStartingWith(
            "there are rows outside of what the output replaces; expected id < 5");
  }

  @Tag("long")
  @Test
  void noRowsRemoveAllOnlyWhereTheyMay() {
    publish("r1", D1, snapshot(Bounds.NONE), orders("0 a", "1 b"));
    var none = orders("0 a").where("false");
    assertBroken(
        "no rows; expected at least one row, since when-missing = delete removes all that are not"
            + " among them (look at the inputs, or set volume.min-rows = 0 where no rows mean that"
            + " all are gone)",
        snapshot(Bounds.NONE),
        none);
    var allowed =
        new Bounds(
            OptionalLong.of(0), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    assertThat(publish("r3", D3, snapshot(allowed), none).changes())
        .contains(new RowChanges(0, 0, 2));
    assertThat(table()).isEmpty();
  }

  @Tag("long")
  @Test
  void mergesIntoThePartitionsOfItsKeys() {
    var output =
        merging(output(WriteMode.MERGE, "day"), WhenMissing.KEEP, Bounds.NONE, "day", "id");
    publish("r1", D1, output, rows(D1, 0, 2).union(rows(D2, 0, 2)));
    var held = stage("r2", D2, output, rows(D2, 1, 4));
    publish("r3", D3, output, rows(D1, 1, 3));
    assertThat(commit(held).changes()).contains(new RowChanges(2, 0, 0));
    assertThat(table())
        .containsExactly(
            "[2020-03-01,0]",
            "[2020-03-01,1]",
            "[2020-03-01,2]",
            "[2020-03-02,0]",
            "[2020-03-02,1]",
            "[2020-03-02,2]",
            "[2020-03-02,3]");
  }

  @Tag("long")
  @Test
  void takesADateAgainAfterARestore() {
    publish("r1", D1, merge("id"), orders("0 a"));
    publish("r2", D2, merge("id"), orders("0 b"));
    var stamp = stamp(stage("r3", D3, merge("id"), orders("0 x")));
    publisher().restore(path(), 0, CommitNote.of(stamp, "output"));
    assertThat(table()).containsExactly("[0,a]");
    assertThat(publish("r4", D2, merge("id"), orders("0 b")).changes())
        .contains(new RowChanges(0, 1, 0));
    assertThat(table()).containsExactly("[0,b]");
  }
}
