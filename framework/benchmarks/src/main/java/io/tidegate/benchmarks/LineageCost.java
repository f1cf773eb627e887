package io.tidegate.benchmarks;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import io.tidegate.lineage.plan.PlanLineage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What it takes to read off a plan where its columns come from. */
record LineageCost(SparkSession spark, Effort effort) implements Scenario {

  private static final int SMALL = 100;
  private static final int COLUMNS = 1000;
  private static final int LAYERS = 5;

  @Override
  public String name() {
    return "lineage";
  }

  @Override
  public List<Result> run(Comparison.Progress progress) {
    Dataset<Row> input = input();
    Dataset<Row> small = small(input);
    Dataset<Row> wide = wide(input);
    List<Variant> variants =
        List.of(
            new Variant(
                "%d small plans".formatted(SMALL),
                unused -> IntStream.range(0, SMALL).forEach(i -> read(small, input))),
            new Variant(
                "one of %,d columns, %d layers".formatted(COLUMNS, LAYERS),
                unused -> read(wide, input)));
    return List.of(
        new Result(
            "lineage",
            "column lineage, read off analyzed plans; a small plan joins, filters and aggregates",
            "at most 100 ms for 100 small plans and 80 ms for the large one",
            effort.compare("lineage", progress, variants),
            List.of()));
  }

  private static void read(Dataset<Row> rows, Dataset<Row> input) {
    if (PlanLineage.of(rows, Map.of("input", input)).columns().isEmpty()) {
      throw new IllegalStateException("no lineage");
    }
  }

  private Dataset<Row> input() {
    Path folder = effort.work().resolve("wide");
    if (!Files.exists(folder.resolve("_SUCCESS"))) {
      Column[] columns = columns(i -> col("id").as("c" + i));
      spark.range(1).select(columns).write().mode("overwrite").parquet(folder.toString());
    }
    return spark.read().parquet(folder.toString());
  }

  private static Dataset<Row> small(Dataset<Row> input) {
    var left = input.select("c0", "c1", "c2").where("c1 > 0");
    var right = input.select(col("c0"), col("c3").plus(col("c4")).as("more"));
    return left.join(right, "c0").groupBy("c2").agg(sum("more").as("total"));
  }

  private static Dataset<Row> wide(Dataset<Row> input) {
    Dataset<Row> rows = input;
    for (int layer = 0; layer < LAYERS; layer++) {
      rows = rows.select(columns(i -> col("c" + i).plus(col("c" + (i + 1) % COLUMNS)).as("c" + i)));
    }
    return rows;
  }

  private static Column[] columns(IntFunction<Column> column) {
    return IntStream.range(0, COLUMNS).mapToObj(column).toArray(Column[]::new);
  }
}
