package io.tidegate.jobs.orders;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.TransformJob;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Orders, line items and revenue of one day by the customer's nation. Revenue is the discounted
 * price before tax, rounded half up to cents after summing. An order without line items counts as
 * an order; one whose customer or nation is unknown is under nation {@code unknown}, where the
 * rules see it.
 */
public final class CurateDailyRevenue extends TransformJob {

  private static final String MONEY = "DECIMAL(18,2)";

  @Override
  protected Dataset<Row> transform(Inputs inputs, RunContext run) {
    // A literal on the partition column: only the day's files are read.
    Column thatDay = col("order_date").equalTo(lit(run.logicalDate().day()));
    return inputs
        .get("orders")
        .where(thatDay)
        .select("order_key", "customer_key", "order_date")
        .join(perOrder(inputs.get("lineitems").where(thatDay)), new String[] {"order_key"}, "left")
        .join(
            inputs.get("customers").select("customer_key", "nation_key"),
            new String[] {"customer_key"},
            "left")
        .join(
            inputs.get("nations").select(col("nation_key"), col("name")),
            new String[] {"nation_key"},
            "left")
        .groupBy(coalesce(col("name"), lit("unknown")).as("nation"), col("order_date"))
        .agg(
            count(lit(1)).as("orders"),
            coalesce(sum("items"), lit(0L)).as("items"),
            coalesce(sum("revenue"), lit(0)).cast(MONEY).as("revenue"));
  }

  private static Dataset<Row> perOrder(Dataset<Row> items) {
    Column revenue = col("extended_price").multiply(lit(1).minus(col("discount")));
    return items.groupBy("order_key").agg(count(lit(1)).as("items"), sum(revenue).as("revenue"));
  }
}
