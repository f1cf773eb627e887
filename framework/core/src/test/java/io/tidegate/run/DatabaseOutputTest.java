package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.TestSpark;
import io.tidegate.config.DatabaseConfig;
import io.tidegate.config.JobConfig;
import io.tidegate.faults.Sigkill;
import io.tidegate.jdbc.CuttingProxy;
import io.tidegate.jdbc.Database;
import io.tidegate.jdbc.PostgresServer;
import io.tidegate.jdbc.Statements;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.RowChanges;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunStatus;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.Publishers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate before a table of PostgreSQL: the job of {@link OrdersGate}, with another output. */
class DatabaseOutputTest {

  private static final String D1 = "2024-03-01";
  private static final String D2 = "2024-03-02";
  private static final String WRITE = "write = replace-partition, partition-by = [day]";

  @TempDir Path folder;

  private OrdersGate gate;
  private PostgresServer.TestDatabase database;

  @BeforeEach
  void aDatabase() {
    database = PostgresServer.database();
    database.execute("CREATE SCHEMA mart");
    gate = new OrdersGate(folder, TestSpark.interpreting());
    gate.conf(
        "format = delta, path = ${warehouse}\"/orders\"",
        "format = jdbc, database = shop, table = mart.orders");
    gate.write(
        "job.conf",
        gate.read("job.conf")
            + "databases.shop { url = \"%s\", user = postgres, password = postgres }\n"
                .formatted(database.url()));
    gate.orders(D1, 10);
    gate.orders(D2, 12);
  }

  private List<String> days() {
    return database.rows("SELECT day, count(*) FROM mart.orders GROUP BY day ORDER BY day");
  }

  private List<String> stages() {
    return database.rows("SELECT tablename FROM pg_tables WHERE tablename LIKE 'tidegate_stage%'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        WRITE,
        "write = replace-where, replace-where = \"day = '\"${logical-date}\"'\"",
        "write = append",
        "write = merge, keys = [day, id]"
      })
  void oneDayAgain(String write) {
    gate.conf(WRITE, write);
    assertThat(gate.run(D1).status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(gate.run(D2).status()).isEqualTo(RunStatus.PUBLISHED);
    List<String> before = database.rows("SELECT * FROM mart.orders ORDER BY day, id");
    RunReport again = gate.run(D1);
    assertThat(again.isPublished()).as(again.toTable()).isTrue();
    assertThat(database.rows("SELECT * FROM mart.orders ORDER BY day, id"))
        .hasSize(22)
        .isEqualTo(before);
    assertThat(stages()).isEmpty();
  }

  @Test
  void theReportSaysWhatChanged() {
    gate.conf(WRITE, "write = scd2, keys = [id]");
    RunReport first = gate.run(D1);
    OutputRecord output = first.record().outputs().get(0);
    assertThat(output.version()).hasValue(1);
    assertThat(output.changes()).contains(new RowChanges(10, 0, 0));
    assertThat(first.toTable()).contains("10 inserted, 0 updated, 0 deleted");
    gate.csv(D2, "id,price\n1,2\n2,99\n11,5\n");
    gate.conf("previous { max-drop = 50%, otherwise = hold }", "");
    assertThat(gate.run(D2).record().outputs().get(0).changes()).contains(new RowChanges(3, 2, 0));
    assertThat(gate.run(D2).status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(
            database.rows(
                "SELECT price, day, is_current FROM mart.orders WHERE id = 2 ORDER BY valid_from"))
        .containsExactly("4|2024-03-01|f", "99|2024-03-02|t");
  }

  @Test
  void aHeldRunIsReleasedByAnotherProcess() {
    gate.run(D1);
    gate.orders(D2, 3);
    RunReport held = gate.run(D2);
    assertThat(held.status()).as(held.toTable()).isEqualTo(RunStatus.HELD);
    assertThat(days()).containsExactly("2024-03-01|10");
    assertThat(stages()).hasSize(1);
    database.crash();
    String run = held.record().start().runId();
    assertThatThrownBy(() -> interventions(List.of()).release(run, "checked"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "nothing says how to log in to the database of "
                + database.url()
                + "#mart.orders (give --conf CONF of a job whose databases have it)");
    assertThat(interventions(databases()).release(run, "checked")).containsEntry("raw.orders", 2L);
    assertThat(days()).containsExactly("2024-03-01|10", "2024-03-02|3");
    assertThat(stages()).isEmpty();
  }

  private List<DatabaseConfig> databases() {
    JobConfig config = gate.config(D1);
    return List.copyOf(config.databases().values());
  }

  private Publisher publisher(List<DatabaseConfig> databases) {
    return Publishers.withDatabases(gate.publisher(), TestSpark.session(), databases);
  }

  private Interventions interventions(List<DatabaseConfig> databases) {
    return new Interventions(gate.ledger(), publisher(databases), Clock.systemUTC(), "ann");
  }

  @Test
  void aRejectedRunIsNotSeenAndCanBeDiscarded() {
    gate.csv(D1, "id,price\n1,2\n1,3\n");
    RunReport rejected = gate.run(D1);
    assertThat(rejected.status()).isEqualTo(RunStatus.REJECTED);
    assertThat(database.rows("SELECT to_regclass('mart.orders')")).containsExactly("null");
    String run = rejected.record().start().runId();
    assertThat(new Rejections(gate.ledger(), publisher(databases())).show(run, 5))
        .contains("orders.dqdl");
    interventions(databases()).discard(run, "bad");
    assertThat(stages()).isEmpty();
  }

  @Test
  void badRowsGoToTheQuarantine() {
    gate.rules("rows.dqdl", "ColumnValues \"price\" > 2");
    gate.conf(
        "on-failure = reject } ]",
        "on-failure = reject }, { rules = \"rows.dqdl\", on-failure = quarantine } ]");
    for (int i = 0; i < 2; i++) {
      RunReport report = gate.run(D1);
      assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.PUBLISHED);
      assertThat(report.record().outputs().get(0).quarantined()).isEqualTo(1);
    }
    assertThat(days()).containsExactly("2024-03-01|9");
    assertThat(database.rows("SELECT id, _logical_date, _reasons FROM mart.\"orders__quarantine\""))
        .containsExactly("1|2024-03-01|{\"rows.dqdl:2 ColumnValues \\\"price\\\" > 2\"}");
    assertThat(stages()).isEmpty();
  }

  @Test
  void grantsIndexesAndViewsOfTheTableStay() {
    gate.conf(WRITE, "write = overwrite");
    gate.run(D1);
    database.execute(
        "CREATE UNIQUE INDEX orders_id ON mart.orders (id)",
        "CREATE VIEW mart.dear AS SELECT * FROM mart.orders WHERE price > 10",
        "GRANT SELECT ON mart.orders TO PUBLIC");
    gate.run(D2);
    assertThat(days()).containsExactly("2024-03-02|12");
    assertThat(database.rows("SELECT count(*) FROM mart.dear")).containsExactly("7");
    assertThat(database.rows("SELECT indexname FROM pg_indexes WHERE tablename = 'orders'"))
        .containsExactly("orders_id");
    assertThat(
            database.rows(
                "SELECT count(*) FROM information_schema.table_privileges WHERE table_name = 'orders' AND grantee = 'PUBLIC'"))
        .containsExactly("1");
  }

  @Test
  void readersSeeTheOldRowsOrTheNewOnes() throws Exception {
    gate.conf(WRITE, "write = overwrite");
    gate.conf("previous { max-drop = 50%, otherwise = hold }", "");
    gate.orders(D1, 1000);
    gate.orders(D2, 1500);
    gate.run(D1);
    var done = new AtomicBoolean();
    var seen =
        CompletableFuture.supplyAsync(
            () -> {
              var counts = new TreeSet<String>();
              while (!done.get()) {
                counts.addAll(database.rows("SELECT count(*) FROM mart.orders"));
              }
              return counts;
            });
    gate.run(D2);
    gate.run(D1);
    done.set(true);
    assertThat(seen.get()).isSubsetOf("1000", "1500").contains("1500");
  }

  @Test
  void twoRunsOfDifferentDatesAtOnce() {
    gate.run("2024-03-01");
    var one = CompletableFuture.supplyAsync(() -> gate.run(D2).status());
    RunStatus other = gate.run(D1).status();
    assertThat(one.join()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(other).isEqualTo(RunStatus.PUBLISHED);
    assertThat(days()).containsExactly("2024-03-01|10", "2024-03-02|12");
    assertThat(database.rows("SELECT version FROM mart.tidegate_loads ORDER BY 1"))
        .containsExactly("1", "2", "3");
  }

  @Test
  void aBrokenUniqueConstraintLoadsNothing() {
    gate.conf(WRITE, "write = append");
    gate.run(D1);
    database.execute("ALTER TABLE mart.orders ADD CONSTRAINT one_id UNIQUE (id)");
    assertThatThrownBy(() -> gate.run(D2))
        .isInstanceOf(UserException.class)
        .hasMessageMatching(
            "ERROR: duplicate key value violates unique constraint \"one_id\"; Detail: Key \\(id\\)=\\(\\d+\\) already exists.; expected rows that keep the constraint one_id of mart.orders \\(nothing is loaded; leave such rows out in the transform, or change the table\\)");
    assertThat(days()).containsExactly("2024-03-01|10");
    assertThat(stages()).isEmpty();
  }

  @Test
  void aTextThatDoesNotFitLoadsNothing() {
    database.execute("CREATE TABLE mart.orders (id bigint, price float8, day varchar(4))");
    assertThatThrownBy(() -> gate.run(D1))
        .isInstanceOf(UserException.class)
        .hasMessageMatching(
            "writing to mart.tidegate_stage_\\w+ failed: ERROR: value too long for type character varying\\(4\\); Where: COPY tidegate_stage_\\w+, line 1, column day: \"2024-03-01\"");
    assertThat(database.rows("SELECT * FROM mart.orders")).isEmpty();
    assertThat(stages()).isEmpty();
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsWorthARetry() {
    gate.conf("localhost:" + database.port(), "localhost:1");
    assertThatThrownBy(() -> gate.run(D1))
        .isInstanceOf(TransientException.class)
        .hasMessageStartingWith("connecting to the database 'shop' at ")
        .hasMessageContaining("Connection to localhost:1 refused");
  }

  @Test
  void aLockThatSomebodyKeepsIsWaitedForAndThenWorthARetry() throws Exception {
    assertThat(gate.run(D1).isPublished()).isTrue();
    gate.conf(
        "password = postgres }",
        "password = postgres, properties { options = \"-c lock_timeout=300ms\" } }");
    try (Connection forgotten = database.connect();
        Statement lock = forgotten.createStatement()) {
      forgotten.setAutoCommit(false);
      lock.execute("LOCK TABLE mart.orders IN ACCESS EXCLUSIVE MODE");
      assertThatThrownBy(() -> gate.run(D2))
          .isInstanceOf(TransientException.class)
          .hasMessageContaining(" failed: ERROR: canceling statement due to lock timeout");
    }
    assertThat(gate.run(D2).isPublished()).isTrue();
    assertThat(days()).containsExactly("2024-03-01|10", "2024-03-02|12");
  }

  @Test
  void locksAreNotWaitedForForEver() {
    Database shop = Database.of(database.config());
    List<String> limits =
        Statements.transaction(
            shop, "asking", sql -> sql.query(row -> row.getString(1), "SHOW lock_timeout"));
    assertThat(limits).containsExactly("10min");
  }

  @Test
  void saysWhatTheDatabaseRefuses() {
    gate.conf("mart.orders", "none.orders");
    assertThatThrownBy(() -> gate.run(D1))
        .isInstanceOf(UserException.class)
        .hasMessage("staging rows for none.orders failed: ERROR: schema \"none\" does not exist");
    gate.conf(database.name() + "\"", "nowhere\"");
    assertThatThrownBy(() -> gate.run(D1))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("FATAL: database \"nowhere\" does not exist");
  }

  @Test
  void aRunKilledAfterItsCommitIsCompleted() throws IOException {
    runAgainAfterDeathAt("close");
  }

  @Tag("long")
  @Test
  void aMillionRowsAreLoaded() {
    gate.orders(D1, 1_000_000);
    RunReport report = gate.run(D1);
    assertThat(report.isPublished()).as(report.toTable()).isTrue();
    assertThat(database.rows("SELECT count(*), sum(id), sum(price) FROM mart.orders"))
        .containsExactly("1000000|500000500000|1000001000000");
    assertThat(stages()).isEmpty();
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"task", "publish"})
  void aKilledRunIsRunAgain(String where) throws IOException {
    runAgainAfterDeathAt(where);
  }

  private void runAgainAfterDeathAt(String where) throws IOException {
    gate.conf(WRITE, "write = append");
    gate.run(D1);
    assertThat(DoomedRun.run(folder, D2, where)).isEqualTo(Sigkill.STATUS);
    RunReport next = gate.run(D2);
    assertThat(next.isPublished()).as(next.toTable()).isTrue();
    assertThat(days()).containsExactly("2024-03-01|10", "2024-03-02|12");
    assertThat(stages()).isEmpty();
    var repair = new Repair(gate.ledger(), publisher(databases()), Clock.systemUTC());
    assertThat(repair.repair(Duration.ofDays(1))).isEmpty();
    assertThat(gate.ledger().openRuns("copy-orders")).isEmpty();
  }

  /** In the midst of COPY, and where the database was told to commit and the answer is lost. */
  @ParameterizedTest
  @CsvSource({"COPY, 1", "tidegate_loads, 3", "COMMIT, 2", "COMMIT, 5", "COMMIT, 7"})
  void aConnectionThatBreaksLoadsAllOrNothing(String text, int time) throws IOException {
    gate.conf(WRITE, "write = append");
    gate.run(D1);
    RunStatus broken = RunStatus.FAILED;
    try (var proxy = new CuttingProxy(database.port(), text, time)) {
      gate.conf("localhost:" + database.port(), "localhost:" + proxy.port());
      try {
        broken = gate.run(D2).status();
      } catch (TransientException e) {
        assertThat(e).hasMessageContaining("failed: ");
      }
      assertThat(proxy.hasCut()).isTrue();
      boolean loaded = days().contains("2024-03-02|12");
      assertThat(broken).isEqualTo(loaded ? RunStatus.PUBLISHED : RunStatus.FAILED);

      RunReport next = gate.run(D2);

      assertThat(next.isPublished()).as(next.toTable()).isTrue();
    }
    assertThat(days()).containsExactly("2024-03-01|10", "2024-03-02|12");
    assertThat(stages()).isEmpty();
  }
}
