package io.tidegate.run;

import static io.tidegate.run.OrdersGate.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.check.Outcome;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.InputVersion;
import io.tidegate.ledger.RunStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that no earlier run has read, through whole runs. */
class NewFilesTest {

  private static final String EXPECTED = "no file that is not what it was when it was read";

  @TempDir Path folder;

  private OrdersGate gate;

  @BeforeEach
  void aFolderThatFilesComeTo() {
    gate = new OrdersGate(folder, TestSpark.interpreting());
    gate.conf("previous { max-drop = 50%, otherwise = hold }", "");
    gate.conf("/orders-\"${logical-date}\".csv\"", "/landing\", files = new");
  }

  @Test
  void aFileIsReadByOneLogicalDate() {
    land("a.csv", "id,price\n1,5\n");
    assertThat(files(run("2024-03-01"))).containsExactly("a.csv");
    land("b.csv", "id,price\n2,5\n3,5\n");
    RunReport second = run("2024-03-02");
    assertThat(files(second)).containsExactly("b.csv");
    assertThat(outcome(second, "exists"))
        .isEqualTo(
            new Outcome.Passed("files at " + folder + "/landing", "1 new file, 1 read before"));
    assertThat(outcome(second, "changed-files"))
        .isEqualTo(new Outcome.Passed(EXPECTED, "1 file read before"));
    assertThat(gate.table().count()).isEqualTo(3);
  }

  @Test
  void aRerunReadsWhatItsLogicalDateHasRead() {
    land("a.csv", "id,price\n1,5\n");
    run("2024-03-01");
    land("b.csv", "id,price\n2,5\n");
    assertThat(files(run("2024-03-01"))).containsExactly("a.csv");
    assertThat(files(run("2024-03-02"))).containsExactly("b.csv");
  }

  @Test
  void nothingNewIsSaid() {
    land("a.csv", "id,price\n1,5\n");
    run("2024-03-01");
    RunReport report = gate.run("2024-03-02");
    assertThat(report.status()).isEqualTo(RunStatus.REJECTED);
    assertThat(outcome(report, "exists"))
        .isEqualTo(
            new Outcome.Failed("files at " + folder + "/landing", "no new files, 1 read before"));
  }

  @Test
  void whatWasRejectedIsReadAgain() {
    land("a.csv", "id,price\nx,5\n");
    assertThat(gate.run("2024-03-01").status()).isEqualTo(RunStatus.REJECTED);
    land("a.csv", "id,price\n1,5\n");
    assertThat(files(run("2024-03-02"))).containsExactly("a.csv");
  }

  @Test
  void aFileThatChangedIsNamedWithWhatItWasAndIs() throws IOException {
    land("a.csv", "id,price\n1,5\n");
    RunReport first = run("2024-03-01");
    var before = first.record().inputs().get(0).version().files().get(0);
    land("a.csv", "id,price\n1,50\n");
    land("b.csv", "id,price\n2,5\n");
    RunReport second = gate.run("2024-03-02");
    assertThat(second.status()).isEqualTo(RunStatus.REJECTED);
    long modified = Files.getLastModifiedTime(folder.resolve("landing/a.csv")).toMillis();
    assertThat(outcome(second, "changed-files"))
        .isEqualTo(
            new Outcome.Failed(
                EXPECTED,
                "1 file",
                "file:%s/landing/a.csv: was 13 bytes of %s (%s) when run %s of 2024-03-01 read it, is 14 bytes of %s (%s)"
                    .formatted(
                        folder,
                        before.modified(),
                        crc("id,price\n1,5\n"),
                        first.record().start().runId(),
                        Instant.ofEpochMilli(modified),
                        crc("id,price\n1,50\n"))));

    gate.conf("files = new", "files = new, changed-files = read-again");
    assertThat(files(run("2024-03-02"))).containsExactly("a.csv", "b.csv");
  }

  @Test
  void aFileThatWasCopiedAgainIsTheSame() throws IOException {
    land("a.csv", "id,price\n1,5\n");
    run("2024-03-01");
    Files.setLastModifiedTime(
        folder.resolve("landing/a.csv"), FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    land("b.csv", "id,price\n2,5\n");
    assertThat(files(run("2024-03-02"))).containsExactly("b.csv");
  }

  @Test
  void aRerunSaysWhichOfItsFilesIsGone() throws IOException {
    land("a.csv", "id,price\n1,5\n");
    land("b.csv", "id,price\n2,5\n");
    String first = run("2024-03-01").record().start().runId();
    Files.delete(folder.resolve("landing/a.csv"));
    assertThat(outcome(gate.run("2024-03-01"), "changed-files"))
        .isEqualTo(
            new Outcome.Failed(
                EXPECTED,
                "1 file",
                "file:%s/landing/a.csv: was read by run %s and is gone".formatted(folder, first)));
  }

  private void land(String name, String text) {
    gate.write("landing/" + name, text);
  }

  private static String crc(String text) {
    var sum = new CRC32C();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return "CRC32C:%08x".formatted(sum.getValue());
  }

  private RunReport run(String date) {
    RunReport report = gate.run(date);
    assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.PUBLISHED);
    return report;
  }

  private static List<String> files(RunReport report) {
    return report.record().inputs().get(0).version().files().stream()
        .map(InputVersion.File::path)
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .toList();
  }
}
