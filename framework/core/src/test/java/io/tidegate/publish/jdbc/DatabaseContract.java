package io.tidegate.publish.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.config.LogicalDate;
import io.tidegate.config.WriteMode;
import io.tidegate.ledger.RowChanges;
import io.tidegate.observe.Observation;
import io.tidegate.problem.UserException;
import io.tidegate.publish.BrokenConstraintException;
import io.tidegate.publish.Commit;
import io.tidegate.publish.CommitNote;
import io.tidegate.publish.ConflictException;
import io.tidegate.publish.Publisher.Prior;
import io.tidegate.publish.StageRequest.Evolution;
import io.tidegate.publish.TableState;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

/** What every database has to do that outputs can be loaded into. */
abstract class DatabaseContract extends DatabaseFixture {

  private static final LogicalDate DATE_1 = LogicalDate.parse(D1);
  private static final LogicalDate DATE_2 = LogicalDate.parse(D2);

  @Test
  void createsTheTableWithTheFirstLoad() {
    assertThat(publisher().look(path())).isEqualTo(TableState.ABSENT);
    var staged = stage("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 2));
    assertThat(staged.rows()).isEqualTo(2);
    assertThat(staged.bytes()).isPositive();
    assertThat(publisher().look(path())).isEqualTo(TableState.ABSENT);
    var published = commit(staged);
    assertThat(published.version()).isEqualTo(1);
    assertThat(published.changes()).contains(new RowChanges(2, 0, 0));
    assertThat(table()).containsExactly("2020-03-01|0", "2020-03-01|1");
    assertThat(stages()).isEmpty();
    assertThat(publisher().look(path()).schema().toDDL()).isEqualTo("day DATE,id BIGINT");
  }

  @Test
  void aTableOfAnotherProgramHasVersionZero() {
    database.execute("CREATE TABLE mart.t (day date, id bigint NOT NULL)");
    database.execute("INSERT INTO mart.t VALUES ('2020-01-01', 7)");
    assertThat(publisher().look(path()).version()).isEqualTo(0);
    assertThat(publisher().look(path()).schema().toDDL()).isEqualTo("day DATE,id BIGINT NOT NULL");
    assertThat(publish("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 1)).version()).isEqualTo(1);
    assertThat(table()).containsExactly("2020-01-01|7", "2020-03-01|0");
  }

  @Test
  void releasesInAnotherProcessWhatWasHeld() {
    publish("r1", D1, day(D1), rows(D1, 0, 2));
    var held = throughJson(stage("r2", D2, day(D2), rows(D2, 2, 4)));
    assertThat(texts(publisher().read(held))).containsExactly("[2020-03-02,2]", "[2020-03-02,3]");
    assertThat(commit(held).version()).isEqualTo(2);
    assertThat(table()).hasSize(4);
  }

  @Test
  void committingAgainGivesTheSameCommit() {
    var staged = stage("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 2));
    var first = commit(staged);
    publish("r2", D2, output(WriteMode.APPEND), rows(D2, 0, 2));
    assertThat(commit(throughJson(staged))).isEqualTo(first);
    assertThat(table()).hasSize(4);
  }

  @Test
  void appendsADateOnce() {
    publish("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 2));
    var again = stage("r2", D1, output(WriteMode.APPEND), rows(D1, 0, 2));
    assertThatThrownBy(() -> commit(again))
        .isInstanceOf(ConflictException.class)
        .hasMessage(
            "2020-03-01 of daily was already published to " + path() + " by run r1 as version 1");
    assertThat(table()).hasSize(2);
  }

  @Test
  void overwrites() {
    publish("r1", D1, output(WriteMode.OVERWRITE), rows(D1, 0, 3));
    var second = publish("r2", D2, output(WriteMode.OVERWRITE), rows(D2, 5, 6));
    assertThat(second.changes()).contains(new RowChanges(1, 0, 3));
    assertThat(table()).containsExactly("2020-03-02|5");
  }

  @Test
  void replacesOnePartition() {
    publish("r1", D1, day(D1), rows(D1, 0, 2));
    publish("r2", D2, day(D2), rows(D2, 0, 1));
    var again = publish("r3", D1, day(D1), rows(D1, 8, 9));
    assertThat(again.changes()).contains(new RowChanges(1, 0, 2));
    assertThat(table()).containsExactly("2020-03-01|8", "2020-03-02|0");
  }

  @Test
  void refusesRowsOutsideOfWhatIsReplaced() {
    assertThatThrownBy(() -> stage("r1", D1, day(D1), rows(D2, 0, 2)))
        .isInstanceOf(BrokenConstraintException.class)
        .hasMessageContaining("expected \"day\" = '2020-03-01'");
    assertThatThrownBy(() -> stage("r1", D1, where("id < 5"), rows(D1, 4, 6)))
        .isInstanceOf(BrokenConstraintException.class)
        .hasMessage(
            "there are rows outside of what the output replaces; expected id < 5 (leave such rows out in the transform, or let the output replace them too)");
    assertThat(stages()).isEmpty();
  }

  @Test
  void replacesWhatAPredicateSelects() {
    publish("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 8));
    var second = publish("r2", D2, where("id < 5"), rows(D2, 1, 2));
    assertThat(second.changes()).contains(new RowChanges(1, 0, 5));
    assertThat(table())
        .containsExactly("2020-03-01|5", "2020-03-01|6", "2020-03-01|7", "2020-03-02|1");
  }

  @Test
  void mergesByKey() {
    publish("r1", D1, output(WriteMode.MERGE, "id"), values("1=a", "2=b", "3=c"));
    var second = publish("r2", D2, output(WriteMode.MERGE, "id"), values("2=B", "3=c", "4=d"));
    assertThat(second.changes()).contains(new RowChanges(1, 1, 0));
    assertThat(table()).containsExactly("1|a", "2|B", "3|c", "4|d");
    var again = publish("r3", D2, output(WriteMode.MERGE, "id"), values("2=B", "3=c", "4=d"));
    assertThat(again.changes()).contains(new RowChanges(0, 0, 0));
    assertThat(table()).containsExactly("1|a", "2|B", "3|c", "4|d");
  }

  @Test
  void refusesAKeyTwiceAndAKeyThatIsNull() {
    assertThatThrownBy(
            () -> stage("r1", D1, output(WriteMode.MERGE, "id"), values("1=a", "1=b", "2=c")))
        .isInstanceOf(BrokenConstraintException.class)
        .hasMessage(
            "1 of them with more; expected one row for each id (leave one row for each id in the transform, or name other keys)");
    assertThatThrownBy(() -> stage("r1", D1, output(WriteMode.MERGE, "id"), values("1=a", "x=b")))
        .isInstanceOf(BrokenConstraintException.class)
        .hasMessageStartingWith("1 rows without it; expected id is never null");
    assertThatThrownBy(() -> stage("r1", D1, output(WriteMode.MERGE, "no"), values("1=a")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "outputs.output: the key 'no' is not among the output's columns (the output has id, v)");
    assertThat(stages()).isEmpty();
  }

  /** PostgreSQL's have room for 2,704 bytes. */
  @Test
  void mergesByKeysThatFitInNoIndex() {
    var random = new Random(1);
    String first = new BigInteger(40_000, random).toString(16);
    String second = new BigInteger(40_000, random).toString(16);
    var output = output(WriteMode.MERGE, "v");
    publish("r1", D1, output, values("1=" + first, "2=" + second));
    assertThat(publish("r2", D2, output, values("3=" + first)).changes())
        .contains(new RowChanges(0, 1, 0));
    assertThat(table()).containsExactlyInAnyOrder("3|" + first, "2|" + second);
    assertThatThrownBy(() -> stage("r3", D2, output, values("4=" + first, "5=" + first)))
        .isInstanceOf(BrokenConstraintException.class)
        .hasMessageStartingWith("1 of them with more; expected one row for each v");
    assertThat(stages()).isEmpty();
  }

  @Test
  void keepsTheVersionsOfRows() {
    var output = output(WriteMode.SCD2, "id");
    assertThat(publish("r1", D1, output, values("1=a", "2=b")).changes())
        .contains(new RowChanges(2, 0, 0));
    assertThat(publish("r2", D2, output, values("1=a", "2=B", "3=c")).changes())
        .contains(new RowChanges(2, 1, 0));
    var expected =
        new String[] {
          "1|a|2020-03-01|null|true",
          "2|b|2020-03-01|2020-03-02|false",
          "2|B|2020-03-02|null|true",
          "3|c|2020-03-02|null|true"
        };
    assertThat(versions()).containsExactly(expected);
    publish("r3", D2, output, values("1=a", "2=B", "3=c"));
    assertThat(versions()).containsExactly(expected);
    publish("r4", D1, output, values("1=a", "2=b"));
    assertThat(versions()).containsExactly(expected);
    publish("r5", "2020-02-28", output, values("3=old"));
    assertThat(versions()).hasSize(5).contains("3|old|2020-02-28|2020-03-02|false");
  }

  private java.util.List<String> versions() {
    return database.rows(
        "SELECT id, v, CAST(valid_from AT TIME ZONE 'UTC' AS date), CAST(valid_to AT TIME ZONE 'UTC' AS date), CASE WHEN is_current THEN 'true' ELSE 'false' END FROM mart.t ORDER BY id, valid_from");
  }

  @Test
  void loadsOfDifferentPartitionsDoNotConflict() {
    publish("r1", D1, day(D1), rows(D1, 0, 1));
    var held = stage("r2", D2, day(D2), rows(D2, 2, 3));
    publish("r3", "2020-03-03", day("2020-03-03"), rows("2020-03-03", 7, 8));
    publish("r4", D1, day(D1), rows(D1, 5, 6));
    assertThat(commit(throughJson(held)).version()).isEqualTo(4);
    assertThat(table()).containsExactly("2020-03-01|5", "2020-03-02|2", "2020-03-03|7");
  }

  @Test
  void loadsOfOnePartitionDo() {
    publish("r1", D1, day(D1), rows(D1, 0, 1));
    var late = stage("r2", D1, day(D1), rows(D1, 2, 3));
    publish("r3", D1, day(D1), rows(D1, 7, 8));
    assertThatThrownBy(() -> commit(late))
        .isInstanceOf(ConflictException.class)
        .hasMessage(
            "2020-03-01 of daily was already published to " + path() + " by run r3 as version 2");
    var overwrite = stage("r4", D2, output(WriteMode.OVERWRITE), rows(D2, 0, 1));
    publish("r5", "2020-03-03", output(WriteMode.APPEND), rows("2020-03-03", 0, 1));
    assertThatThrownBy(() -> commit(overwrite))
        .isInstanceOf(ConflictException.class)
        .hasMessage(
            "the table "
                + path()
                + " cannot take the rows of run r4, staged against version 2, any more: what they replace has changed; version 3 is of run r5 (daily, 2020-03-03); run daily again for 2020-03-02");
  }

  @Test
  void discardsAndLeavesNothing() {
    var staged = stage("r1", D1, day(D1), rows(D1, 0, 2));
    assertThat(stages()).hasSize(1);
    publisher().discard(throughJson(staged));
    publisher().discard(staged);
    assertThat(stages()).isEmpty();
    assertThat(publisher().look(path())).isEqualTo(TableState.ABSENT);
    assertThatThrownBy(() -> commit(staged))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the rows that run r1 staged for "
                + path()
                + " are gone (run the job again for 2020-03-01)");
  }

  @Test
  void refusesToDiscardWhatIsPublished() {
    var staged = stage("r1", D1, day(D1), rows(D1, 0, 2));
    commit(staged);
    assertThatThrownBy(() -> publisher().discard(staged))
        .isInstanceOf(UserException.class)
        .hasMessage("run r1 is published as version 1 of " + path() + ": its rows are the table's");
  }

  @Test
  void sweepsWhatAKilledRunLeft() {
    stage("r2", D2, day(D2), rows(D2, 0, 2));
    var held = stage("r22", D2, day(D2), rows(D2, 0, 2));
    assertThat(publisher().sweep(path(), "r2")).isEqualTo(1);
    assertThat(publisher().sweep(path(), "r2")).isEqualTo(0);
    assertThat(texts(publisher().read(held))).hasSize(2);
  }

  @Test
  void findsCommitsByRunAndByDate() {
    assertThat(publisher().findRun(path(), "r1")).isEmpty();
    assertThat(publisher().history(path())).isEmpty();
    var staged = stage("r1", D1, day(D1), rows(D1, 0, 2));
    var first = commit(staged);
    var second = publish("r2", D2, day(D2), rows(D2, 0, 2));
    assertThat(publisher().findRun(path(), "r1")).contains(first);
    assertThat(publisher().findRun(path(), "r3")).isEmpty();
    assertThat(publisher().find(path(), JOB, DATE_2))
        .contains(new Prior(second.at(), Optional.of(second)));
    assertThat(publisher().find(path(), "other", DATE_1)).isEmpty();
    assertThat(publisher().history(path()))
        .extracting(Commit::version, Commit::operation)
        .containsExactly(tuple(2L, "REPLACE_PARTITION"), tuple(1L, "REPLACE_PARTITION"));
    assertThat(publisher().history(path()).get(1).note())
        .contains(CommitNote.of(stamp(staged), "output"));
  }

  @Test
  void keepsNoEarlierVersions() {
    publish("r1", D1, day(D1), rows(D1, 0, 2));
    assertThatThrownBy(() -> publisher().size(path(), 1))
        .isInstanceOf(UserException.class)
        .hasMessage(
            path()
                + " is a table of a database, which keeps no earlier versions (load it again: run its job for the logical date that was right)");
  }

  @Test
  void aTableThatWasDroppedBeginsAnew() {
    publish("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 2));
    database.execute("DROP TABLE mart.t");
    assertThat(publisher().find(path(), JOB, DATE_1)).isEmpty();
    publish("r2", D1, output(WriteMode.APPEND), rows(D1, 0, 2));
    assertThat(table()).hasSize(2);
    assertThat(publisher().history(path())).extracting(Commit::version).containsExactly(2L);
  }

  @Test
  void countsWhatBreaksNotNullAndChecks() {
    database.execute("CREATE TABLE mart.t (id bigint NOT NULL, v varchar, CHECK (id < 100))");
    assertThatThrownBy(() -> stage("r1", D1, output(WriteMode.APPEND), values("1=a", "x=b")))
        .isInstanceOf(BrokenConstraintException.class)
        .hasMessageStartingWith("1 rows without it; expected id is never null");
    assertThatThrownBy(() -> stage("r1", D1, output(WriteMode.APPEND), values("1=a", "200=b")))
        .isInstanceOf(BrokenConstraintException.class)
        .hasMessageStartingWith("1 rows that do not satisfy it; expected (");
    assertThat(stages()).isEmpty();
  }

  @Test
  void addsColumnsAndWidensTypes() {
    publish("r1", D1, output(WriteMode.APPEND), sql("SELECT 1 AS id"));
    commit(
        stage(
            "r2",
            D2,
            output(WriteMode.APPEND),
            sql("SELECT 5000000000 AS id, 'x' AS v"),
            Evolution.MERGE));
    assertThat(table()).containsExactly("1|null", "5000000000|x");
  }

  @Test
  void loadsNothingOfRowsThatAreNone() {
    publish("r1", D1, day(D1), rows(D1, 0, 2));
    assertThat(publish("r2", D1, day(D1), rows(D1, 0, 0)).changes())
        .contains(new RowChanges(0, 0, 2));
    assertThat(table()).isEmpty();
  }

  @Test
  void namesTheColumnThatItHasNoTypeFor() {
    assertThatThrownBy(
            () -> stage("r1", D1, output(WriteMode.APPEND), sql("SELECT map('a', 1) AS m")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "outputs.output: the column 'm' is map<string,int>, which the database has no type for (make text of it in the transform, as with to_json(m))");
  }

  @Test
  void listenersAreToldWhatTheRowsObserve() {
    var rows = values("1=a", "2=b", "3=c");
    var aggregates =
        List.of(functions.count(functions.lit(1)).as("n"), functions.max("v").as("last"));
    try (var observation = Observation.of(rows, aggregates)) {
      var staged = stage("r1", D1, output(WriteMode.APPEND), observation.rows());
      assertThat(observation.await(Duration.ofSeconds(20)).map(Row::toString)).contains("[3,c]");
      assertThat(staged.rows()).isEqualTo(3);
    }
  }

  @Test
  void textAndTimesAreExact() {
    var rows =
        sql(
            """
            SELECT 1 AS id, '' AS v, TIMESTAMP '2020-03-01 23:59:59.123456Z' AS at,
              TIMESTAMP_NTZ '1969-12-31 00:00:00.000001' AS local, DATE '0001-01-01' AS d,
              CAST('12345678901234567890.123456789' AS DECIMAL(38, 9)) AS n, X'00ff5c' AS b,
              CAST('NaN' AS DOUBLE) AS x, true AS t, CAST(0.1 AS FLOAT) AS f
            UNION ALL
            SELECT 2, 'a\\\\b\\tc\\nd\\re "q" \\'s\\' \\\\N 日本 😀', NULL, NULL, NULL, NULL, NULL,
              CAST('-Infinity' AS DOUBLE), NULL, NULL""");
    var staged = stage("r1", D1, output(WriteMode.APPEND), rows);
    assertThat(texts(publisher().read(staged).drop("b"))).isEqualTo(texts(rows.drop("b")));
    assertThat(publisher().read(staged).selectExpr("hex(b)").orderBy("hex(b)").collectAsList())
        .extracting(row -> String.valueOf(row.get(0)))
        .containsExactly("null", "00FF5C");
    commit(staged);
    assertThat(database.rows("SELECT count(*) FROM mart.t WHERE v = ''")).containsExactly("1");
  }
}
