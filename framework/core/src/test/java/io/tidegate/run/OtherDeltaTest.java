package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.RunStatus;
import io.tidegate.publish.Publishers;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run on a Delta whose internals are not those that the direct publisher is made for. */
class OtherDeltaTest {

  private static final String COMMAND = "org.apache.spark.sql.delta.commands.WriteIntoDelta";

  private final SparkSession spark = TestSpark.session();

  @TempDir Path folder;

  @Test
  void publishesStagedRowsAndSaysSo() {
    var gate = new OrdersGate(folder);
    gate.orders("2024-03-01", 10);
    var runner =
        new JobRunner(
            spark,
            Clock.systemUTC(),
            RunListener.NONE,
            wanted -> Publishers.choose(spark, wanted, new WithoutTheCommand()));
    RunReport report =
        runner.run(new OrdersGate.Copy(), gate.config("2024-03-01", "publish.strategy=direct"));
    assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(gate.table().count()).isEqualTo(10);
    assertThat(report.record().notes())
        .singleElement()
        .asString()
        .startsWith(
            "publish.strategy = direct is not possible with this Delta, which lacks "
                + COMMAND
                + ".<init>(")
        .endsWith(": rows are staged beside the table and written twice");
    assertThat(report.toTable()).contains("  note    " + report.record().notes().get(0));
    assertThat(gate.ledger().find(report.record().start().runId()).orElseThrow().record())
        .contains(report.record());
  }

  private static final class WithoutTheCommand extends ClassLoader {

    WithoutTheCommand() {
      super(OtherDeltaTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.equals(COMMAND)) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
