package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.faults.Sigkill;
import io.tidegate.ledger.RunStatus;
import io.tidegate.ledger.RunView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run that is killed with SIGKILL leaves behind, and who puts it in order. */
class CrashTest {

  @TempDir Path folder;

  private OrdersGate gate;

  @BeforeEach
  void twoDays() {
    gate = new OrdersGate(folder, TestSpark.interpreting());
    gate.conf("write = replace-partition, partition-by = [day]", "write = append");
    gate.orders("2024-03-01", 10);
    gate.orders("2024-03-02", 12);
    assertThat(gate.run("2024-03-01").isPublished()).isTrue();
  }

  /** Between the table's commit and the ledger's entry. */
  @Test
  void theNextRunCompletesTheRecord() throws IOException {
    kill("close");
    assertThat(gate.table().count()).isEqualTo(22);
    String killed = open();
    var next = gate.run("2024-03-02");
    assertThat(next.status()).isEqualTo(RunStatus.ALREADY_PUBLISHED);
    assertThat(next.record().notes())
        .contains(
            "run %s of 2024-03-02 was cut off before its record was written; completed as published"
                .formatted(killed));
    assertThat(status(killed)).isEqualTo(RunStatus.PUBLISHED);
    assertThat(gate.ledger().find(killed).orElseThrow().record().orElseThrow().outputs())
        .singleElement()
        .satisfies(
            output -> {
              assertThat(output.version()).hasValue(1);
              assertThat(output.rows()).isEqualTo(12);
            });
    assertThat(gate.table().count()).isEqualTo(22);
  }

  @Tag("long")
  @Test
  void repairCompletesTheRecord() throws IOException {
    kill("close");
    String killed = open();
    assertThat(repair())
        .containsExactly(
            "copy-orders 2024-03-02 run %s: was cut off; completed as published".formatted(killed));
    assertThat(status(killed)).isEqualTo(RunStatus.PUBLISHED);
    assertThat(repair()).isEmpty();
  }

  /** A process that dies while it writes an entry leaves a file that no reader looks at. */
  @Test
  void repairRemovesEntriesThatNobodyFinished() throws IOException {
    Path runs = folder.resolve("ledger/runs/copy-orders");
    Path month;
    try (Stream<Path> months = Files.list(runs)) {
      month = months.findFirst().orElseThrow();
    }
    Path old = Files.writeString(month.resolve(".7f.tmp"), "{");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    Path recent = Files.writeString(month.resolve(".8a.tmp"), "{");
    assertThat(repair()).containsExactly("copy-orders: 1 unfinished ledger files are removed");
    assertThat(old).doesNotExist();
    assertThat(recent).exists();
  }

  /** Audited and not committed: nobody has seen it, so it is as if it had not been. */
  @Tag("long")
  @Test
  void aRunKilledBeforeItsCommitIsRunAgain() throws IOException {
    kill("publish");
    startsAgain();
  }

  @Tag("long")
  @Test
  void aRunKilledWhileItStagedIsRunAgain() throws IOException {
    kill("task");
    startsAgain();
  }

  private void startsAgain() throws IOException {
    assertThat(gate.table().count()).isEqualTo(10);
    String killed = open();
    var next = gate.run("2024-03-02");
    assertThat(next.status()).as(next.toTable()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(next.record().notes())
        .contains(
            "run %s of 2024-03-02 was cut off before its record was written; completed as failed"
                .formatted(killed));
    assertThat(status(killed)).isEqualTo(RunStatus.FAILED);
    assertThat(gate.table().count()).isEqualTo(22);
    assertThat(dataFiles()).hasSameSizeAs(List.of(gate.table().inputFiles()));
    assertThat(repair()).isEmpty();
  }

  private void kill(String where) throws IOException {
    assertThat(DoomedRun.run(folder, "2024-03-02", where))
        .as("doomed-%s.log in %s", where, folder)
        .isEqualTo(Sigkill.STATUS);
  }

  private String open() {
    List<RunView> open = gate.ledger().openRuns("copy-orders");
    assertThat(open).hasSize(1);
    return open.get(0).runId();
  }

  private RunStatus status(String runId) {
    return gate.ledger().find(runId).orElseThrow().status();
  }

  private List<String> repair() {
    return new Repair(gate.ledger(), gate.publisher(), Clock.systemUTC())
        .repair(Duration.ofDays(1));
  }

  private List<Path> dataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(gate.path()))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
  }
}
