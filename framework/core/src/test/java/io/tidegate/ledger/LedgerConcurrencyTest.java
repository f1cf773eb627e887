package io.tidegate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.LogicalDate;
import io.tidegate.problem.UserException;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerConcurrencyTest {

  private static final int WRITERS = 6;

  private final Path root;
  private final ExecutorService executor = Executors.newFixedThreadPool(WRITERS + 1);

  LedgerConcurrencyTest(@TempDir Path root) {
    this.root = root;
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void ofManyWhoCloseARunDifferentlyOneSucceeds() throws Exception {
    for (int round = 0; round < 20; round++) {
      var start = Runs.start("curate", Runs.id("2026-03-01T06:00:00Z", round), "2020-03-22");
      var results =
          all(
              writer -> {
                var status = writer % 2 == 0 ? RunStatus.PUBLISHED : RunStatus.FAILED;
                return succeeds(() -> ledger().closed(Runs.record(start, status, "d", writer)));
              });

      assertThat(results).containsOnlyOnce(true);
      var view = ledger().find("curate", start.runId()).orElseThrow();
      assertThat(view.record().orElseThrow().status()).isEqualTo(view.status());
      assertThat(view.record().orElseThrow().outputs().get(0).rows())
          .isEqualTo(results.indexOf(true));
    }
  }

  @Test
  void allWhoCloseARunAlikeSucceed() throws Exception {
    var start = Runs.start("curate", Runs.id("2026-03-01T06:00:00Z"), "2020-03-22");
    var record = Runs.record(start, RunStatus.PUBLISHED);

    assertThat(all(writer -> succeeds(() -> ledger().closed(record)))).containsOnly(true);
  }

  @Test
  void everyInterventionOfManyIsKept() throws Exception {
    var start = Runs.start("curate", Runs.id("2026-03-01T06:00:00Z"), "2020-03-22");
    ledger().closed(Runs.record(start, RunStatus.HELD));
    all(
        writer ->
            succeeds(() -> ledger().intervened(Runs.intervention(start, RunStatus.DISCARDED))));

    var view = ledger().find(start.runId()).orElseThrow();
    assertThat(view.interventions()).hasSize(WRITERS);
    assertThat(view.status()).isEqualTo(RunStatus.DISCARDED);
  }

  @Test
  void aReaderDuringWritesSeesWholeRunsOnly() throws Exception {
    var reader =
        executor.submit(
            () -> {
              int seen = 0;
              while (seen < WRITERS * 10) {
                var views = ledger().history("curate", 1000);
                assertThat(views).allSatisfy(view -> assertThat(view.unreadable()).isEmpty());
                assertThat(views).allSatisfy(view -> assertThat(view.start()).isPresent());
                seen = (int) views.stream().filter(view -> view.record().isPresent()).count();
              }
              return seen;
            });
    all(
        writer -> {
          for (int run = 0; run < 10; run++) {
            var id = Runs.id("2026-03-01T06:00:00Z", writer * 100 + run);
            var start = Runs.start("curate", id, "2020-03-22");
            ledger().started(start);
            ledger().closed(Runs.record(start, RunStatus.PUBLISHED));
          }
          return true;
        });

    assertThat(reader.get(60, TimeUnit.SECONDS)).isEqualTo(WRITERS * 10);
  }

  @Test
  void twoProcessesWriteAtOnce() throws Exception {
    var one = process("one");
    var two = process("two");

    assertThat(one.waitFor()).isZero();
    assertThat(two.waitFor()).isZero();
    var history = ledger().history("curate", 1000);
    assertThat(history)
        .hasSize(2 * Writer.RUNS)
        .allMatch(view -> view.status() == RunStatus.PUBLISHED && view.unreadable().isEmpty());
    assertThat(ledger().lastPublished("curate", 99, LogicalDate.parse("2099-01-01")).records())
        .hasSize(Writer.RUNS);
  }

  private Process process(String name) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            root.toString())
        .redirectErrorStream(true)
        .redirectOutput(new File("target", "ledger-writer-" + name + ".log"))
        .start();
  }

  /** A process that writes runs with ids of its own, of the same logical dates. */
  public static final class Writer {

    static final int RUNS = 25;

    private Writer() {}

    public static void main(String[] args) {
      var ledger = Ledger.open(args[0]);
      var ids = new RunIds(Clock.systemUTC());
      for (int run = 0; run < RUNS; run++) {
        var date = LogicalDate.parse("2020-03-01").day().plusDays(run).toString();
        var start = Runs.start("curate", ids.next(), date);
        ledger.started(start);
        ledger.closed(Runs.record(start, RunStatus.PUBLISHED));
      }
    }
  }

  private Ledger ledger() {
    return Ledger.open(root.toString());
  }

  private static boolean succeeds(Runnable write) {
    try {
      write.run();
      return true;
    } catch (UserException e) {
      return false;
    }
  }

  private List<Boolean> all(Task task) throws Exception {
    var tasks = new ArrayList<Callable<Boolean>>();
    IntStream.range(0, WRITERS).forEach(writer -> tasks.add(() -> task.run(writer)));
    var results = new ArrayList<Boolean>();
    for (var future : executor.invokeAll(tasks)) {
      results.add(future.get());
    }
    return results;
  }

  private interface Task {
    boolean run(int writer) throws Exception;
  }
}
