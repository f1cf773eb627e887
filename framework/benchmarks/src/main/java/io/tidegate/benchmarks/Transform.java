package io.tidegate.benchmarks;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The computations whose results are written and checked. */
enum Transform {
  /** Each line item with what follows from it: as cheap as a job can be. */
  ENRICH("line items, enriched") {
    @Override
    Dataset<Row> apply(Dataset<Row> lineItems, Dataset<Row> orders) {
      return lineItems
          .withColumn("net_price", col("extended_price").multiply(lit(1).minus(col("discount"))))
          .withColumn("days_under_way", datediff(col("receipt_date"), col("ship_date")));
    }
  },

  /** A join and an aggregate over all line items. */
  TOTAL("line items joined with orders, totalled by order and ship mode") {
    @Override
    Dataset<Row> apply(Dataset<Row> lineItems, Dataset<Row> orders) {
      return lineItems
          .join(orders, col("order_key").equalTo(col("o_order_key")))
          .groupBy("order_key", "ship_mode")
          .agg(
              first("customer_key").as("customer_key"),
              first("priority").as("priority"),
              first("status").as("status"),
              count(lit(1)).as("items"),
              sum("quantity").as("quantity"),
              sum("extended_price").as("gross"),
              sum(col("extended_price").multiply(lit(1).minus(col("discount")))).as("net"));
    }
  };

  private final String title;

  Transform(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  abstract Dataset<Row> apply(Dataset<Row> lineItems, Dataset<Row> orders);
}
