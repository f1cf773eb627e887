package io.tidegate.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.Tidegate;
import io.tidegate.job.RunReport;
import io.tidegate.problem.UserException;
import io.tidegate.testkit.LocalSpark;
import io.tidegate.testkit.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class ExtractTest {

  @Test
  void oneInputGoesToOneOutputWhateverTheyAreCalled(SparkSession spark) {
    Dataset<Row> rows = spark.range(3).toDF();
    assertThat(TestRun.of(new Extract()).input("orders", rows).output()).isSameAs(rows);
    assertThat(TestRun.of(new Extract()).outputs("all").input("orders", rows).output("all"))
        .isSameAs(rows);
  }

  @Test
  void eachInputGoesToTheOutputOfItsName(SparkSession spark) {
    Dataset<Row> orders = spark.range(3).toDF();
    Dataset<Row> customers = spark.range(2).toDF();
    var run =
        TestRun.of(new Extract())
            .outputs("customers", "orders")
            .input("orders", orders)
            .input("customers", customers);
    assertThat(run.output("orders")).isSameAs(orders);
    assertThat(run.output("customers")).isSameAs(customers);
  }

  @Test
  void namesEveryInputAndOutputThatIsAlone(SparkSession spark) {
    var run =
        TestRun.of(new Extract())
            .outputs("orders", "clients")
            .input("orders", spark.range(3).toDF())
            .input("customers", spark.range(2).toDF());
    assertThatThrownBy(() -> run.output("orders"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "inputs.customers: no output has this input's name (the conf's outputs are orders,"
                + " clients)\n"
                + "outputs.clients: no input has this output's name (the conf's inputs are orders,"
                + " customers)");
  }

  @Test
  void saysThatThereIsNothingToExtract() {
    assertThatThrownBy(() -> TestRun.of(new Extract()).output())
        .isInstanceOf(UserException.class)
        .hasMessage("output: no input has this output's name (the conf has no inputs)");
  }

  @Test
  void publishesFilesThatOnlyTheConfKnowsOf(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("orders.csv"), "id,price\n1,5.50\n2,7.00\n");
    Files.writeString(folder.resolve("customers.json"), "{\"id\":7,\"name\":\"ann\"}\n");
    Files.writeString(folder.resolve("known.csv"), "id\n1\n");
    Path conf = Files.writeString(folder.resolve("job.conf"), CONF);
    RunReport report =
        Tidegate.on(spark).run(new Extract(), conf.toString(), "2024-03-01", "warehouse=" + folder);
    assertThat(report.isPublished()).as(report.toTable()).isTrue();
    assertThat(rows(spark, folder + "/raw/orders")).containsExactly("[1,5.50]", "[2,7.00]");
    assertThat(rows(spark, folder + "/raw/customers")).containsExactly("[7,ann]");
  }

  @Test
  void aBackendWhoseClientIsNotThereIsANote(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("ids.csv"), "id\n1\n");
    Path conf =
        Files.writeString(
            folder.resolve("job.conf"),
            """
            job { name = extract-ids, owner = team }
            ledger { path = ${warehouse}"/_tidegate" }
            inputs.ids { format = csv, path = ${warehouse}"/ids.csv" }
            output { name = raw.ids, format = delta, path = ${warehouse}"/raw/ids", write = overwrite }
            lineage.transport { type = kafka, topic = t, properties { "bootstrap.servers" = "k:9092" } }
            """);
    RunReport report =
        Tidegate.on(spark).run(new Extract(), conf.toString(), "2024-03-01", "warehouse=" + folder);
    assertThat(report.isPublished()).as(report.toTable()).isTrue();
    assertThat(report.toTable()).contains("org.apache.kafka").contains("kept");
  }

  /** The reference is for the rules, and so no input that needs an output. */
  private static final String CONF =
      """
      job { name = extract-shop, owner = team, class = "io.tidegate.jobs.Extract" }
      ledger { path = ${warehouse}"/_tidegate" }
      inputs {
        orders    { format = csv, path = ${warehouse}"/orders.csv", schema = "id bigint, price decimal(10,2)" }
        customers { format = json, path = ${warehouse}"/customers.json", schema = "id bigint, name string" }
      }
      references.known { format = csv, path = ${warehouse}"/known.csv", otherwise = warn }
      outputs {
        orders    { name = raw.orders, format = delta, path = ${warehouse}"/raw/orders", write = overwrite }
        customers { name = raw.customers, format = delta, path = ${warehouse}"/raw/customers", write = overwrite }
      }
      """;

  private static List<String> rows(SparkSession spark, String path) {
    return spark.read().format("delta").load(path).orderBy("id").collectAsList().stream()
        .map(Row::toString)
        .toList();
  }
}
