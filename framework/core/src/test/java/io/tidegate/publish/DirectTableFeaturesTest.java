package io.tidegate.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.PublishStrategy;
import io.tidegate.config.WriteMode;
import io.tidegate.problem.UserException;
import io.tidegate.publish.StageRequest.Evolution;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Features of Delta tables that two transactions in place of one could break. */
class DirectTableFeaturesTest extends PublisherFixture {

  private static final String D1 = "2020-03-01";
  private static final String D2 = "2020-03-02";

  @Override
  PublishStrategy strategy() {
    return PublishStrategy.DIRECT;
  }

  private void create(String definition) {
    spark.sql("CREATE TABLE delta.`" + path() + "` " + definition);
  }

  @Test
  void replacesRowsOfATableWithDeletionVectors() {
    var vectors = Map.of("delta.enableDeletionVectors", "true");
    publish("r1", D1, having(output(WriteMode.APPEND), vectors), rows(D1, 0, 9).coalesce(1));
    var before = dataFiles();
    var some = having(where(output(WriteMode.REPLACE_WHERE), "id < 2"), vectors);
    var staged = stage("r2", D2, some, rows(D2, 1, 2));
    assertThat(staged.rows()).isEqualTo(1);
    assertThat(dataFiles()).anyMatch(name -> name.contains("deletion_vector"));
    publisher().discard(staged);
    assertThat(dataFiles()).isEqualTo(before);
    commit(throughJson(stage("r3", D2, some, rows(D2, 1, 2))));
    assertThat(table()).hasSize(8).contains("[2020-03-02,1]").doesNotContain("[2020-03-01,0]");
  }

  @Tag("long")
  @Test
  void carriesTheChangeDataOfAReplacedPart() {
    var feed = Map.of("delta.enableChangeDataFeed", "true");
    publish("r1", D1, having(output(WriteMode.APPEND), feed), rows(D1, 0, 4).coalesce(1));
    var before = dataFiles();
    var some = having(where(output(WriteMode.REPLACE_WHERE), "id < 2"), feed);
    publisher().discard(stage("r2", D2, some, rows(D2, 1, 2)));
    assertThat(dataFiles()).isEqualTo(before);
    var published = commit(throughJson(stage("r3", D2, some, rows(D2, 1, 2))));
    var changes =
        spark
            .read()
            .format("delta")
            .option("readChangeFeed", true)
            .option("startingVersion", published.version())
            .load(path())
            .select("_change_type", "day", "id");
    assertThat(texts(changes))
        .containsExactly("[delete,2020-03-01,0]", "[delete,2020-03-01,1]", "[insert,2020-03-02,1]");
  }

  @Tag("long")
  @Test
  void writesAndReadsThroughColumnMapping() {
    var mapped = having(day(D1), Map.of("delta.columnMapping.mode", "name"));
    var rows = rows(D1, 0, 2).withColumn("a, (b)", functions.lit("x"));
    var first = throughJson(stage("r1", D1, mapped, rows));
    assertThat(publisher().read(first).schema()).isEqualTo(schemaOf(first));
    assertThat(texts(publisher().read(first)))
        .containsExactly("[2020-03-01,0,x]", "[2020-03-01,1,x]");
    assertThat(first.files())
        .allSatisfy(f -> assertThat(f.partition()).isEqualTo(Map.of("day", D1)));
    commit(first);
    spark.sql("ALTER TABLE delta.`" + path() + "` RENAME COLUMN id TO key");
    publish("r2", D1, mapped, rows.withColumnRenamed("id", "key").limit(1));
    assertThat(table()).containsExactly("[2020-03-01,0,x]");
  }

  private static org.apache.spark.sql.types.DataType schemaOf(StagedOutput staged) {
    return org.apache.spark.sql.types.DataType.fromJson(staged.schema());
  }

  @Test
  void fillsGeneratedColumns() {
    DeltaTable.create(spark)
        .location(path())
        .addColumn("day", "DATE")
        .addColumn("id", "BIGINT")
        .addColumn(
            DeltaTable.columnBuilder(spark, "month")
                .dataType("INT")
                .generatedAlwaysAs("month(day)")
                .build())
        .partitionedBy("month")
        .execute();
    var staged = stage("r1", D1, output(WriteMode.APPEND, "month"), rows(D1, 0, 1));
    assertThat(texts(publisher().read(staged))).containsExactly("[2020-03-01,0,3]");
    commit(staged);
    assertThat(table()).containsExactly("[2020-03-01,0,3]");
  }

  @Test
  void refusesIdentityColumns() {
    DeltaTable.create(spark)
        .location(path())
        .addColumn("id", "BIGINT")
        .addColumn(
            DeltaTable.columnBuilder(spark, "key")
                .dataType("BIGINT")
                .generatedAlwaysAsIdentity()
                .build())
        .execute();
    assertThatThrownBy(() -> stage("r1", D1, output(WriteMode.APPEND), sql("SELECT 1L AS id")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "outputs.output: the table's column 'key' is an identity column, whose values Delta"
                + " hands out at the commit (set publish.strategy = staged)");
  }

  @Test
  void refusesToReplaceRowsOfAnAppendOnlyTable() {
    var appendOnly = Map.of("delta.appendOnly", "true");
    publish("r1", D1, having(output(WriteMode.APPEND), appendOnly), rows(D1, 0, 1));
    publish("r2", D2, having(output(WriteMode.APPEND), appendOnly), rows(D2, 0, 1));
    assertThatThrownBy(
            () -> stage("r3", D2, having(output(WriteMode.OVERWRITE), appendOnly), rows(D2, 0, 1)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("only allow appends");
  }

  @Test
  void namesTheConstraintThatARowBreaks() {
    create("(day DATE, id BIGINT) USING delta");
    spark.sql("ALTER TABLE delta.`" + path() + "` ADD CONSTRAINT positive CHECK (id >= 0)");
    assertThatThrownBy(() -> stage("r1", D1, output(WriteMode.APPEND), rows(D1, -1, 0)))
        .isInstanceOf(BrokenConstraintException.class)
        .hasMessage(
            "a row with id = -1; expected (id >= 0) (leave such rows out in the transform, or take"
                + " the constraint from the table (ALTER TABLE ... DROP CONSTRAINT positive))");
  }

  @Tag("long")
  @Test
  void publishesToAClusteredTable() {
    create("(day DATE, id BIGINT) USING delta CLUSTER BY (day)");
    publish("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 2));
    publish("r2", D2, output(WriteMode.OVERWRITE), rows(D2, 0, 1));
    assertThat(table()).containsExactly("[2020-03-02,0]");
  }

  @Tag("long")
  @Test
  void commitsMetadataOnlyWhenItChanges() {
    var output = having(day(D1), Map.of("team", "a"));
    publish("r0", D1, output, rows(D1, 0, 1));
    var one = stage("r1", D1, output, rows(D1, 1, 2), Evolution.MERGE);
    var two =
        stage("r2", D2, having(day(D2), Map.of("team", "a")), rows(D2, 1, 2), Evolution.MERGE);
    commit(one);
    commit(two);
    assertThat(table()).containsExactly("[2020-03-01,1]", "[2020-03-02,1]");
  }

  @Tag("long")
  @Test
  void refusesTwoChangesOfTheSchemaAtOnce() {
    publish("r0", D1, day(D1), rows(D1, 0, 1));
    var one = rows(D1, 1, 2).withColumn("a", functions.lit(1));
    var two = rows(D2, 1, 2).withColumn("a", functions.lit("x"));
    var first = stage("r1", D1, day(D1), one, Evolution.MERGE);
    var second = stage("r2", D2, day(D2), two, Evolution.MERGE);
    commit(first);
    assertThatThrownBy(() -> commit(second))
        .isInstanceOf(ConflictException.class)
        .hasMessageEndingWith(
            "any more: its columns were changed since, as the run would do: the column a is int now,"
                + " not string; version 1 is of run r1 (daily, 2020-03-01); run daily again for "
                + D2);
  }

  @Test
  void refusesANewTableOfAnotherSchema() {
    var one = stage("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 1));
    var two = stage("r2", D2, output(WriteMode.APPEND), sql("SELECT 1 AS other"));
    commit(one);
    assertThatThrownBy(() -> commit(two))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining(
            "any more: the table was created since: the table does not have the column other;");
  }

  @Tag("long")
  @Test
  void releasesBesideACompactionOfOtherFiles() {
    publish("r1", D1, day(D1), rows(D1, 0, 9).repartition(2));
    var held = stage("r2", D2, day(D2), rows(D2, 0, 1));
    DeltaTable.forPath(spark, path()).optimize().executeCompaction();
    assertThat(commit(held).version()).isEqualTo(2);
    assertThat(table()).hasSize(10);
  }

  @Tag("long")
  @Test
  void readsOnlyTheColumnsThatAreAskedFor() {
    var staged = stage("r1", D1, day(D1), rows(D1, 0, 2).withColumn("note", functions.lit("x")));
    var plan = publisher().read(staged).select("id").queryExecution().executedPlan().toString();
    assertThat(plan).contains("ReadSchema: struct<id:bigint>");
  }

  @Test
  void knowsItsRowsWhenTheSessionTurnsStatisticsOff() {
    String collect = "spark.databricks.delta.stats.collect";
    spark.conf().set(collect, false);
    try {
      assertThat(stage("r1", D1, day(D1), rows(D1, 0, 7)).rows()).isEqualTo(7);
      assertThat(spark.conf().get(collect)).isEqualTo("false");
    } finally {
      spark.conf().unset(collect);
    }
  }

  @Test
  void remembersADateWhoseCommitTheLogHasForgotten() throws IOException {
    var output = having(output(WriteMode.APPEND), Map.of("delta.checkpointInterval", "1"));
    publish("r1", D1, output, rows(D1, 0, 1));
    publish("r2", D2, output, rows(D2, 0, 1));
    for (String name : List.of("", ".")) {
      Files.deleteIfExists(
          dir.resolve(
              "table/_delta_log/"
                  + name
                  + "00000000000000000000.json"
                  + (name.isEmpty() ? "" : ".crc")));
    }
    DeltaLog.clearCache();
    var prior = publisher().find(path(), JOB, LogicalDate.parse(D1)).orElseThrow();
    assertThat(prior.commit()).isEmpty();
    assertThat(publisher().findRun(path(), "r1")).isEmpty();
    assertThatThrownBy(() -> publish("r3", D1, output, rows(D1, 0, 1)))
        .isInstanceOf(ConflictException.class)
        .hasMessage(
            "2020-03-01 of daily was already published to %s by a run that the table's log has"
                + " forgotten",
            path());
  }

  @Test
  void refusesAConstraintThatThePresentRowsMayBreak() {
    publish("r1", D1, output(WriteMode.APPEND), rows(D1, 0, 1));
    var constrained =
        having(output(WriteMode.APPEND), Map.of("delta.constraints.positive", "id > 0"));
    assertThatThrownBy(() -> stage("r2", D2, constrained, rows(D2, 1, 2)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "properties.delta.constraints.positive: a constraint cannot be added to a table that"
                + " has rows by a publish (add it with ALTER TABLE ... ADD CONSTRAINT, then name it"
                + " here)");
  }

  @Test
  void saysThatDeltaKnowsNoSuchProperty() {
    var wrong = having(output(WriteMode.APPEND), Map.of("delta.apendOnly", "true"));
    assertThatThrownBy(() -> stage("r1", D1, wrong, rows(D1, 1, 2)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("properties: ")
        .hasMessageContaining("delta.apendOnly");
  }
}
