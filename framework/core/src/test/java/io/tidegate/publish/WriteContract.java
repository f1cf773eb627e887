package io.tidegate.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.OutputConfig.PartitionValue;
import io.tidegate.config.WriteMode;
import io.tidegate.problem.UserException;
import io.tidegate.publish.StageRequest.Evolution;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every publisher writes, in every mode, to a new table and to one that is there. */
abstract class WriteContract extends PublisherFixture {

  private static final String D1 = "2020-03-01";
  private static final String D2 = "2020-03-02";
  private static final String OUTSIDE =
      "there are rows outside of what the output replaces; expected %s (leave such rows out in the"
          + " transform, or let the output replace them too)";

  @Test
  void appendsToANewTableAndToOneThatIsThere() {
    var first = publish("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 2));
    var second = publish("r2", D2, output(WriteMode.APPEND), rows(D2, 2, 3));
    assertThat(first.version()).isEqualTo(0);
    assertThat(second.version()).isEqualTo(1);
    assertThat(table()).containsExactly("[2020-03-01,0]", "[2020-03-01,1]", "[2020-03-02,2]");
  }

  @Tag("long")
  @Test
  void overwritesTheWholeTable() {
    publish("r1", D1, output(WriteMode.OVERWRITE, "day"), rows(D1, 0, 2));
    publish("r2", D2, output(WriteMode.OVERWRITE, "day"), rows(D2, 2, 3));
    assertThat(table()).containsExactly("[2020-03-02,2]");
  }

  @Tag("long")
  @Test
  void overwritesAllPartitionsWhateverTheSessionSays() {
    publish("r1", D1, output(WriteMode.OVERWRITE, "day"), rows(D1, 0, 2));
    spark.conf().set("spark.sql.sources.partitionOverwriteMode", "dynamic");
    try {
      publish("r2", D2, output(WriteMode.OVERWRITE, "day"), rows(D2, 2, 3));
    } finally {
      spark.conf().unset("spark.sql.sources.partitionOverwriteMode");
    }
    assertThat(table()).containsExactly("[2020-03-02,2]");
  }

  @Test
  void replacesTheDatesPartition() {
    publish("r1", D1, day(D1), rows(D1, 0, 2));
    publish("r2", D2, day(D2), rows(D2, 2, 3));
    publish("r3", D1, day(D1), rows(D1, 7, 8));
    assertThat(table()).containsExactly("[2020-03-01,7]", "[2020-03-02,2]");
  }

  @Test
  void refusesRowsOfAnotherPartitionInANewTable() {
    assertThatThrownBy(() -> publish("r1", D1, day(D1), rows(D2, 0, 2).coalesce(1)))
        .isInstanceOf(BrokenConstraintException.class)
        .hasMessage(OUTSIDE, "`day` = DATE '2020-03-01'");
    assertThat(publisher().look(path())).isEqualTo(TableState.ABSENT);
    assertThat(dataFiles()).isEmpty();
  }

  @Test
  void refusesRowsOfAnotherPartitionInATable() {
    publish("r1", D1, day(D1), rows(D1, 0, 2));
    var before = dataFiles();
    assertThatThrownBy(
            () -> publish("r2", D1, day(D1), rows(D1, 0, 2).union(rows(D2, 0, 1)).coalesce(1)))
        .isInstanceOf(BrokenConstraintException.class)
        .hasMessage(OUTSIDE, "`day` = DATE '2020-03-01'");
    assertThat(dataFiles()).isEqualTo(before);
    assertThat(version()).isEqualTo(0);
  }

  @Tag("long")
  @Test
  void refusesRowsWithoutAPartitionValueAsRowsOfAnotherPartition() {
    var rows = sql("SELECT CAST(NULL AS DATE) AS day, 1L AS id");
    assertThatThrownBy(() -> publish("r1", D1, day(D1), rows))
        .isInstanceOf(BrokenConstraintException.class);
    publish("r2", D1, day(D1), rows(D1, 0, 2));
    assertThatThrownBy(() -> publish("r3", D1, day(D1), rows))
        .isInstanceOf(BrokenConstraintException.class);
    assertThat(version()).isEqualTo(0);
  }

  @Tag("long")
  @Test
  void quotesThePartitionValue() {
    var name = "it's \\ 50% `a/b`: \"ü\" #=";
    var output = with(output(WriteMode.REPLACE_PARTITION, "a`c"), new PartitionValue("a`c", name));
    var rows = sql("SELECT 1 AS id").withColumn("a`c", functions.lit(name));
    var other = sql("SELECT 2 AS id").withColumn("a`c", functions.lit("other"));
    publish("r1", D1, output(WriteMode.APPEND, "a`c"), other);
    publish("r2", D2, output, rows);
    publish("r3", D2, output, rows.withColumn("id", functions.lit(3)));
    assertThat(table()).containsExactly("[2,other]", "[3," + name + "]");
  }

  @Tag("long")
  @Test
  void replacesAPartitionOfTimestampsInTheJvmsZoneOnly() {
    var output =
        with(
            output(WriteMode.REPLACE_PARTITION, "hour"),
            new PartitionValue("hour", "2020-03-01T05:00:00Z"));
    var rows = sql("SELECT TIMESTAMP '2020-03-01 05:00:00Z' AS hour, 1 AS id");
    publish("r1", D1, output, rows);
    publish("r2", D1, output, rows.withColumn("id", functions.lit(2)));
    assertThat(table()).containsExactly("[2020-03-01 05:00:00.0,2]");
    spark.conf().set("spark.sql.session.timeZone", "America/New_York");
    try {
      assertThatThrownBy(() -> stage("r3", D1, output, rows))
          .isInstanceOf(UserException.class)
          .hasMessage(
              "outputs.output: the partition column 'hour' is a time stamp, and the session's time"
                  + " zone America/New_York is not the JVM's, %s: Delta would write other times"
                  + " than the rows have (set spark.sql.session.timeZone = %1$s)",
              ZoneId.systemDefault());
    } finally {
      spark.conf().set("spark.sql.session.timeZone", "UTC");
    }
  }

  @Test
  void saysThatAPartitionValueIsNotOfItsColumnsType() {
    assertThatThrownBy(() -> stage("r1", D1, day("soon"), rows(D1, 0, 1)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "outputs.output: the partition value 'soon' of column 'day' is not of type DATE");
  }

  @Test
  void saysThatThePartitionColumnIsMissing() {
    assertThatThrownBy(() -> stage("r1", D1, day(D1), sql("SELECT 1 AS id")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "outputs.output: the partition column 'day' is not among the output's columns"
                + " (the output has id)");
  }

  @Tag("long")
  @Test
  void replacesWhatAPredicateOnDataSelects() {
    var low = where(output(WriteMode.REPLACE_WHERE), "id < 2");
    publish("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 4).coalesce(1));
    var staged = stage("r2", D2, low, rows(D2, 1, 2));
    assertThat(staged.rows()).isEqualTo(1);
    assertThat(texts(publisher().read(staged))).containsExactly("[2020-03-02,1]");
    commit(staged);
    assertThat(table()).containsExactly("[2020-03-01,2]", "[2020-03-01,3]", "[2020-03-02,1]");
  }

  @Tag("long")
  @Test
  void refusesRowsThatThePredicateDoesNotSelect() {
    var low = where(output(WriteMode.REPLACE_WHERE), "id < 2");
    assertThatThrownBy(() -> publish("r1", D1, low, rows(D1, 0, 4)))
        .isInstanceOf(BrokenConstraintException.class)
        .hasMessage(OUTSIDE, "id < 2");
    publish("r2", D1, low, rows(D1, 0, 2));
    var before = dataFiles();
    assertThatThrownBy(() -> publish("r3", D2, low, rows(D1, 0, 4).coalesce(1)))
        .isInstanceOf(BrokenConstraintException.class)
        .hasMessage(OUTSIDE, "id < 2");
    assertThat(dataFiles()).isEqualTo(before);
  }

  @Test
  void replacesThePartitionsThatTheRowsTouch() {
    var output = output(WriteMode.DYNAMIC_PARTITIONS, "day", "part");
    publish("r1", D1, output, rows(D1, 0, 4).withColumn("part", functions.expr("id % 2")));
    publish("r2", D2, output, rows(D1, 8, 9).withColumn("part", functions.lit(0L)));
    assertThat(table()).containsExactly("[2020-03-01,1,1]", "[2020-03-01,3,1]", "[2020-03-01,8,0]");
  }

  @Tag("long")
  @Test
  void keepsNullsInPartitionsAndInData() {
    var rows = sql("SELECT * FROM VALUES ('a', 1), (NULL, 2), ('b', NULL) AS t(part, id)");
    var staged = stage("r1", D1, output(WriteMode.DYNAMIC_PARTITIONS, "part"), rows);
    assertThat(texts(publisher().read(staged))).containsExactly("[a,1]", "[b,null]", "[null,2]");
    commit(staged);
    publish("r2", D1, output(WriteMode.DYNAMIC_PARTITIONS, "part"), rows.where("part IS NULL"));
    assertThat(table()).containsExactly("[a,1]", "[b,null]", "[null,2]");
  }

  @Test
  void publishesAnEmptyDataset() {
    var staged = stage("r1", D1, output(WriteMode.OVERWRITE), rows(D1, 0, 0));
    assertThat(staged.rows()).isEqualTo(0);
    assertThat(texts(publisher().read(staged))).isEmpty();
    assertThat(publisher().read(staged).schema().fieldNames()).containsExactly("day", "id");
    commit(staged);
    assertThat(table()).isEmpty();
    publish("r2", D1, output(WriteMode.OVERWRITE), rows(D1, 0, 1));
    publish("r3", D1, output(WriteMode.OVERWRITE), rows(D1, 0, 0));
    assertThat(table()).isEmpty();
  }

  @Test
  void mergesNewColumns() {
    publish("r1", D1, day(D1), rows(D1, 0, 1));
    var wider = rows(D2, 1, 2).withColumn("note", functions.lit("x"));
    var staged = stage("r2", D2, day(D2), wider, Evolution.MERGE);
    assertThat(texts(publisher().read(staged))).containsExactly("[2020-03-02,1,x]");
    commit(staged);
    assertThat(table()).containsExactly("[2020-03-01,0,null]", "[2020-03-02,1,x]");
  }

  @Tag("long")
  @Test
  void refusesNewColumnsWithoutEvolution() {
    publish("r1", D1, day(D1), rows(D1, 0, 1));
    var wider = rows(D2, 1, 2).withColumn("note", functions.lit("x"));
    assertThatThrownBy(() -> publish("r2", D2, day(D2), wider)).isInstanceOf(UserException.class);
    assertThat(table()).containsExactly("[2020-03-01,0]");
  }

  @Tag("long")
  @Test
  void replacesTheSchemaOnDemand() {
    publish("r1", D1, output(WriteMode.OVERWRITE, "day"), rows(D1, 0, 1));
    commit(
        stage("r2", D2, output(WriteMode.OVERWRITE), sql("SELECT 'x' AS id"), Evolution.REPLACE));
    assertThat(table()).containsExactly("[x]");
    assertThat(publisher().look(path()).schema())
        .isEqualTo(new StructType().add("id", DataTypes.StringType));
  }

  @Test
  void keepsTheTablesPropertiesEqualToTheConfs() {
    var one =
        having(
            output(WriteMode.APPEND),
            Map.of("team", "a", "delta.logRetentionDuration", "interval 60 days"));
    var two =
        having(
            output(WriteMode.APPEND),
            Map.of("team", "b", "delta.logRetentionDuration", "interval 60 days"));
    publish("r1", D1, one, rows(D1, 0, 1));
    assertThat(publisher().look(path()).properties()).containsAllEntriesOf(one.properties());
    publish("r2", D2, two, rows(D2, 0, 1));
    assertThat(publisher().look(path()).properties()).containsAllEntriesOf(two.properties());
  }

  @Test
  void describesWhatItStaged() {
    publish("r1", D1, day(D1), rows(D1, 0, 1));
    var staged = stage("r2", D2, day(D2), rows(D2, 0, 5));
    assertThat(staged.rows()).isEqualTo(5);
    assertThat(staged.baseVersion()).isEqualTo(0);
    assertThat(staged.bytes())
        .isEqualTo(staged.files().stream().mapToLong(StagedOutput.File::bytes).sum());
    assertThat(staged.files())
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file.bytes()).isPositive());
    assertThat(staged.strategy()).isEqualTo(strategy());
    assertThat(throughJson(staged)).isEqualTo(staged);
    assertThat(version()).isEqualTo(0);
  }

  @Tag("long")
  @Test
  void readsColumnsWithDotsSpacesAndUnicode() {
    var rows = sql("SELECT 1 AS `a.b`, struct(2 AS `x.y`) AS s, 'ü' AS `naïve`");
    var staged = stage("r1", D1, output(WriteMode.APPEND), rows);
    assertThat(texts(publisher().read(staged))).containsExactly("[1,[2],ü]");
    commit(staged);
    assertThat(table()).containsExactly("[1,[2],ü]");
  }

  @Test
  void bringsObservedMetricsFromTheOneWrite() throws InterruptedException {
    var evaluated = spark.sparkContext().longAccumulator();
    var count =
        functions.udf(
            (Long id) -> {
              evaluated.add(1);
              return id;
            },
            DataTypes.LongType);
    for (WriteMode write : List.of(WriteMode.APPEND, WriteMode.OVERWRITE)) {
      evaluated.reset();
      var observation = new Observation();
      var rows =
          spark
              .range(0, 50, 1, 3)
              .select(count.asNondeterministic().apply(functions.col("id")).as("id"))
              .observe(observation, functions.count(functions.lit(1)).as("rows"));
      stage("r-" + write, D1, output(write), rows);
      assertThat(observation.getAsJava()).isEqualTo(Map.of("rows", 50L));
      assertThat(evaluated.value()).isEqualTo(50L);
    }
  }
}
