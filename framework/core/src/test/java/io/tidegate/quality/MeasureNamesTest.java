package io.tidegate.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.check.RowStatistics;
import io.tidegate.config.OnFailure;
import io.tidegate.config.OutputConfig.QualityConfig;
import io.tidegate.config.OutputConfig.RuleFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

/** By these names a run's measures are found among those of earlier runs. */
class MeasureNamesTest {

  private static final String RULES =
      """
      Rules = [
        IsComplete "id",
        ColumnValues "id" > 0,
        ColumnValues "state" in ["new", "done"],
        ColumnValues "state" not in ["unknown"],
        ColumnValues "state" matches "[a-z]+",
        Completeness "state" > 0.5 where "id > 1",
        IsPrimaryKey "id"
      ]
      """;

  private final Dataset<Row> rows =
      TestSpark.session()
          .range(1, 11)
          .select(functions.col("id"), functions.lit("new").as("state"));

  @Test
  void areTheSameInEachRun() {
    assertThat(names())
        .isEqualTo(names())
        .containsExactly(
            "Column.(state IS NOT NULL AND state IN ('new', 'done')).Compliance",
            "Column.(state IS NULL OR state NOT IN ('unknown')).Compliance",
            "Column.id.Completeness",
            "Column.id.Minimum",
            "Column.id.Uniqueness",
            "Column.state.Completeness (where: id > 1)",
            "Column.state.PatternMatch");
  }

  private Set<String> names() {
    var quality =
        Quality.plan(
            TestSpark.session(),
            "sample",
            List.of(new QualityConfig(new RuleFile("rules.dqdl", RULES), OnFailure.REJECT)),
            rows.schema(),
            Set.of(),
            MetricHistory.NONE);
    var aggregates = quality.aggregates().toArray(Column[]::new);
    Row observed = rows.agg(functions.count("*").as("n"), aggregates).head();
    var staged = new StagedRows(observed, true, () -> RowStatistics.none(10), () -> rows);
    return quality.judge(staged, Map.of()).measures().values().keySet();
  }
}
