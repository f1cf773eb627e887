package io.tidegate.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.deequ.dqdl.EvaluateDataQuality;
import io.tidegate.TestSpark;
import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.check.RowStatistics;
import io.tidegate.config.OnFailure;
import io.tidegate.config.OutputConfig.QualityConfig;
import io.tidegate.config.OutputConfig.RuleFile;
import io.tidegate.interop.Scala;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Our fused verdicts beside Deequ's own evaluation, rule by rule: same verdict, same metrics. */
class DeequAgreementTest {

  /**
   * Where we differ on purpose, by data set and rule: Deequ calls a rule that it could not measure
   * failed; for us that is an outcome of its own.
   */
  private static final List<String> COULD_NOT_MEASURE =
      List.of(
          "plain: Mean \"name\" > 0",
          "plain: Completeness \"missing\" > 0.5",
          "plain: ColumnValues \"missing\" > 0",
          "plain: Sum \"name\" > 1",
          // Spark has no cast from bigint to date.
          "plain: ColumnDataType \"id\" = \"Date\"",
          // Deequ looks columns up at the top level only.
          "odd names: IsComplete \"nested.inner\"",
          "odd names: IsComplete \"nested.text\"",
          "odd names: Completeness \"nested.text\" = 0.9");

  /** A name, the rows, and what rules may compare them with. */
  private record Sample(
      String name, Dataset<Row> rows, Map<String, Dataset<Row>> references, List<String> rules) {}

  @TestFactory
  Stream<DynamicTest> everyRuleOfEverySample() {
    return samples().stream()
        .map(sample -> DynamicTest.dynamicTest(sample.name(), () -> agree(sample)));
  }

  @Test
  void thereAreAHundredRulesOfEveryTypeWeSupport() {
    List<String> rules = samples().stream().flatMap(sample -> sample.rules().stream()).toList();
    assertThat(rules).hasSizeGreaterThanOrEqualTo(100);
    var types = new ArrayList<>(RuleTypes.MEASURED);
    types.addAll(RuleTypes.COMPARING);
    assertThat(types)
        .allSatisfy(
            type -> assertThat(rules).anyMatch(rule -> rule.matches("\\(?" + type + "\\b.*")));
  }

  /** Observed in the write, and then as far as possible from statistics. */
  private static void agree(Sample sample) {
    Map<String, Row> theirs = theirs(sample);
    agree(sample, result(sample, RowStatistics.none(sample.rows().count())), theirs);
    Quality.Result result = result(sample, SampleStatistics.of(sample.rows()));
    agree(sample, result, theirs);
    assertThat(result.tiers().values()).contains("statistics", "staged-files");
  }

  private static void agree(Sample sample, Quality.Result result, Map<String, Row> theirs) {
    List<Finding> ours = result.findings();
    var differences = new ArrayList<String>();
    for (int i = 0; i < sample.rules().size(); i++) {
      String rule = sample.rules().get(i);
      Row their = Objects.requireNonNull(theirs.get(rule));
      String verdict = verdict(ours.get(i).outcome());
      String expected =
          COULD_NOT_MEASURE.contains(sample.name() + ": " + rule)
              ? "CouldNotMeasure"
              : their.<String>getAs("Outcome");
      if (!verdict.equals(expected)) {
        differences.add(rule + "\n   ours " + ours.get(i).outcome() + "\n   theirs " + their);
      }
    }
    assertThat(differences).isEmpty();
    assertMetrics(result, theirs);
  }

  private static void assertMetrics(Quality.Result result, Map<String, Row> theirs) {
    Map<String, Double> measured = result.measures().values();
    var differences = new ArrayList<String>();
    theirs.forEach(
        (rule, row) ->
            row.<String, Double>getJavaMap(row.fieldIndex("EvaluatedMetrics"))
                .forEach(
                    (name, value) -> {
                      if (measured.keySet().stream().anyMatch(our -> named(our, name))
                          && measured.entrySet().stream()
                              .filter(our -> named(our.getKey(), name))
                              .noneMatch(our -> isNear(our.getValue(), value))) {
                        differences.add(rule + ": " + name + " theirs " + value);
                      }
                    }));
    assertThat(differences).isEmpty();
  }

  private static boolean isNear(double our, double their) {
    return Double.compare(our, their) == 0 || Math.abs(our - their) < 1e-9;
  }

  /** Ours says behind the name which rows or which rule; Deequ's row does not. */
  private static boolean named(String our, String their) {
    return our.equals(their) || our.startsWith(their + " ");
  }

  private static Quality.Result result(Sample sample, RowStatistics statistics) {
    Quality quality =
        Quality.plan(
            TestSpark.session(),
            "sample",
            List.of(config(sample.rules())),
            sample.rows().schema(),
            statistics.columns().keySet(),
            MetricHistory.NONE);
    List<Column> aggregates = new ArrayList<>(List.of(functions.count("*").as("n")));
    aggregates.addAll(quality.aggregates());
    Row observed =
        sample
            .rows()
            .agg(aggregates.get(0), aggregates.subList(1, aggregates.size()).toArray(Column[]::new))
            .head();
    var staged = new StagedRows(observed, true, () -> statistics, sample::rows);
    return quality.judge(staged, sample.references());
  }

  private static Map<String, Row> theirs(Sample sample) {
    var byRule = new LinkedHashMap<String, Row>();
    Map<String, String> canonical = new LinkedHashMap<>();
    for (String rule : sample.rules()) {
      canonical.put(
          RuleParser.parse(file(List.of(rule)), OnFailure.REJECT)
              .rules()
              .get(0)
              .parsed()
              .toString(),
          rule);
    }
    sample.rows().createOrReplaceTempView("primary");
    Dataset<Row> results =
        EvaluateDataQuality.process(
            sample.rows(), file(sample.rules()).text(), Scala.map(sample.references()));
    for (Row row : results.collectAsList()) {
      byRule.put(canonical.get(row.<String>getAs("Rule")), row);
    }
    assertThat(byRule.keySet()).containsExactlyInAnyOrderElementsOf(sample.rules());
    return byRule;
  }

  private static String verdict(Outcome outcome) {
    return outcome.getClass().getSimpleName();
  }

  private static QualityConfig config(List<String> rules) {
    return new QualityConfig(file(rules), OnFailure.REJECT);
  }

  private static RuleFile file(List<String> rules) {
    return new RuleFile("rules.dqdl", "Rules = [\n" + String.join(",\n", rules) + "\n]");
  }

  private static List<Sample> samples() {
    var spark = TestSpark.session();
    Dataset<Row> plain =
        spark.sql(
            "select id, if(id % 10 = 0, null, concat('name', id)) as name,"
                + " cast(id * 1.5 as decimal(10,2)) as price, id % 3 as kind,"
                + " cast(id as double) / 2 as half, if(id % 4 = 0, 'A', 'BB') as code,"
                + " timestamp'2024-03-01 00:00:00' + make_interval(0,0,0,0,id) as at,"
                + " date'2024-03-01' as day, id % 2 = 0 as even from range(1, 101)");
    Dataset<Row> kinds = spark.sql("select id as kind, concat('k', id) as label from range(3)");
    Dataset<Row> nulls =
        spark.sql("select cast(null as int) as n, cast(null as string) as s, id from range(5)");
    Dataset<Row> empty = plain.limit(0);
    Dataset<Row> odd =
        spark.sql(
            "select id as `größe`, concat('ä', id) as `名前`, id * 2 as `dotted.name`,"
                + " named_struct('inner', id, 'text', if(id = 3, null, 'x')) as nested from range(1, 11)");
    Dataset<Row> numbers =
        spark.sql(
            "select cast(id as float) / 10 as f, if(id = 5, double('NaN'), id / 7.0D) as d,"
                + " 9007199254740993 + id as big, cast(id as decimal(20,10)) / 3 as dec,"
                + " if(id % 4 = 0, null, cast(id as int)) as some,"
                + " date_add(date'0001-01-01', cast(id as int)) as old,"
                + " concat('n° ', id) as text from range(1, 12)");
    return List.of(
        new Sample("plain", plain, Map.of("kinds", kinds, "same", plain), PLAIN),
        new Sample("nulls", nulls, Map.of(), NULLS),
        new Sample("empty", empty, Map.of("same", plain), EMPTY),
        new Sample("odd names", odd, Map.of(), ODD),
        new Sample("numbers", numbers, Map.of(), NUMBERS));
  }

  private static final List<String> NUMBERS =
      List.of(
          "IsComplete \"f\"",
          "ColumnValues \"f\" > 0.05",
          "ColumnValues \"f\" >= 0.1",
          "ColumnValues \"f\" between 0 and 2",
          "ColumnValues \"f\" <= 1.1",
          "ColumnValues \"d\" > 0",
          "ColumnValues \"d\" < 2",
          "ColumnValues \"d\" between 0 and 2",
          "Completeness \"d\" > 0.9",
          "ColumnValues \"big\" > 9007199254740993",
          "ColumnValues \"big\" >= 9007199254740994",
          "ColumnValues \"big\" between 9007199254740993 and 9007199254741004",
          "ColumnValues \"big\" between 9007199254740994 and 9007199254741004",
          "ColumnValues \"dec\" > 0.333333",
          "ColumnValues \"dec\" between 0.333333 and 3.7",
          "ColumnValues \"dec\" not between 5 and 6",
          "ColumnValues \"dec\" > 4",
          "ColumnValues \"some\" > 0",
          "ColumnValues \"some\" between 0 and 12",
          "ColumnValues \"some\" in [1, 2, 3]",
          "Completeness \"some\" = 0.75",
          "ColumnValues \"old\" > \"0001-01-01\"",
          "ColumnValues \"old\" <= \"0001-01-12\"",
          "ColumnLength \"text\" between 1 and 9",
          "ColumnLength \"text\" = 4",
          "Mean \"some\" > 6",
          "IsUnique \"big\"");

  private static final List<String> PLAIN =
      List.of(
          "RowCount = 100",
          "RowCount > 100",
          "RowCount between 50 and 150",
          "RowCount not between 50 and 150",
          "RowCount in [99, 100]",
          "RowCount != 100",
          "RowCount > 40 + 30",
          "RowCount = 50 where \"even\"",
          "ColumnCount = 9",
          "ColumnCount > 9",
          "IsComplete \"id\"",
          "IsComplete \"name\"",
          "IsComplete \"name\" where \"id % 10 != 0\"",
          "Completeness \"name\" > 0.89",
          "Completeness \"name\" >= 0.95",
          "Completeness \"name\" = 0.9",
          "Completeness \"missing\" > 0.5",
          "IsUnique \"id\"",
          "IsUnique \"kind\"",
          "IsUnique \"name\"",
          "Uniqueness \"id\" = 1.0",
          "Uniqueness \"code\" < 0.1",
          "UniqueValueRatio \"id\" > 0.9",
          "UniqueValueRatio \"kind\" > 0.9",
          "DistinctValuesCount \"kind\" = 3",
          "DistinctValuesCount \"code\" = 3",
          "DistinctValuesCount \"name\" between 80 and 100",
          "IsPrimaryKey \"id\"",
          "IsPrimaryKey \"kind\"",
          "IsPrimaryKey \"kind\" \"id\"",
          "IsPrimaryKey \"name\"",
          "Entropy \"kind\" > 1",
          "Entropy \"kind\" > 1.2",
          "Mean \"id\" = 50.5",
          "Mean \"price\" > 70",
          "Mean \"half\" < 20",
          "Mean \"id\" > 50 where \"even\"",
          "Mean \"name\" > 0",
          "Sum \"id\" = 5050",
          "Sum \"price\" > 7574",
          "Sum \"name\" > 1",
          "StandardDeviation \"id\" between 28 and 29",
          "StandardDeviation \"half\" > 20",
          "ColumnCorrelation \"id\" \"half\" > 0.99",
          "ColumnCorrelation \"id\" \"kind\" > 0.5",
          "ColumnExists \"id\"",
          "ColumnExists \"nope\"",
          "ColumnDataType \"kind\" = \"Integer\"",
          "ColumnDataType \"name\" = \"Double\"",
          "ColumnDataType \"id\" = \"Date\"",
          "ColumnNamesMatchPattern \"[a-z]+\"",
          "ColumnNamesMatchPattern \"[a-z]{2}\"",
          "ColumnLength \"code\" between 0 and 3",
          "ColumnLength \"code\" = 2",
          "ColumnLength \"code\" >= 1",
          "ColumnLength \"code\" <= 1",
          "ColumnLength \"name\" > 4",
          "ColumnValues \"id\" > 0",
          "ColumnValues \"id\" > 1",
          "ColumnValues \"id\" >= 1",
          "ColumnValues \"id\" < 100",
          "ColumnValues \"id\" <= 100",
          "ColumnValues \"id\" between 0 and 101",
          "ColumnValues \"id\" between 1 and 100",
          "ColumnValues \"id\" not between 100 and 200",
          "ColumnValues \"kind\" in [0, 1, 2]",
          "ColumnValues \"kind\" in [0, 1]",
          "ColumnValues \"kind\" not in [5, 6]",
          "ColumnValues \"kind\" = 1",
          "ColumnValues \"kind\" != 7",
          "ColumnValues \"price\" > 1.4",
          "ColumnValues \"price\" > 0 where \"id > 10\"",
          "ColumnValues \"code\" in [\"A\", \"BB\"]",
          "ColumnValues \"code\" in [\"A\"]",
          "ColumnValues \"code\" = \"A\" where \"id % 4 = 0\"",
          "ColumnValues \"code\" != \"C\"",
          "ColumnValues \"code\" not in [\"C\", \"D\"]",
          "ColumnValues \"code\" matches \"[A-B]+\"",
          "ColumnValues \"code\" matches \"[A]+\"",
          "ColumnValues \"code\" not matches \"X.*\"",
          "ColumnValues \"name\" != NULL",
          "ColumnValues \"name\" in [\"name1\", NULL]",
          "ColumnValues \"day\" > \"2024-02-01\"",
          "ColumnValues \"day\" between \"2024-02-01\" and \"2024-04-01\"",
          "ColumnValues \"day\" < \"2024-02-01\"",
          "ColumnValues \"missing\" > 0",
          "DataFreshness \"at\" <= 1 days",
          "DataFreshness \"at\" > 1 days",
          "CustomSql \"select count(*) from primary\" = 100",
          "CustomSql \"select max(id) from primary\" > 100",
          "RowCountMatch \"same\" = 1.0",
          "RowCountMatch \"kinds\" = 1.0",
          "ReferentialIntegrity \"kind\" \"kinds.kind\" = 1.0",
          "ReferentialIntegrity \"id\" \"kinds.kind\" = 1.0",
          "SchemaMatch \"same\" = 1.0",
          "SchemaMatch \"kinds\" = 1.0",
          "DatasetMatch \"same\" \"id\" = 1.0",
          "AggregateMatch \"sum(id)\" \"sum(same.id)\" = 1.0",
          "AggregateMatch \"avg(id)\" \"sum(same.id)\" = 1.0",
          "(IsComplete \"id\") and (IsUnique \"id\")",
          "(IsComplete \"name\") or (RowCount > 1)",
          "(IsComplete \"name\") and (RowCount > 1)",
          "((IsComplete \"name\") or (RowCount > 1)) and (Mean \"id\" > 0)");

  private static final List<String> NULLS =
      List.of(
          "IsComplete \"n\"",
          "Completeness \"n\" = 0.0",
          "Completeness \"s\" > 0.5",
          "ColumnValues \"n\" > 0",
          "ColumnValues \"n\" = NULL",
          "ColumnValues \"n\" != NULL",
          "ColumnValues \"s\" in [\"a\"]",
          "ColumnValues \"s\" = NULL",
          "ColumnLength \"s\" > 0",
          "IsUnique \"s\"",
          "Mean \"n\" > 0",
          "DistinctValuesCount \"s\" = 0",
          "RowCount = 5");

  private static final List<String> EMPTY =
      List.of(
          "RowCount = 0",
          "RowCount > 0",
          "IsComplete \"id\"",
          "Completeness \"name\" > 0.5",
          "Mean \"id\" > 0",
          "Sum \"id\" = 0",
          "IsUnique \"id\"",
          "IsPrimaryKey \"id\"",
          "ColumnValues \"id\" > 0",
          "ColumnValues \"code\" in [\"A\"]",
          "ColumnLength \"code\" > 0",
          "DistinctValuesCount \"kind\" = 0",
          "ColumnCount = 9",
          "RowCountMatch \"same\" = 1.0");

  private static final List<String> ODD =
      List.of(
          "IsComplete \"größe\"",
          "Mean \"größe\" = 5.5",
          "IsUnique \"名前\"",
          "ColumnLength \"名前\" between 1 and 4",
          "ColumnExists \"größe\"",
          "ColumnValues \"größe\" > 0",
          "IsComplete \"nested.inner\"",
          "IsComplete \"nested.text\"",
          "Completeness \"nested.text\" = 0.9",
          "IsComplete \"`dotted.name`\"",
          "Mean \"`dotted.name`\" = 11",
          "ColumnCount = 4");
}
