package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.Tidegate;
import io.tidegate.job.RunReport;
import io.tidegate.testkit.LocalSpark;
import io.tidegate.testkit.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class BigOrdersTest {

  /** The transform alone. */
  @Test
  void keepsOrdersFromTheLimitOn(SparkSession spark) {
    var orders = spark.sql("select 1L id, 999.0D price union all select 2L, 1000.5D");
    var big =
        TestRun.of(new BigOrders()).input("orders", orders).settings("at-least = 1000").output();
    assertThat(big.collectAsList()).extracting(Row::mkString).containsExactly("21000.5");
  }

  /** With its conf and its rules. */
  @Test
  void publishesADay(SparkSession spark, @TempDir Path warehouse) throws IOException {
    Files.createDirectories(warehouse.resolve("landing"));
    Files.writeString(
        warehouse.resolve("landing/orders-2024-03-01.csv"), "id,price\n1,999.00\n2,1000.50\n");
    RunReport report =
        Tidegate.on(spark)
            .run(
                new BigOrders(), "conf/big-orders.conf", "2024-03-01", "warehouse=" + warehouse);
    assertThat(report.isPublished()).as(report.toTable()).isTrue();
    assertThat(spark.read().format("delta").load(warehouse + "/curated/big_orders").count())
        .isEqualTo(1);
  }
}
