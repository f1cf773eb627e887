package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.job.Inputs;
import io.tidegate.job.Outputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.RunReport;
import io.tidegate.job.SparkJob;
import io.tidegate.ledger.RunStatus;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariant I3: a (job, logical date) run twice leaves the table as after the first time. */
class IdempotenceTest {

  @TempDir Path folder;

  private OrdersGate gate;

  @BeforeEach
  void twoDays() {
    gate = new OrdersGate(folder, TestSpark.interpreting());
    gate.orders("2024-03-01", 10);
    gate.orders("2024-03-02", 12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replace-partition, partition-by = [day]",
        "merge, keys = [day, id], when-missing = delete, replace-where = \"day = '\"${logical-date}\"'\"",
        "append"
      })
  void oneDayAgain(String write) {
    isTheSameAfterwards(write);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dynamic-partitions, partition-by = [day]",
        "replace-where, replace-where = \"day = '\"${logical-date}\"'\"",
        "merge, keys = [day, id]"
      })
  void oneDayAgainInOtherWays(String write) {
    isTheSameAfterwards(write);
  }

  private void isTheSameAfterwards(String write) {
    gate.conf("write = replace-partition, partition-by = [day]", "write = " + write);
    gate.run("2024-03-01");
    gate.run("2024-03-02");
    List<Row> before = content(gate.path());
    RunReport again = gate.run("2024-03-01");
    assertThat(again.isPublished()).as(again.toTable()).isTrue();
    assertThat(content(gate.path())).hasSize(22).isEqualTo(before);
  }

  @Test
  void anAppendDoesNotEvenCompute() {
    gate.conf("write = replace-partition, partition-by = [day]", "write = append");
    String first = gate.run("2024-03-01").record().start().runId();
    RunReport again = gate.run("2024-03-01");
    assertThat(again.status()).isEqualTo(RunStatus.ALREADY_PUBLISHED);
    assertThat(again.record().steps()).containsOnlyKeys("open");
    assertThat(again.record().notes())
        .singleElement()
        .asString()
        .matches(
            "raw\\.orders: 2024-03-01 was published at \\S+ by run " + first + " as version 0");
  }

  @Tag("long")
  @Test
  void anOverwriteIsAsTheLastRunLeftIt() {
    gate.conf("write = replace-partition, partition-by = [day]", "write = overwrite");
    gate.run("2024-03-01");
    gate.run("2024-03-02");
    List<Row> before = content(gate.path());
    gate.run("2024-03-02");
    assertThat(content(gate.path())).hasSize(12).isEqualTo(before);
  }

  @Test
  void twoOutputsOfOneRun() {
    secondOutput("");
    var job = new Both();
    RunReport first = gate.run(job, "2024-03-01");
    assertThat(first.status()).as(first.toTable()).isEqualTo(RunStatus.PUBLISHED);
    gate.run(job, "2024-03-02");
    List<Row> orders = content(gate.path());
    RunReport again = gate.run(job, "2024-03-02");
    assertThat(again.status()).isEqualTo(RunStatus.ALREADY_PUBLISHED);
    assertThat(content(gate.path())).isEqualTo(orders);
    assertThat(content(folder + "/days"))
        .extracting(Row::toString)
        .containsExactly("[2024-03-01,10]", "[2024-03-02,12]");
  }

  /** When one output is bad, the good one is not published either. */
  @Test
  void twoOutputsOrNone() {
    gate.rules("days.dqdl", "ColumnValues \"count\" < 11");
    secondOutput("quality = [ { rules = \"days.dqdl\", on-failure = reject } ]");
    assertThat(gate.run(new Both(), "2024-03-01").status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(gate.run(new Both(), "2024-03-02").status()).isEqualTo(RunStatus.REJECTED);
    assertThat(content(gate.path())).hasSize(10);
    assertThat(content(folder + "/days")).hasSize(1);
  }

  private void secondOutput(String checks) {
    gate.conf("output {\n  name = raw.orders", "outputs.orders {\n  name = raw.orders");
    gate.write(
        "job.conf",
        gate.read("job.conf")
            + """
            outputs.days {
              name = raw.days, format = delta, path = ${warehouse}"/days", write = append
              %s
            }
            """
                .formatted(checks));
  }

  private static final class Both extends SparkJob {
    @Override
    public Outputs compute(Inputs inputs, RunContext run) {
      Dataset<Row> orders =
          inputs.get("orders").withColumn("day", functions.lit(run.logicalDate().toString()));
      return Outputs.of("orders", orders).and("days", orders.groupBy("day").count());
    }
  }

  private static List<Row> content(String path) {
    Dataset<Row> table = TestSpark.interpreting().read().format("delta").load(path);
    return table.orderBy("day", table.columns()[0]).collectAsList();
  }
}
