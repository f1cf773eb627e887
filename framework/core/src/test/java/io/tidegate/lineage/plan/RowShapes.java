package io.tidegate.lineage.plan;

import static io.tidegate.lineage.plan.Shape.of;
import static io.tidegate.lineage.plan.Shape.sql;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import java.util.List;

/** Columns that are computed from one row of one table. */
final class RowShapes {

  private RowShapes() {}

  static final List<Shape> ALL =
      List.of(
          sql(
              "columns as they are",
              "SELECT order_id, amount AS price FROM orders",
              "order_id <- orders.order_id",
              "price <- orders.amount"),
          sql(
              "columns computed from a row",
              "SELECT concat(first, ' ', last) AS name, CAST(fx AS STRING) fx FROM customers",
              "name <- customers.first TRANSFORMATION, customers.last TRANSFORMATION",
              "fx <- customers.fx TRANSFORMATION"),
          sql(
              "constants",
              "SELECT 1 AS one, current_date() AS today, order_id FROM orders",
              "one <- ",
              "today <- ",
              "order_id <- orders.order_id"),
          sql(
              "filter",
              "SELECT order_id FROM orders WHERE status = 'open' AND amount > 1",
              "order_id <- orders.order_id",
              "ROWS <- orders.amount FILTER, orders.status FILTER"),
          sql(
              "sort and limit",
              "SELECT order_id FROM orders ORDER BY day, amount DESC LIMIT 3",
              "order_id <- orders.order_id",
              "ROWS <- orders.amount SORT, orders.day SORT"),
          sql(
              "case when and if",
              """
              SELECT CASE WHEN status = 'open' THEN amount WHEN day > '2024-01-01' THEN 0
              ELSE order_id END a, IF(status IS NULL, 'none', status) b,
              coalesce(status, 'none') c FROM orders""",
              "a <- orders.amount TRANSFORMATION, orders.day CONDITIONAL,"
                  + " orders.order_id TRANSFORMATION, orders.status CONDITIONAL",
              "b <- orders.status TRANSFORMATION, orders.status CONDITIONAL",
              "c <- orders.status TRANSFORMATION"),
          of(
              "exploded array",
              shop -> shop.customers().select(col("country"), explode(col("tags")).as("tag")),
              "country <- customers.country",
              "tag <- customers.tags TRANSFORMATION"),
          sql(
              "exploded map",
              "SELECT k, v FROM customers LATERAL VIEW OUTER explode(labels) AS k, v",
              "k <- customers.labels TRANSFORMATION",
              "v <- customers.labels TRANSFORMATION"),
          sql(
              "fields of structs",
              """
              SELECT address.city, address.geo.lat + 1 north, contacts.value mails,
              contacts[0].kind kind, address FROM customers WHERE address.geo.lon > 0""",
              "city <- customers.address.city",
              "north <- customers.address.geo.lat TRANSFORMATION",
              "mails <- customers.contacts.value",
              "kind <- customers.contacts TRANSFORMATION",
              "address <- customers.address",
              "ROWS <- customers.address.geo.lon FILTER"),
          sql(
              "structs that the plan makes",
              """
              SELECT s.a a, s.b.c c, s FROM (SELECT struct(amount AS a,
              struct(upper(status) AS c, day) AS b) s FROM orders)""",
              "a <- orders.amount",
              "c <- orders.status TRANSFORMATION",
              "s <- orders.amount, orders.day, orders.status TRANSFORMATION"),
          sql(
              "lambda",
              "SELECT transform(tags, t -> concat(t, country)) a FROM customers",
              "a <- customers.country TRANSFORMATION, customers.tags TRANSFORMATION"),
          sql(
              "hashes",
              "SELECT sha2(concat(first, last), 256) who, md5(country) c FROM customers",
              "who <- customers.first TRANSFORMATION masked, customers.last TRANSFORMATION masked",
              "c <- customers.country TRANSFORMATION masked"),
          sql(
              "unpivot",
              """
              SELECT * FROM (SELECT order_id, amount, amount * 2 twice FROM orders)
              UNPIVOT (v FOR k IN (amount, twice))""",
              "order_id <- orders.order_id",
              "k <- ",
              "v <- orders.amount, orders.amount TRANSFORMATION",
              "ROWS <- orders.amount FILTER"));
}
