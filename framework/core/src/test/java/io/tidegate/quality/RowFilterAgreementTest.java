package io.tidegate.quality;

import static org.apache.spark.sql.functions.not;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.deequ.dqdl.EvaluateDataQuality;
import io.tidegate.TestSpark;
import io.tidegate.config.OnFailure;
import io.tidegate.config.OutputConfig.RuleFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/**
 * The rows that we would quarantine beside the rows that Deequ's own row results call failed: the
 * same for every rule, with nothing left out.
 */
class RowFilterAgreementTest {

  private static final List<String> RULES =
      List.of(
          "IsComplete \"name\"",
          "IsComplete \"price\" where \"id > 4\"",
          "ColumnValues \"price\" > 0",
          "ColumnValues \"price\" >= 1.5",
          "ColumnValues \"price\" < 10",
          "ColumnValues \"price\" <= 2.25",
          "ColumnValues \"price\" = 1.5",
          "ColumnValues \"price\" != 1.5",
          "ColumnValues \"price\" between 0 and 10",
          "ColumnValues \"price\" not between 0 and 10",
          "ColumnValues \"price\" in [1.5, 2.25]",
          "ColumnValues \"price\" not in [1.5, 2.25]",
          "ColumnValues \"price\" > 0 where \"name = 'größe'\"",
          "ColumnValues \"id\" between 1 and 8",
          "ColumnValues \"name\" = \"größe\"",
          "ColumnValues \"name\" != \"größe\"",
          "ColumnValues \"name\" in [\"größe\", \"名前\"]",
          "ColumnValues \"name\" not in [\"größe\", \"名前\"]",
          "ColumnValues \"name\" in [\"größe\", NULL]",
          "ColumnValues \"name\" = NULL",
          "ColumnValues \"name\" != NULL",
          "ColumnValues \"name\" matches \"[a-z]+\"",
          "ColumnValues \"name\" not matches \"[a-z]+\"",
          "ColumnValues \"day\" > \"2024-03-01\"",
          "ColumnValues \"day\" between \"2024-02-28\" and \"2024-03-02\"",
          "ColumnValues \"at\" <= \"2024-03-01\"",
          "ColumnValues \"at\" > \"2024-02-29\"",
          "ColumnLength \"name\" >= 3",
          "ColumnLength \"name\" = 5",
          "ColumnLength \"name\" between 1 and 5",
          "ColumnLength \"name\" < 3 where \"id < 3\"",
          "ColumnValues \"größe\" > 1",
          "ColumnValues \"größe\" >= 2",
          "ColumnValues \"größe\" < 3",
          "ColumnValues \"größe\" <= 2",
          "ColumnValues \"größe\" = 2",
          "ColumnValues \"größe\" != 2",
          "ColumnValues \"größe\" between 0 and 3",
          "ColumnValues \"größe\" not between 0 and 3",
          "ColumnValues \"größe\" in [1, 2]",
          "ColumnValues \"größe\" not in [1, 2]",
          "IsComplete \"größe\"",
          "(IsComplete \"name\") and (ColumnValues \"price\" > 0)",
          "(IsComplete \"name\") or (ColumnValues \"price\" > 0)");

  private final Dataset<Row> rows =
      TestSpark.session()
          .sql(
              """
              select * from values
                (1L, 'größe', 1.5BD, date'2024-03-01', timestamp'2024-03-01 00:00:00', 1.0D),
                (2L, '名前', 2.25BD, date'2024-02-28', timestamp'2024-02-28 23:59:59', 2.0D),
                (3L, null, -0.01BD, date'2024-03-02', timestamp'2024-03-02 12:00:00', 3.0D),
                (4L, 'abc', null, null, null, null),
                (5L, '', 10.00BD, date'2024-02-29', timestamp'2024-02-29 00:00:00', 2.0D),
                (6L, 'ABC1', 0.00BD, date'1969-12-31', timestamp'1969-12-31 23:59:59', double('NaN')),
                (7L, null, null, date'2024-03-01', null, 1e300D),
                (8L, 'größe', -7.00BD, date'9999-12-31', timestamp'2024-03-01 00:00:01', -0.0D)
                as t(id, name, price, day, at, `größe`)""");

  @Test
  void theSameRowsBreakTheSameRules() {
    Map<String, List<Long>> theirs = theirs();
    Map<String, List<Long>> ours = ours();
    var differences = new ArrayList<String>();
    for (String rule : RULES) {
      List<Long> our = Objects.requireNonNull(ours.get(rule));
      List<Long> their = Objects.requireNonNull(theirs.get(rule));
      if (!our.equals(their)) {
        differences.add(rule + ": ours " + our + ", theirs " + their);
      }
    }
    assertThat(differences).isEmpty();
  }

  /** The ids of the rows that break each rule. */
  private Map<String, List<Long>> ours() {
    var broken = new LinkedHashMap<String, List<Long>>();
    for (Rule rule : parse(RULES)) {
      var filter = new RowFilter(List.of(PlannedRule.of(rule, MetricHistory.NONE)));
      broken.put(rule.text(), ids(rows.where(not(filter.good()))));
    }
    return broken;
  }

  private Map<String, List<Long>> theirs() {
    Dataset<Row> results =
        EvaluateDataQuality.processRows(rows, file(RULES).text())
            .apply(EvaluateDataQuality.ROW_LEVEL_OUTCOMES_KEY());
    var broken = new LinkedHashMap<String, List<Long>>();
    List<Row> all = results.orderBy("id").collectAsList();
    for (Rule rule : parse(RULES)) {
      broken.put(
          rule.text(),
          all.stream()
              .filter(row -> failed(row).contains(rule.parsed().toString()))
              .map(row -> row.<Long>getAs("id"))
              .toList());
    }
    return broken;
  }

  private static List<String> failed(Row row) {
    return row.getList(row.fieldIndex("DataQualityRulesFail"));
  }

  private static List<Long> ids(Dataset<Row> rows) {
    return rows.orderBy("id").collectAsList().stream().map(row -> row.<Long>getAs("id")).toList();
  }

  private static List<Rule> parse(List<String> rules) {
    return RuleParser.parse(file(rules), OnFailure.QUARANTINE).rules();
  }

  private static RuleFile file(List<String> rules) {
    return new RuleFile("rules.dqdl", "Rules = [\n" + String.join(",\n", rules) + "\n]");
  }
}
