package io.tidegate.jobs.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.Tidegate;
import io.tidegate.cli.Commands;
import io.tidegate.job.RunReport;
import io.tidegate.testkit.LocalSpark;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The first job of one's own, through its conf and its rules as the guides give them. */
@ExtendWith(LocalSpark.class)
class BigOrdersRunTest {

  @Test
  void publishes(SparkSession spark, @TempDir Path folder) throws IOException {
    spark
        .sql(
            "select 1L order_key, 7L customer_key, 999.0D total_price, date'2024-03-01' order_date"
                + " union all select 2L, 8L, 1000.5D, date'2024-03-01'")
        .write()
        .format("delta")
        .save(folder + "/raw/orders");
    String conf = project(folder);
    RunReport report =
        Tidegate.on(spark).run(new BigOrders(), conf, "2024-03-01", "warehouse=" + folder);
    assertThat(report.isPublished()).as(report.toTable()).isTrue();
    assertThat(spark.read().format("delta").load(folder + "/curated/big_orders").count())
        .isEqualTo(1);
    assertThat(columns(report, folder))
        .endsWith(block(Files.readString(Path.of("../docs/guides/lineage.md")), "text"));
  }

  private static String columns(RunReport report, Path folder) {
    var out = new StringWriter();
    Commands.commandLine()
        .setOut(new PrintWriter(out, true))
        .execute(
            "show",
            report.record().start().runId(),
            "--columns",
            "--ledger",
            folder + "/_tidegate");
    return out.toString();
  }

  private static String project(Path folder) throws IOException {
    String guide = Files.readString(Path.of("../docs/guides/first-job.md"));
    write(folder.resolve("conf/my/big-orders.conf"), block(guide, "hocon"));
    write(folder.resolve("quality-rules/big-orders.dqdl"), block(guide, "dqdl"));
    write(folder.resolve("conf/defaults.conf"), Files.readString(Path.of("../conf/defaults.conf")));
    return folder.resolve("conf/my/big-orders.conf").toString();
  }

  private static String block(String guide, String language) {
    int begin = guide.indexOf("```" + language) + language.length() + 4;
    return guide.substring(begin, guide.indexOf("```", begin));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
