package io.tidegate.observe;

import static java.util.stream.Collectors.joining;
import static org.apache.spark.sql.functions.approx_count_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegate.TestSpark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.StatefulStdDevPop;
import org.apache.spark.sql.execution.debug.package$;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.JavaConverters;

/** What is observed in a write, beside what Spark aggregates of the same rows. */
class CompiledObservationTest {

  private static final String MANY =
      IntStream.range(0, 500).mapToObj(n -> "'a" + n + "'").collect(joining(", ", "'a', ", ""));

  private static final List<Column> AGGREGATES =
      List.of(
          count(lit(1)).as("rows"),
          count("i").as("not null"),
          sum("i").as("sum of ints"),
          sum("l").cast("double").as("sum of longs"),
          sum("f").as("sum of floats"),
          sum("d").as("sum of doubles"),
          min("d").as("least"),
          max("d").as("greatest"),
          max(expr("cast(length(s) as double)")).as("longest"),
          sum(expr("cast(s is not null and s in ('a', 'bb') as int)")).as("a or bb"),
          sum(expr("cast(null as int)")).as("sum of nulls"),
          sum(expr("nvl(i, l)")).as("sum of a function that Spark replaces"),
          sum(expr("cast(s in (" + MANY + ") as int)")).as("one of many"),
          new Column(new StatefulStdDevPop(col("d").expr(), false).toAggregateExpression())
              .as("moments"));

  private final SparkSession spark = TestSpark.session();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> agreesWithSpark() {
    return Map.<String, Dataset<Row>>of(
            "rows of a range", rows(1000),
            "no rows", rows(1000).where("l < 0"),
            "rows of files", files(),
            "groups",
                rows(1000)
                    .groupBy("i", "s")
                    .agg(sum("l").as("l"), max("f").as("f"), max("d").as("d")),
            "a join", rows(100).join(rows(50).select(col("l").as("k")), expr("l = k")).drop("k"),
            "a union", rows(10).union(rows(20)),
            "a first column that is computed",
                rows(100)
                    .select(
                        expr("uuid() as id"),
                        expr("i + 0 as i"),
                        col("l"),
                        col("f"),
                        col("d"),
                        col("s")),
            "a limit", rows(100).limit(7),
            "sorted rows", rows(100).orderBy("s"))
        .entrySet()
        .stream()
        .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> agrees(each.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> agreesHoweverSparkRunsIt() {
    return Stream.of(
            Map.of("spark.sql.codegen.wholeStage", "false"),
            Map.of(
                "spark.sql.codegen.wholeStage",
                "false",
                "spark.sql.codegen.factoryMode",
                "NO_CODEGEN"),
            Map.of("spark.sql.subexpressionElimination.enabled", "false"),
            Map.of("spark.sql.codegen.methodSplitThreshold", "1"),
            Map.of("spark.sql.adaptive.enabled", "false"))
        .map(
            settings ->
                DynamicTest.dynamicTest(
                    settings.toString(), () -> with(settings, () -> agrees(files()))));
  }

  /** Where Spark's own way is taken. */
  @TestFactory
  Stream<DynamicTest> leavesTheRestToSpark() {
    Column rows = count(lit(1)).as("rows");
    return Map.<String, Observation>of(
            "rows in memory",
                Observation.of(
                    spark.createDataset(List.of(1L), Encoders.LONG()).toDF("l"), List.of(rows)),
            "a sketch", Observation.of(rows(10), List.of(rows, approx_count_distinct("l").as("n"))),
            "a higher-order function",
                Observation.of(
                    rows(10),
                    List.of(sum(expr("cast(exists(array(l), x -> x > 1) as int)")).as("n"))),
            "a decimal sum",
                Observation.of(rows(10), List.of(sum(expr("cast(l as decimal(9,2))")).as("n"))),
            "the least text", Observation.of(rows(10), List.of(min("s").as("n"))))
        .entrySet()
        .stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () -> {
                      try (Observation observation = each.getValue()) {
                        assertThat(observation).isInstanceOf(ListenedObservation.class);
                        observation.rows().write().format("noop").mode("overwrite").save();
                        assertThat(observation.await(Duration.ofSeconds(20))).isPresent();
                      }
                    }));
  }

  /** What the JVM does not compile runs many times as long. */
  @Test
  void manyLeaveEveryMethodShortEnoughToBeCompiled() {
    var aggregates = new ArrayList<>(AGGREGATES);
    aggregates.addAll(sums(100));
    Observation observation = Observation.of(files(), aggregates);
    assertThat(observation).isInstanceOf(CompiledObservation.class);
    int longest =
        JavaConverters.seqAsJavaList(
                package$.MODULE$.codegenStringSeq(
                    observation.rows().queryExecution().executedPlan()))
            .stream()
            .mapToInt(stage -> stage._3().maxMethodCodeSize())
            .max()
            .orElseThrow();
    assertThat(longest).isBetween(1000, 8000);
  }

  private static List<Column> sums(int number) {
    String values = "('AIR', 'FOB', 'MAIL', 'RAIL', 'REG AIR', 'SHIP', 'TRUCK')";
    return IntStream.range(0, number)
        .mapToObj(n -> "cast(s is not null and concat(s, '" + n + "') in " + values + " as int)")
        .map(text -> sum(expr(text)).as(text))
        .toList();
  }

  private void with(Map<String, String> settings, Runnable work) {
    settings.forEach(spark.conf()::set);
    try {
      work.run();
    } finally {
      settings.keySet().forEach(spark.conf()::unset);
    }
  }

  private Dataset<Row> rows(int number) {
    return spark
        .range(0, number, 1, 3)
        .selectExpr(
            "if(id % 5 = 0, null, cast(id as int)) as i",
            "id as l",
            "cast(id as float) / 3 as f",
            "case when id % 11 = 0 then null when id % 97 = 0 then double('NaN') else id / 7.0D end as d",
            "case id % 4 when 0 then 'a' when 1 then 'bb' when 2 then 'ccc' end as s");
  }

  private Dataset<Row> files() {
    String path = folder.resolve("rows").toString();
    rows(1000).write().mode("overwrite").parquet(path);
    return spark.read().parquet(path);
  }

  private void agrees(Dataset<Row> rows) {
    Row expected = aggregate(rows, AGGREGATES);
    String target = folder.resolve("written").toString();
    try (Observation observation = Observation.of(rows, AGGREGATES)) {
      assertThat(observation).isInstanceOf(CompiledObservation.class);
      assertThat(observation.rows().schema()).isEqualTo(rows.schema());
      observation.rows().write().mode("overwrite").parquet(target);
      Row observed = observation.await(Duration.ZERO).orElseThrow();
      assertThat(observed.schema().fieldNames()).isEqualTo(expected.schema().fieldNames());
      assertSame(observed, expected);
    }
    assertThat(spark.read().parquet(target).count()).isEqualTo(expected.<Long>getAs("rows"));
  }

  /** Sums of floating-point numbers depend on their order, and that on the tasks'. */
  private static void assertSame(Row observed, Row expected) {
    for (int i = 0; i < expected.size(); i++) {
      String name = observed.schema() == null ? "part " + i : observed.schema().fieldNames()[i];
      if (expected.get(i) instanceof Row nested) {
        assertSame(observed.getStruct(i), nested);
      } else if (expected.get(i) instanceof Double number && !number.isNaN()) {
        assertThat(observed.getDouble(i))
            .as(name)
            .isCloseTo(number, within(1e-9 * Math.abs(number)));
      } else {
        assertThat(observed.get(i)).as(name).isEqualTo(expected.get(i));
      }
    }
  }

  private static Row aggregate(Dataset<Row> rows, List<Column> aggregates) {
    return rows.agg(
            aggregates.get(0), aggregates.subList(1, aggregates.size()).toArray(Column[]::new))
        .head();
  }
}
