package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.TestSpark;
import io.tidegate.config.PublishStrategy;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.RunStatus;
import io.tidegate.problem.UserException;
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

  @Test
  void cannotReleaseWhatTheOtherStaged() {
    var gate = new OrdersGate(folder);
    gate.orders("2024-03-01", 10);
    RunReport held =
        gate.run("2024-03-01", "output.volume.min-rows=11", "output.volume.otherwise=hold");
    assertThat(held.status()).as(held.toTable()).isEqualTo(RunStatus.HELD);
    String run = held.record().start().runId();
    var other = Publishers.choose(spark, PublishStrategy.DIRECT, new WithoutTheCommand());
    var here = new Interventions(gate.ledger(), other.publisher(), Clock.systemUTC(), "ann");

    assertThatThrownBy(() -> here.release(run, "as agreed"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "run %s staged its rows in %s itself (publish.strategy = direct), and they cannot be committed by this Delta (do it with the Delta that the job runs on)"
                .formatted(run, gate.path()));
    assertThat(gate.ledger().find(run).orElseThrow().status()).isEqualTo(RunStatus.HELD);
    gate.interventions().release(run, "as agreed");
    assertThat(gate.table().count()).isEqualTo(10);
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
