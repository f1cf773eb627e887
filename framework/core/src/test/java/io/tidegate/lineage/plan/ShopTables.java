package io.tidegate.lineage.plan;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Two inputs, as files and as views. */
record ShopTables(SparkSession spark, Dataset<Row> orders, Dataset<Row> customers) {

  private static final String ORDERS =
      "SELECT 1L order_id, 1L customer_id, 2.5D amount, 'open' status, DATE'2024-01-01' day";

  private static final String CUSTOMERS =
      "SELECT 1L customer_id, 'AT' country, 1.1D fx, 'Ann' first, 'Lee' last,"
          + " named_struct('city', 'Graz', 'geo', named_struct('lat', 47.1D, 'lon', 15.4D))"
          + " address, array('a') tags, array(named_struct('kind', 'mail', 'value', 'x'))"
          + " contacts, map('k', 'v') labels";

  static ShopTables in(SparkSession spark, Path folder) {
    Dataset<Row> orders = stored(spark, folder.resolve("orders"), ORDERS);
    Dataset<Row> customers = stored(spark, folder.resolve("customers"), CUSTOMERS);
    orders.createOrReplaceTempView("orders");
    customers.createOrReplaceTempView("customers");
    return new ShopTables(spark, orders, customers);
  }

  private static Dataset<Row> stored(SparkSession spark, Path folder, String query) {
    spark.sql(query).write().parquet(folder.toString());
    return spark.read().parquet(folder.toString());
  }

  Map<String, Dataset<Row>> inputs() {
    Map<String, Dataset<Row>> inputs = new LinkedHashMap<>();
    inputs.put("orders", orders);
    inputs.put("customers", customers);
    return inputs;
  }

  Dataset<Row> sql(String query) {
    return spark.sql(query);
  }

  /** Values of the program, which no input has. */
  Dataset<Row> column(String name, List<String> values) {
    return spark.createDataset(values, Encoders.STRING()).toDF(name);
  }
}
