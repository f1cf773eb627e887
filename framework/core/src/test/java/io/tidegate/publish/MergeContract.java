package io.tidegate.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.InputConfig.Bounds;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig;
import io.tidegate.config.WhenMissing;
import io.tidegate.config.WriteMode;
import io.tidegate.ledger.RowChanges;
import io.tidegate.publish.StageRequest.Evolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a merge makes of a table that is there and of one that is not: each strategy stages the
 * first rows of a table in its own way, and all later ones as {@link StagedMergeTest} has it.
 */
abstract class MergeContract extends PublisherFixture {

  static final String D1 = "2020-03-01";
  static final String D2 = "2020-03-02";
  static final String D3 = "2020-03-03";

  @Test
  void updatesInsertsAndLeavesAlone() {
    Published first = publish("r1", D1, merge("id"), orders("0 a", "1 b", "2 c"));
    Published second = publish("r2", D2, merge("id"), orders("1 b", "2 d", "7 e"));
    assertThat(table()).containsExactly("[0,a]", "[1,b]", "[2,d]", "[7,e]");
    assertThat(first.version()).isZero();
    assertThat(first.changes()).contains(new RowChanges(3, 0, 0));
    assertThat(second.version()).isEqualTo(1);
    assertThat(second.changes()).contains(new RowChanges(1, 1, 0));
    assertThat(publisher().findRun(path(), "r2").flatMap(Published::changes))
        .isEqualTo(second.changes());
    assertThat(dataFiles()).noneMatch(file -> file.contains("__staged"));
  }

  @Tag("long")
  @Test
  void committingAgainGivesTheSameCommit() {
    publish("r1", D1, merge("id"), orders("0 a"));
    var staged = stage("r2", D2, merge("id"), orders("0 b"));
    Published once = commit(staged);
    publish("r3", D3, merge("id"), orders("0 c"));
    assertThat(commit(throughJson(staged))).isEqualTo(once);
    assertThat(table()).containsExactly("[0,c]");
  }

  @Tag("long")
  @Test
  void createsATableWithItsPromises() {
    var output = having(merge("id"), Map.of("delta.logRetentionDuration", "interval 9 days"));
    var rows = orders("0 a");
    var schema =
        DataTypes.createStructType(
            List.of(
                DataTypes.createStructField("id", DataTypes.LongType, false),
                DataTypes.createStructField("word", DataTypes.StringType, true)));
    var publisher = publisher();
    commit(
        publisher.stage(
            new StageRequest(
                "r1",
                JOB,
                LogicalDate.parse(D1),
                output,
                publisher.look(path()),
                rows,
                new TableChange(schema, List.of(), Evolution.NONE))));
    publish("r2", D2, output, orders("0 b", "1 c"));
    assertThat(table()).containsExactly("[0,b]", "[1,c]");
    assertThat(publisher().look(path()).schema()).isEqualTo(schema);
    assertThat(publisher().look(path()).properties())
        .containsEntry("delta.logRetentionDuration", "interval 9 days");
  }

  @Test
  void refusesAKeyThatIsNull() {
    var rows =
        sql(
            "SELECT DATE '2020-03-01' AS day, CAST(NULL AS BIGINT) AS id UNION ALL (SELECT DATE '2020-03-01', id FROM range(2))");
    String message =
        "1 rows without a whole key, such as day = 2020-03-01, id = null; expected day, id are"
            + " never null (fill the keys or leave such rows out in the transform)";
    assertBroken(message, merge("day", "id"), rows);
    assertThat(dataFiles()).isEmpty();
    publish("r1", D1, merge("day", "id"), rows(D1, 0, 1));
    assertBroken(message, merge("day", "id"), rows);
  }

  @Test
  void createsATableOnce() {
    var one = stage("r1", D1, merge("id"), orders("0 a"));
    var same = stage("r2", D2, merge("id"), orders("0 b"));
    commit(one);
    assertThatThrownBy(() -> commit(same))
        .isInstanceOf(ConflictException.class)
        .hasMessage(
            "the table %s cannot take the rows of run r2, staged against version -1, any more: the"
                + " table was created since, and holds what they replace; version 0 is of run r1"
                + " (daily, 2020-03-01); run daily again for 2020-03-02",
            path());
    assertThat(table()).containsExactly("[0,a]");
  }

  @Test
  void discardsAndSweeps() {
    publish("r1", D1, merge("id"), orders("0 a"));
    var before = dataFiles();
    publisher().discard(throughJson(stage("r2", D2, merge("id"), orders("1 b"))));
    assertThat(dataFiles()).isEqualTo(before);
    stage("r3", D2, merge("id"), orders("1 b"));
    assertThat(publisher().sweep(path(), "r3")).isPositive();
    assertThat(dataFiles()).isEqualTo(before);
  }

  void assertBroken(String message, OutputConfig output, Dataset<Row> rows) {
    assertThatThrownBy(() -> stage("broken", D2, output, rows))
        .isInstanceOf(BrokenConstraintException.class)
        .hasMessage(message);
  }

  OutputConfig snapshot(Bounds bounds) {
    return merging(output(WriteMode.MERGE), WhenMissing.DELETE, bounds, "id");
  }

  /** Rows {@code (id, word)}. */
  Dataset<Row> orders(String... rows) {
    var values = new ArrayList<String>();
    for (String row : rows) {
      String[] parts = row.split(" ");
      values.add("(%sL, '%s')".formatted(parts[0], parts[1]));
    }
    return sql("SELECT * FROM VALUES " + String.join(", ", values) + " AS t(id, word)");
  }
}
