package io.tidegate.jobs.docs;

import static io.tidegate.testkit.DatasetAssert.assertThat;

import io.tidegate.testkit.LocalSpark;
import io.tidegate.testkit.TestRun;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class BigOrdersTest {

  @Test
  void keepsOrdersFromTheLimitOn(SparkSession spark) {
    Dataset<Row> orders =
        spark.sql(
            "select 1L order_key, 7L customer_key, 999.0D total_price, date'2024-03-01' order_date"
                + " union all select 2L, 8L, 1000.5D, date'2024-03-01'");
    Dataset<Row> big =
        TestRun.of(new BigOrders())
            .at("2024-03-01")
            .input("orders", orders)
            .settings("at-least = 1000")
            .output();
    assertThat(big.select("order_key", "total_price")).hasRows(RowFactory.create(2L, 1000.5));
  }
}
