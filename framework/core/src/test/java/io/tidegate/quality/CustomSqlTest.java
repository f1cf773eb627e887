package io.tidegate.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.check.Outcome;
import io.tidegate.check.RowStatistics;
import io.tidegate.config.OnFailure;
import io.tidegate.config.OutputConfig.QualityConfig;
import io.tidegate.config.OutputConfig.RuleFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** What the SQL of rules sees. */
class CustomSqlTest {

  private final SparkSession spark = TestSpark.session();
  private final Dataset<Row> rows = spark.range(10).toDF("id");

  private Outcome outcome(String sql, Map<String, Dataset<Row>> references) {
    var file = new RuleFile("sql.dqdl", "Rules = [\n  CustomSql \"" + sql + "\" = 10\n]");
    Quality quality =
        Quality.plan(
            spark,
            "out",
            List.of(new QualityConfig(file, OnFailure.REJECT)),
            rows.schema(),
            Set.of(),
            MetricHistory.NONE);
    var staged =
        new StagedRows(
            RowFactory.create(), true, () -> RowStatistics.none(rows.count()), () -> rows);
    return quality.judge(staged, references).findings().get(0).outcome();
  }

  private static void assertHolds(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Passed.class);
    assertThat(((Outcome.Passed) outcome).actual()).isEqualTo("CustomSQL 10");
  }

  @Test
  void theRowsUnderCheckAndTheReferencesByTheirNames() {
    var kinds = Map.of("kinds", spark.range(3).toDF("kind"), "odd-name", spark.range(7).toDF());
    assertHolds(outcome("select count(*) from primary", kinds));
    assertHolds(
        outcome("select (select count(*) from kinds) + (select count(*) from `odd-name`)", kinds));
    assertHolds(
        outcome("select count(*) + 7 from primary join kinds on primary.id = kinds.kind", kinds));
  }

  /** A name is a table's where SQL says so, and only there. */
  @Test
  void aTextOrColumnThatIsCalledAsATable() {
    assertHolds(outcome("select length('primary') + 3", Map.of()));
    assertHolds(
        outcome(
            "select count(primary) from (select id as primary from primary) primary", Map.of()));
  }

  @Test
  void theViewsAndFunctionsOfTheJobsSession() {
    spark.range(10).createOrReplaceTempView("sql_test_of_the_job");
    try {
      assertHolds(outcome("select count(*) from sql_test_of_the_job", Map.of()));
    } finally {
      spark.catalog().dropTempView("sql_test_of_the_job");
    }
  }

  /** Two jobs may run on one session, each with its own rows by this name. */
  @Test
  void nothingIsLeftInTheJobsSessionAndNothingIsReplacedThere() {
    spark.range(99).createOrReplaceTempView("primary");
    try {
      assertHolds(outcome("select count(*) from primary", Map.of("other", rows)));
      assertThat(spark.table("primary").count()).isEqualTo(99);
      assertThat(spark.catalog().tableExists("other")).isFalse();
    } finally {
      spark.catalog().dropTempView("primary");
    }
  }

  @Test
  void theRowsUnderCheckAreThePrimaryEvenWhereAnInputHasThatName() {
    assertHolds(outcome("select count(*) from primary", Map.of("primary", spark.range(1).toDF())));
  }

  @Test
  void aTableThatNobodyNamedCouldNotBeMeasured() {
    Outcome outcome = outcome("select count(*) from nobody", Map.of());
    assertThat(outcome).isInstanceOf(Outcome.CouldNotMeasure.class);
    assertThat(((Outcome.CouldNotMeasure) outcome).cause())
        .startsWith("[TABLE_OR_VIEW_NOT_FOUND] The table or view `nobody` cannot be found.");
  }
}
