package io.tidegate.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.problem.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a ledger promises, on every kind of storage. */
abstract class LedgerTest {

  @TempDir Path folder;

  abstract LedgerStore store() throws IOException;

  @Test
  void aRunIsFoundAsItWasWritten() throws IOException {
    Ledger ledger = new Ledger(store());
    RunStart start = RunSamples.start("a-job", "2024-03-01");
    ledger.started(start);
    assertThat(ledger.find(start.runId()))
        .contains(new RunView(start, Optional.empty(), List.of()));
    assertThat(ledger.openRuns("a-job")).containsExactly(start);

    RunRecord record = RunSamples.record(start, RunStatus.HELD, 7);
    ledger.closed(record);
    assertThat(ledger.find(start.runId()))
        .contains(new RunView(start, Optional.of(record), List.of()));
    assertThat(ledger.openRuns("a-job")).isEmpty();
    assertThat(ledger.keptBack("a-job")).hasSize(1);

    var released =
        new Intervention(
            start.runId(),
            "a-job",
            RunStatus.RELEASED,
            RunSamples.STARTED.plusSeconds(200),
            "ann",
            "looked at it",
            Map.of("a.table", 4L));
    ledger.intervened(released);
    RunView view = ledger.find(start.runId()).orElseThrow();
    assertThat(view.interventions()).containsExactly(released);
    assertThat(view.status()).isEqualTo(RunStatus.RELEASED);
    assertThat(ledger.published("a-job", 5)).containsExactly(view);
    assertThat(ledger.keptBack("a-job")).isEmpty();
  }

  @Test
  void aRunIsClosedOnce() throws IOException {
    Ledger ledger = new Ledger(store());
    RunStart start = RunSamples.start("a-job", "2024-03-01");
    ledger.started(start);
    ledger.closed(RunSamples.record(start, RunStatus.PUBLISHED, 7));
    ledger.closed(RunSamples.record(start, RunStatus.PUBLISHED, 7));
    assertThatThrownBy(() -> ledger.closed(RunSamples.record(start, RunStatus.REJECTED, 7)))
        .hasMessage("run " + start.runId() + " is closed as PUBLISHED already");
  }

  @Test
  void historyIsNewestFirstAndOfOneJob() throws IOException {
    Ledger ledger = new Ledger(store());
    List<RunStart> starts =
        IntStream.rangeClosed(1, 5)
            .mapToObj(day -> RunSamples.start("a-job", "2024-03-0" + day))
            .toList();
    starts.forEach(ledger::started);
    starts.forEach(s -> ledger.closed(RunSamples.record(s, RunStatus.PUBLISHED, 7)));
    ledger.started(RunSamples.start("other", "2024-03-09"));
    assertThat(ledger.history("a-job", 2))
        .extracting(run -> run.start().logicalDate().toString())
        .containsExactly("2024-03-05", "2024-03-04");
    assertThat(ledger.jobs()).containsExactly("a-job", "other");
  }

  @Test
  void documentsAreKeptReplacedAndRemoved() throws IOException {
    Ledger ledger = new Ledger(store());
    String runId = RunIds.next();
    assertThat(ledger.kept(runId, "a-job", "staged")).isEmpty();
    ledger.keep(runId, "a-job", "staged", "{\"a\":1}");
    ledger.keep(runId, "a-job", "staged", "{\"a\":2}");
    assertThat(ledger.kept(runId, "a-job", "staged")).contains("{\"a\":2}");
    ledger.remove(runId, "a-job", "staged");
    ledger.remove(runId, "a-job", "staged");
    assertThat(ledger.kept(runId, "a-job", "staged")).isEmpty();
  }

  @Test
  void whatIsNotAJobOrARunIsRefused() throws IOException {
    Ledger ledger = new Ledger(store());
    assertThatThrownBy(() -> ledger.started(RunSamples.start("../evil", "2024-03-01")))
        .isInstanceOf(UserException.class)
        .hasMessage("'../evil' is not a job's name (use [a-z0-9_.-])");
    assertThatThrownBy(() -> ledger.history("..", 1)).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> ledger.find("../../etc"))
        .hasMessage("'../../etc' is not a run id ('tidegate history JOB' lists the runs of a job)");
    assertThat(ledger.find(RunIds.next())).isEmpty();
  }

  @Test
  void aFileThatIsCutOffIsNamed() throws IOException {
    Ledger ledger = new Ledger(store());
    RunStart start = RunSamples.start("a-job", "2024-03-01");
    ledger.started(start);
    Path file = folder.resolve(new RunFile("a-job", start.runId(), "started").path());
    Files.writeString(file, "{\"runId\":");
    assertThatThrownBy(() -> ledger.find(start.runId()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(start.runId() + ".started.json is not a RunStart: ");
  }
}
