package io.tidegate.jobs.orders;

import static org.apache.spark.sql.functions.lit;

import io.tidegate.job.Inputs;
import io.tidegate.job.Outputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.SparkJob;

/**
 * The shop's files of one day to raw tables, row by row: inputs and outputs are {@code orders} and
 * {@code lineitems}. Both tables are published together or not at all.
 */
public final class ExtractOrders extends SparkJob {

  private static final KnownColumns ORDERS =
      KnownColumns.of(
          "order_key BIGINT, customer_key BIGINT, status STRING, total_price DECIMAL(12,2),"
              + " order_date DATE, priority STRING, clerk STRING");

  private static final KnownColumns LINE_ITEMS =
      KnownColumns.of(
          "order_key BIGINT, line_number INT, part_key BIGINT, supplier_key BIGINT, quantity INT,"
              + " extended_price DECIMAL(12,2), discount DECIMAL(4,2), tax DECIMAL(4,2),"
              + " return_flag STRING, ship_date DATE, ship_mode STRING");

  @Override
  public Outputs compute(Inputs inputs, RunContext run) {
    var orders = ORDERS.type(inputs.get("orders"));
    // The file's name alone says which day's orders the items belong to.
    var items =
        LINE_ITEMS
            .type(inputs.get("lineitems"))
            .withColumn("order_date", lit(run.logicalDate().day()));
    return Outputs.of("orders", orders).and("lineitems", items);
  }
}
