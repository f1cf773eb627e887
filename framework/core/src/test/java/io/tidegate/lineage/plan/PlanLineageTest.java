package io.tidegate.lineage.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One shape of a plan each, its lineage asserted whole; and what a job's inputs change of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanLineageTest {

  private final SparkSession spark = TestSpark.session();
  private ShopTables shop = new ShopTables(spark, spark.emptyDataFrame(), spark.emptyDataFrame());

  @BeforeAll
  void twoInputs(@TempDir Path folder) {
    shop = ShopTables.in(spark, folder);
  }

  private static List<String> lineage(Dataset<Row> rows, Map<String, Dataset<Row>> inputs) {
    return LineageText.of(PlanLineage.of(rows, inputs));
  }

  @TestFactory
  Stream<DynamicTest> shapes() {
    return Shape.all().map(shape -> DynamicTest.dynamicTest(shape.name(), () -> whole(shape)));
  }

  private void whole(Shape shape) {
    Dataset<Row> rows = shape.rows().apply(shop);
    try {
      assertThat(lineage(rows, shop.inputs())).containsExactlyElementsOf(shape.lineage());
    } finally {
      rows.unpersist();
    }
  }

  @Test
  void renamedInputsAreKnownByTheirOwnNames() {
    var renamed = shop.orders().withColumnRenamed("amount", "price");
    assertThat(lineage(renamed.select("price"), Map.of("renamed", renamed)))
        .containsExactly("price <- renamed.amount");
  }

  @Test
  void twoInputsOfOnePath() {
    String path = shop.orders().inputFiles()[0];
    var today = spark.read().parquet(path);
    var before = spark.read().parquet(path);
    var rows =
        today
            .join(before, today.col("order_id").equalTo(before.col("order_id")))
            .select(today.col("amount"), before.col("status"));
    assertThat(lineage(rows, Map.of("today", today, "before", before)))
        .containsExactly(
            "amount <- today.amount",
            "status <- before.status",
            "ROWS <- before.order_id JOIN, today.order_id JOIN");
  }

  @Test
  void whatIsNoInputIsSaid() {
    var rows = shop.orders().join(shop.customers(), "customer_id").select("amount", "fx");
    assertThat(lineage(rows, Map.of("orders", shop.orders())))
        .hasSize(4)
        .startsWith("amount <- orders.amount", "fx <- ", "ROWS <- orders.customer_id JOIN")
        .last()
        .asString()
        .startsWith("UNDECLARED file:")
        .endsWith("/customers");
  }

  @Test
  void anInputWithoutRowsIsStillAnInput() {
    var none = spark.createDataFrame(List.<Row>of(), shop.orders().schema());
    var other = spark.createDataFrame(List.<Row>of(), shop.orders().schema());
    assertThat(lineage(none.union(other).select("amount"), Map.of("none", none)))
        .containsExactly("amount <- none.amount");
  }
}
