package io.tidegate.lineage.plan;

import static io.tidegate.lineage.plan.Shape.of;
import static io.tidegate.lineage.plan.Shape.sql;
import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/** Columns that are computed from several rows of a table. */
final class GroupShapes {

  private static final String WINDOWS = "orders.customer_id WINDOW, orders.day WINDOW";

  private GroupShapes() {}

  static final List<Shape> ALL =
      List.of(
          sql(
              "several distinct counts and a first",
              """
              SELECT day, count(DISTINCT order_id) a, count(DISTINCT customer_id) b,
              first(status) c FROM orders GROUP BY day""",
              "day <- orders.day",
              "a <- orders.order_id AGGREGATION masked",
              "b <- orders.customer_id AGGREGATION masked",
              "c <- orders.status AGGREGATION",
              "ROWS <- orders.day GROUP_BY"),
          sql(
              "an aggregate of some rows",
              "SELECT sum(amount) FILTER (WHERE status = 'open') / count(*) AS mean FROM orders",
              "mean <- orders.amount AGGREGATION, orders.status FILTER"),
          sql(
              "having",
              "SELECT day FROM orders GROUP BY day HAVING max(amount) > 3",
              "day <- orders.day",
              "ROWS <- orders.amount FILTER, orders.day GROUP_BY"),
          of(
              "window",
              GroupShapes::window,
              "order_id <- orders.order_id",
              "n <- " + WINDOWS,
              "running <- orders.amount AGGREGATION, " + WINDOWS,
              "before <- " + WINDOWS + ", orders.status TRANSFORMATION"),
          sql(
              "newest of each",
              """
              SELECT order_id FROM (SELECT *, row_number() OVER (PARTITION BY customer_id
              ORDER BY day DESC) n FROM orders) WHERE n = 1""",
              "order_id <- orders.order_id",
              "ROWS <- orders.customer_id FILTER, orders.day FILTER"),
          sql(
              "distinct",
              "SELECT DISTINCT status FROM orders",
              "status <- orders.status",
              "ROWS <- orders.status GROUP_BY"),
          of(
              "dropped duplicates",
              shop -> shop.orders().dropDuplicates("customer_id").select("amount"),
              "amount <- orders.amount",
              "ROWS <- orders.customer_id GROUP_BY"),
          sql(
              "cube",
              "SELECT day, status, sum(amount) s FROM orders GROUP BY CUBE (day, status)",
              "day <- orders.day",
              "status <- orders.status",
              "s <- orders.amount AGGREGATION",
              "ROWS <- orders.day GROUP_BY, orders.status GROUP_BY"),
          of(
              "pivot",
              GroupShapes::pivot,
              "day <- orders.day",
              "open <- orders.amount AGGREGATION, orders.status AGGREGATION",
              "done <- orders.amount AGGREGATION, orders.status AGGREGATION",
              "ROWS <- orders.day GROUP_BY, orders.status GROUP_BY"));

  private static Dataset<Row> window(ShopTables shop) {
    var byCustomer = Window.partitionBy("customer_id").orderBy("day");
    return shop.orders()
        .select(
            col("order_id"),
            functions.row_number().over(byCustomer).as("n"),
            functions.sum("amount").over(byCustomer).as("running"),
            functions.lag("status", 1).over(byCustomer).as("before"));
  }

  private static Dataset<Row> pivot(ShopTables shop) {
    return shop.orders()
        .groupBy("day")
        .pivot("status", List.of("open", "done"))
        .agg(functions.sum("amount"));
  }
}
