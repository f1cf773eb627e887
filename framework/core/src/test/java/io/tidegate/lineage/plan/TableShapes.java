package io.tidegate.lineage.plan;

import static io.tidegate.lineage.plan.Shape.of;
import static io.tidegate.lineage.plan.Shape.sql;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Rows of several tables, or of one that is named several times. */
final class TableShapes {

  private TableShapes() {}

  static final List<Shape> ALL =
      List.of(
          sql(
              "join and aggregate",
              """
              SELECT country, sum(amount * fx) revenue, count(DISTINCT order_id) n,
              max(concat(first, last)) sample FROM orders JOIN customers
              USING (customer_id) WHERE status = 'open' GROUP BY country""",
              "country <- customers.country",
              "revenue <- customers.fx AGGREGATION, orders.amount AGGREGATION",
              "n <- orders.order_id AGGREGATION masked",
              "sample <- customers.first AGGREGATION, customers.last AGGREGATION",
              "ROWS <- customers.country GROUP_BY, customers.customer_id JOIN,"
                  + " orders.customer_id JOIN, orders.status FILTER"),
          of(
              "self join",
              TableShapes::selfJoin,
              "order_id <- orders.order_id",
              "next <- orders.amount",
              "ROWS <- orders.customer_id JOIN"),
          of(
              "self join of something computed",
              TableShapes::selfJoinOfTotals,
              "order_id <- orders.order_id",
              "total <- orders.amount AGGREGATION",
              "ROWS <- orders.customer_id JOIN, orders.customer_id GROUP_BY"),
          sql(
              "full outer join",
              "SELECT customer_id, amount FROM orders FULL JOIN customers USING (customer_id)",
              "customer_id <- customers.customer_id TRANSFORMATION,"
                  + " orders.customer_id TRANSFORMATION",
              "amount <- orders.amount",
              "ROWS <- customers.customer_id JOIN, orders.customer_id JOIN"),
          of(
              "semi join and broadcast",
              TableShapes::semiJoin,
              "order_id <- orders.order_id",
              "ROWS <- customers.customer_id JOIN, orders.customer_id JOIN"),
          of(
              "join with values of the program",
              TableShapes::joinWithValues,
              "order_id <- orders.order_id",
              "status <- orders.status",
              "ROWS <- orders.status JOIN"),
          sql(
              "union",
              """
              SELECT order_id AS id, status AS word FROM orders UNION ALL
              SELECT customer_id, upper(country) FROM customers WHERE fx > 0""",
              "id <- customers.customer_id, orders.order_id",
              "word <- customers.country TRANSFORMATION, orders.status",
              "ROWS <- customers.fx FILTER"),
          of(
              "union with a part of itself",
              TableShapes::unionWithItself,
              "order_id <- orders.order_id",
              "amount <- orders.amount, orders.order_id TRANSFORMATION",
              "other <- orders.amount",
              "ROWS <- orders.order_id JOIN, orders.status FILTER"),
          sql(
              "except",
              "SELECT customer_id FROM orders EXCEPT SELECT customer_id FROM customers",
              "customer_id <- orders.customer_id",
              "ROWS <- customers.customer_id FILTER, orders.customer_id FILTER"),
          sql(
              "intersect",
              "SELECT customer_id FROM orders INTERSECT SELECT customer_id FROM customers",
              "customer_id <- orders.customer_id",
              "ROWS <- customers.customer_id FILTER, orders.customer_id FILTER"),
          sql(
              "scalar subquery",
              """
              SELECT order_id, (SELECT max(fx) FROM customers WHERE country = 'AT') mfx
              FROM orders""",
              "order_id <- orders.order_id",
              "mfx <- customers.country FILTER, customers.fx AGGREGATION"),
          sql(
              "correlated subquery",
              """
              SELECT order_id, (SELECT max(fx) FROM customers c WHERE
              c.customer_id = o.customer_id) mfx FROM orders o""",
              "order_id <- orders.order_id",
              "mfx <- customers.customer_id FILTER, customers.fx AGGREGATION,"
                  + " orders.customer_id FILTER"),
          sql(
              "exists",
              """
              SELECT order_id FROM orders o WHERE EXISTS (SELECT 1 FROM customers c
              WHERE c.customer_id = o.customer_id)""",
              "order_id <- orders.order_id",
              "ROWS <- customers.customer_id FILTER, orders.customer_id FILTER"),
          sql(
              "in",
              "SELECT order_id FROM orders WHERE status IN (SELECT country FROM customers)",
              "order_id <- orders.order_id",
              "ROWS <- customers.country FILTER, orders.status FILTER"),
          sql(
              "lateral subquery",
              """
              SELECT order_id, n FROM orders o, LATERAL (SELECT fx * amount AS n
              FROM customers c WHERE c.customer_id = o.customer_id)""",
              "order_id <- orders.order_id",
              "n <- customers.fx TRANSFORMATION, orders.amount TRANSFORMATION",
              "ROWS <- customers.customer_id FILTER, orders.customer_id FILTER"),
          sql(
              "a common table named twice",
              """
              WITH t AS (SELECT customer_id id, amount * 2 twice FROM orders WHERE amount > 0)
              SELECT a.id, b.twice FROM t a JOIN t b ON a.id = b.id""",
              "id <- orders.customer_id",
              "twice <- orders.amount TRANSFORMATION",
              "ROWS <- orders.amount FILTER, orders.customer_id JOIN"));

  private static Dataset<Row> selfJoin(ShopTables shop) {
    var later = shop.orders().as("later");
    return shop.orders()
        .as("first")
        .join(later, col("first.customer_id").equalTo(col("later.customer_id")))
        .select(col("first.order_id"), col("later.amount").as("next"));
  }

  private static Dataset<Row> selfJoinOfTotals(ShopTables shop) {
    var totals = shop.orders().groupBy("customer_id").agg(functions.sum("amount").as("total"));
    return shop.orders().join(totals, "customer_id").select(col("order_id"), col("total"));
  }

  private static Dataset<Row> semiJoin(ShopTables shop) {
    var same = shop.orders().col("customer_id").equalTo(shop.customers().col("customer_id"));
    return shop.orders().join(broadcast(shop.customers()), same, "left_semi").select("order_id");
  }

  private static Dataset<Row> joinWithValues(ShopTables shop) {
    var codes = shop.column("status", List.of("open"));
    return shop.orders().join(codes, "status").select("order_id", "status");
  }

  private static Dataset<Row> unionWithItself(ShopTables shop) {
    var open = shop.orders().where("status = 'open'").select("order_id", "amount");
    var both = open.union(open.select(col("order_id"), col("order_id").cast("double")));
    return both.join(open.select(col("amount").as("other"), col("order_id")), "order_id");
  }
}
