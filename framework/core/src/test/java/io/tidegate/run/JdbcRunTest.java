package io.tidegate.run;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.TestSpark;
import io.tidegate.check.Outcome;
import io.tidegate.faults.Sigkill;
import io.tidegate.jdbc.CuttingProxy;
import io.tidegate.jdbc.PostgresServer;
import io.tidegate.jdbc.PostgresServer.TestDatabase;
import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.RunReport;
import io.tidegate.job.TransformJob;
import io.tidegate.ledger.InputVersion;
import io.tidegate.ledger.InputVersion.Mark;
import io.tidegate.ledger.InputVersion.Slice;
import io.tidegate.ledger.RunStatus;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that read a table of a database slice by slice. */
class JdbcRunTest {

  private final TestDatabase database = PostgresServer.database();
  private OrdersGate gate;

  @TempDir private Path folder;

  /** Publishes what it reads. */
  static final class Copy extends TransformJob {
    @Override
    protected Dataset<Row> transform(Inputs inputs, RunContext run) {
      return inputs.get("orders");
    }
  }

  @BeforeEach
  void aShop() {
    gate = new OrdersGate(folder, TestSpark.interpreting());
    gate.write("password", "postgres\n");
    gate.write(
        "job.conf",
        """
        job { name = extract-orders, owner = team, class = "io.tidegate.run.JdbcRunTest$Copy" }
        warehouse = "%1$s"
        ledger { path = ${warehouse}"/ledger" }
        databases.shop {
          url = "%2$s", user = postgres, password { file = "%1$s/password" }
        }
        inputs.orders {
          format = jdbc, database = shop, table = orders
          watermark { column = changed, tie-breaker = id }
          split { column = id, parts = 2 }
        }
        output {
          name = raw.orders, path = ${warehouse}"/orders", write = append
          volume { reconcile { input = orders, min-ratio = 1, max-ratio = 1, otherwise = reject } }
        }
        """
            .formatted(folder, database.url()));
    database.execute(
        "CREATE TABLE orders (id int PRIMARY KEY, changed timestamptz, price numeric(8,2))");
    orders(1, 100, "2024-03-01 08:00+00");
  }

  @Test
  void takesEachRowOnce() {
    RunReport first = run("2024-03-01");
    // At the very time of the last row, and committed after it was read.
    orders(101, 110, "2024-03-01 08:00+00");
    orders(111, 150, "2024-03-02 08:00+00");
    RunReport second = run("2024-03-02");
    RunReport third = run("2024-03-03");

    assertThat(slice(first))
        .isEqualTo(new Slice("changed", Optional.empty(), mark("2024-03-01 08:00:00+00", 100)));
    assertThat(slice(second))
        .isEqualTo(
            new Slice(
                "changed",
                mark("2024-03-01 08:00:00+00", 100),
                mark("2024-03-02 08:00:00+00", 150)));
    assertThat(slice(third).isEmpty()).isTrue();
    assertThat(List.of(rows(first), rows(second), rows(third))).containsExactly(100L, 50L, 0L);
    assertThat(ids()).isEqualTo("150 of 150");
    assertThat(OrdersGate.outcome(second, "exists"))
        .isEqualTo(
            new Outcome.Passed(
                "the table orders of the database 'shop'",
                "changed after 2024-03-01 08:00:00+00, 100 up to 2024-03-02 08:00:00+00, 150"));
  }

  @Test
  void eachRowThatLandedIsComparedWithTheDatabases() {
    reconcileRows();

    assertThat(OrdersGate.outcome(run("2024-03-01"), "checksum"))
        .isEqualTo(
            new Outcome.Passed("the rows of 'orders', equal in all columns", "100 rows, equal"));
  }

  /** Of the rows that a job of the team's changed. */
  @Test
  void rowsThatAreNotTheDatabasesAreToldByTheirKeys() {
    reconcileRows();

    RunReport report = gate.run(new Spoil(), "2024-03-01");

    assertThat(report.record().status()).isEqualTo(RunStatus.REJECTED);
    assertThat(OrdersGate.outcome(report, "checksum"))
        .isEqualTo(
            new Outcome.Failed(
                "the rows of 'orders', equal in all columns but changed",
                "100 rows there, 100 landed: id 29 has 1 row there, 2 landed; id 17 has other values;"
                    + " id 83 did not land"));
  }

  /** Leaves the number of rows as it was. */
  static final class Spoil extends TransformJob {
    @Override
    protected Dataset<Row> transform(Inputs inputs, RunContext run) {
      Dataset<Row> orders = inputs.get("orders");
      return orders
          .where("id <> 83")
          .unionAll(orders.where("id = 29"))
          .withColumn("price", expr("CAST(IF(id = 17, 0.01, price) AS DECIMAL(8,2))"))
          .withColumn("changed", expr("date(changed)"));
    }
  }

  private void reconcileRows() {
    gate.conf("max-ratio = 1,", "max-ratio = 1, checksum = true,");
  }

  /** In the task that reads the fifth row. */
  @Test
  void aRunThatIsKilledWhileItReadsHasTakenNothing() throws IOException {
    assertThat(DoomedRun.run(folder, "2024-03-01", "task")).isEqualTo(Sigkill.STATUS);
    orders(101, 110, "2024-03-01 09:00+00");

    RunReport next = run("2024-03-01");

    assertThat(slice(next).after()).isEmpty();
    assertThat(rows(next)).isEqualTo(110);
    assertThat(ids()).isEqualTo("110 of 110");
  }

  /** Before the commit, and behind it. */
  @Tag("long")
  @ParameterizedTest
  @CsvSource({"publish, 110 of 110", "close, 100 of 100"})
  void aRunThatIsKilledAboutItsCommitHasTakenAllOrNothing(String where, String taken)
      throws IOException {
    assertThat(DoomedRun.run(folder, "2024-03-01", where)).isEqualTo(Sigkill.STATUS);
    orders(101, 110, "2024-03-01 09:00+00");

    assertThat(run("2024-03-01").isPublished()).isTrue();
    assertThat(ids()).isEqualTo(taken);
    assertThat(run("2024-03-02").isPublished()).isTrue();
    assertThat(ids()).isEqualTo("110 of 110");
  }

  @Tag("long")
  @Test
  void aMillionRowsAreTakenOnce() {
    database.execute(
        "INSERT INTO orders SELECT i, timestamptz '2024-03-01 09:00+00' + i * interval '1 ms',"
            + " i / 100.0 FROM generate_series(101, 1000000) i");
    gate.conf("parts = 2", "parts = 8");

    assertThat(rows(run("2024-03-01"))).isEqualTo(1_000_000);
    database.execute(
        "INSERT INTO orders SELECT i, timestamptz '2024-03-02 09:00+00', 1"
            + " FROM generate_series(1000001, 1000003) i");
    assertThat(rows(run("2024-03-02"))).isEqualTo(3);
    assertThat(ids()).isEqualTo("1000003 of 1000003");
  }

  @Test
  void aDateThatWasLeftOutTakesNothingOfALaterOne() {
    run("2024-03-01");
    orders(101, 110, "2024-03-03 08:00+00");
    run("2024-03-03");
    orders(111, 120, "2024-03-04 08:00+00");

    RunReport between = run("2024-03-02");

    assertThat(slice(between).isEmpty()).isTrue();
    assertThat(rows(between)).isZero();
    assertThat(rows(run("2024-03-04"))).isEqualTo(10);
    assertThat(ids()).isEqualTo("120 of 120");
  }

  @Test
  void theWatermarkAdvancesWithAPublishAlone() {
    gate.conf("volume {", "volume { max-rows = 50, otherwise = hold, ");
    RunReport held = run("2024-03-01");
    assertThat(held.record().status()).isEqualTo(RunStatus.HELD);

    RunReport next = run("2024-03-02", "output.volume.max-rows=1000");

    assertThat(next.record().status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(slice(next).after()).isEmpty();
    String heldId = held.record().start().runId();
    assertThatThrownBy(() -> gate.interventions().release(heldId, "fine"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "run %s of 2024-03-02 has published the rows that run %s read (discard this one)"
                .formatted(next.record().start().runId(), heldId));
    assertThat(ids()).isEqualTo("100 of 100");
  }

  @Tag("long")
  @Test
  void aReleaseAdvancesTheWatermark() {
    gate.conf("volume {", "volume { max-rows = 50, otherwise = hold, ");
    RunReport held = run("2024-03-01");
    gate.interventions().release(held.record().start().runId(), "fine");
    orders(101, 110, "2024-03-02 08:00+00");

    assertThat(rows(run("2024-03-02"))).isEqualTo(10);
    assertThat(ids()).isEqualTo("110 of 110");
  }

  @Tag("long")
  @Test
  void withoutATieBreakerTheNewestWait() {
    gate.conf(", tie-breaker = id", "");
    orders(101, 110, "2024-03-01 09:00+00");

    assertThat(rows(run("2024-03-01"))).isEqualTo(100);
    orders(111, 120, "2024-03-01 09:00+00");
    orders(121, 121, "2024-03-01 10:00+00");
    assertThat(rows(run("2024-03-02"))).isEqualTo(20);
    assertThat(ids()).isEqualTo("120 of 120");
  }

  @Test
  void youngRowsWaitForTransactionsThatAreOpen() {
    gate.conf("tie-breaker = id", "tie-breaker = id, lag = 1h");
    database.execute("INSERT INTO orders VALUES (101, now(), 1), (102, now() - interval '2 h', 1)");

    assertThat(rows(run("2024-03-01"))).isEqualTo(101);
  }

  @Test
  void findsRowsThatNoRunEverReads() {
    database.execute("INSERT INTO orders VALUES (101, NULL, 1), (102, NULL, 1)");

    RunReport run = run("2024-03-01");

    assertThat(run.record().status()).isEqualTo(RunStatus.REJECTED);
    assertThat(OrdersGate.outcome(run, "watermark"))
        .isEqualTo(
            new Outcome.Failed("every row has changed", "2 rows without, which no run ever reads"));
  }

  @Tag("long")
  @Test
  void refusesAnotherColumnUntilItIsToldWhereItBegins() {
    run("2024-03-01");
    gate.conf("column = changed, tie-breaker = id", "column = id, tie-breaker = id");
    orders(101, 110, "2024-03-02 08:00+00");

    assertThatThrownBy(() -> run("2024-03-02"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "inputs.orders.watermark.column: was changed until now, of which the last run read up"
                + " to 2024-03-01 08:00:00+00: say by start where id begins");
    gate.conf("watermark { column = id,", "watermark { column = id, start = 100,");
    assertThat(rows(run("2024-03-02"))).isEqualTo(10);
    assertThat(ids()).isEqualTo("110 of 110");
  }

  /** Spark tries the task again, and its new connection joins the same snapshot. */
  @Test
  void aConnectionThatBreaksIsTakenUpAgain() throws IOException {
    try (var proxy = new CuttingProxy(database.port(), "tidegate_split", 2)) {
      gate.conf("localhost:" + database.port(), "localhost:" + proxy.port());

      assertThat(rows(run("2024-03-01"))).isEqualTo(100);

      assertThat(proxy.hasCut()).isTrue();
    }
    assertThat(ids()).isEqualTo("100 of 100");
  }

  @Test
  void theDatabaseGoesAwayWhileItIsRead() throws IOException {
    try (var proxy = new CuttingProxy(database.port(), "tidegate_split", 2)) {
      gate.conf("localhost:" + database.port(), "localhost:" + proxy.port());
      proxy.closeOnceCut();

      assertThatThrownBy(() -> run("2024-03-01"))
          .isInstanceOf(TransientException.class)
          .hasMessageStartingWith("reading or writing a database in the step 'stage' failed: ");
      assertThat(proxy.hasCut()).isTrue();
      gate.conf("localhost:" + proxy.port(), "localhost:" + database.port());
    }
    assertThat(rows(run("2024-03-01"))).isEqualTo(100);
    assertThat(ids()).isEqualTo("100 of 100");
  }

  @Test
  void saysThatAPasswordIsNotWhereTheConfSays() {
    gate.conf("/password", "/passwort");

    assertThatThrownBy(() -> run("2024-03-01"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("databases.shop.password: reading the file ")
        .hasMessageContaining("NoSuchFileException");
  }

  private void orders(int from, int to, String changed) {
    database.execute(
        "INSERT INTO orders SELECT i, '%s', i * 1.25 FROM generate_series(%d, %d) i"
            .formatted(changed, from, to));
  }

  private RunReport run(String date, String... sets) {
    return gate.run(new Copy(), date, sets);
  }

  private static Optional<Mark> mark(String value, int id) {
    return Optional.of(new Mark(value, Optional.of(Integer.toString(id))));
  }

  private static long rows(RunReport run) {
    return run.record().outputs().get(0).rows();
  }

  private static Slice slice(RunReport run) {
    InputVersion version = run.record().inputs().get(0).version();
    return version.slice().orElseThrow();
  }

  /** Distinct and all. */
  private String ids() {
    Dataset<Row> table = gate.table();
    return table.select("id").distinct().count() + " of " + table.count();
  }
}
