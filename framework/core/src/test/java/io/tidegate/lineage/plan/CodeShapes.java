package io.tidegate.lineage.plan;

import static io.tidegate.lineage.plan.Shape.of;
import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Rows that were kept on the way, and rows that code has seen which no plan shows. */
final class CodeShapes {

  private static final String ANYTHING =
      "order_id <- customers.* TRANSFORMATION, orders.* TRANSFORMATION";

  private CodeShapes() {}

  static final List<Shape> ALL =
      List.of(
          of("cached and repartitioned", CodeShapes::cached, "order_id <- orders.order_id"),
          of(
              "typed map",
              CodeShapes::typedMap,
              "word <- orders.amount TRANSFORMATION, orders.status TRANSFORMATION",
              "OPAQUE MapElements"),
          of(
              "typed filter",
              CodeShapes::typedFilter,
              "amount <- orders.amount",
              "ROWS <- orders.amount FILTER",
              "OPAQUE TypedFilter"),
          of(
              "checkpoint",
              shop -> shop.orders().select("order_id").localCheckpoint(),
              ANYTHING,
              "OPAQUE LogicalRDD"),
          of(
              "checkpoint of a column twice",
              CodeShapes::checkpointOfAColumnTwice,
              ANYTHING,
              "OPAQUE LogicalRDD"),
          of("RDD", CodeShapes::rdd, ANYTHING, "OPAQUE LogicalRDD"));

  private static Dataset<Row> cached(ShopTables shop) {
    return shop.orders().select("order_id").repartition(col("order_id")).coalesce(1).cache();
  }

  private static Dataset<Row> typedMap(ShopTables shop) {
    MapFunction<Row, String> code = row -> row.getString(0);
    return shop.orders().select("status", "amount").map(code, Encoders.STRING()).toDF("word");
  }

  private static Dataset<Row> typedFilter(ShopTables shop) {
    FilterFunction<Row> code = row -> row.getDouble(0) > 0;
    return shop.orders().select("amount").filter(code);
  }

  private static Dataset<Row> checkpointOfAColumnTwice(ShopTables shop) {
    var twice = shop.orders().select("order_id", "order_id").localCheckpoint();
    return twice.toDF("order_id", "again").select("order_id");
  }

  private static Dataset<Row> rdd(ShopTables shop) {
    var rows = shop.orders().select("order_id");
    return shop.spark().createDataFrame(rows.toJavaRDD(), rows.schema());
  }
}
