package io.tidegate.benchmarks;

import io.trino.tpch.Distributions;
import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.Order;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.TextPool;
import io.trino.tpch.TpchEntity;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** TPC-H's order and line item tables as Parquet, written once for a scale. */
record TpchData(SparkSession spark, Path folder, double scale) {

  private static final String ORDERS =
      "o_order_key bigint, customer_key bigint, status string, total_price double,"
          + " order_date date, priority string";

  private static final String LINE_ITEMS =
      "order_key bigint, line_number int, part_key bigint, supplier_key bigint, quantity bigint,"
          + " extended_price double, discount double, tax double, return_flag string,"
          + " line_status string, ship_date date, commit_date date, receipt_date date,"
          + " ship_instruct string, ship_mode string, comment string";

  /** TPC-H's own pool takes 300 MB; a smaller one repeats comments sooner. */
  private static final int TEXT_POOL_BYTES = 10 << 20;

  private static final int ROWS_PER_PART = 750_000;

  Dataset<Row> orders() {
    return spark.read().parquet(write("orders", ORDERS, TpchData::orders).toString());
  }

  Dataset<Row> lineItems() {
    return spark.read().parquet(write("lineitem", LINE_ITEMS, TpchData::lineItems).toString());
  }

  String title() {
    return "TPC-H at scale " + scale;
  }

  /** Where the tables' files are, by their names. */
  Map<String, Path> inputs() {
    write("lineitem", LINE_ITEMS, TpchData::lineItems);
    write("orders", ORDERS, TpchData::orders);
    return Map.of("lineitem", path("lineitem"), "orders", path("orders"));
  }

  private Path path(String name) {
    return folder.resolve(name + "-" + scale);
  }

  private interface Part extends Serializable {
    Iterator<Row> rows(double scale, int part, int parts);
  }

  /** Does nothing when an earlier run has written it. */
  private Path write(String name, String schema, Part part) {
    Path target = path(name);
    if (!Files.exists(target.resolve("_SUCCESS"))) {
      int parts = (int) Math.max(4, Math.ceil(scale * 6_000_000 / ROWS_PER_PART));
      double all = scale;
      var rows =
          JavaSparkContext.fromSparkContext(spark.sparkContext())
              .parallelize(IntStream.rangeClosed(1, parts).boxed().toList(), parts)
              .flatMap(number -> part.rows(all, number, parts));
      spark
          .createDataFrame(rows, StructType.fromDDL(schema))
          .write()
          .mode("overwrite")
          .parquet(target.toString());
    }
    return target;
  }

  private static Iterator<Row> orders(double scale, int part, int parts) {
    var source = new OrderGenerator(scale, part, parts, distributions(), texts());
    return rows(source, TpchData::row);
  }

  private static Iterator<Row> lineItems(double scale, int part, int parts) {
    var source = new LineItemGenerator(scale, part, parts, distributions(), texts());
    return rows(source, TpchData::row);
  }

  private static Distributions distributions() {
    return Distributions.getDefaultDistributions();
  }

  private static TextPool texts() {
    return new TextPool(TEXT_POOL_BYTES, distributions());
  }

  private static <T extends TpchEntity> Iterator<Row> rows(
      Iterable<T> source, Function<T, Row> row) {
    return StreamSupport.stream(source.spliterator(), false).map(row).iterator();
  }

  private static Row row(Order order) {
    return RowFactory.create(
        order.getOrderKey(),
        order.getCustomerKey(),
        String.valueOf(order.getOrderStatus()),
        order.getTotalPrice(),
        date(order.getOrderDate()),
        order.getOrderPriority());
  }

  private static Row row(LineItem item) {
    return RowFactory.create(
        item.getOrderKey(),
        item.getLineNumber(),
        item.getPartKey(),
        item.getSupplierKey(),
        item.getQuantity(),
        item.getExtendedPrice(),
        item.getDiscount(),
        item.getTax(),
        item.getReturnFlag(),
        item.getStatus(),
        date(item.getShipDate()),
        date(item.getCommitDate()),
        date(item.getReceiptDate()),
        item.getShipInstructions(),
        item.getShipMode(),
        item.getComment());
  }

  private static java.sql.Date date(int epochDay) {
    return java.sql.Date.valueOf(LocalDate.ofEpochDay(epochDay));
  }
}
