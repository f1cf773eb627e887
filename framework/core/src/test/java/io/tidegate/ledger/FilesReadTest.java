package io.tidegate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Verdict;
import io.tidegate.config.LogicalDate;
import io.tidegate.ledger.FilesRead.RunFiles;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FilesReadTest {

  private static final Instant MODIFIED = Instant.parse("2026-01-01T00:00:00Z");

  private final SpyStore store = new SpyStore();
  private final Ledger ledger = new Ledger(store);

  private static InputVersion.File file(String name) {
    return new InputVersion.File("s3://b/" + name, 10, MODIFIED, Optional.of("CRC32C:00"));
  }

  private String run(int day, RunStatus status, List<InputVersion.File> files) {
    var date = LocalDate.parse("2026-01-01").plusDays(day);
    var start = Runs.start("extract", Runs.id(date + "T06:00:00Z"), date.toString());
    var version =
        new InputVersion("in", "s3://b", "csv", OptionalLong.empty(), files, MODIFIED, 10);
    ledger.closed(
        new RunRecord(
            start,
            status,
            start.started().plus(Duration.ofMinutes(1)),
            Verdict.PASS,
            List.of(
                new RunRecord.InputRecord(
                    version, OptionalLong.empty(), OptionalLong.empty(), Optional.empty())),
            List.of(),
            List.of(),
            Map.of(),
            Optional.empty(),
            List.of()));
    return start.runId();
  }

  private List<RunFiles> read() {
    return ledger.filesRead().of("extract", "in");
  }

  private List<RunFiles> manyRuns() {
    IntStream.rangeClosed(0, FilesRead.OPENED)
        .forEach(day -> run(day, RunStatus.PUBLISHED, List.of(file("f" + day))));
    return read();
  }

  @Test
  void publishedRunsCountAndNoOthers() {
    String first = run(0, RunStatus.PUBLISHED, List.of(file("a"), file("b")));
    run(1, RunStatus.REJECTED, List.of(file("c")));
    run(2, RunStatus.HELD, List.of(file("c")));
    String last = run(3, RunStatus.PUBLISHED, List.of(file("d")));
    assertThat(read())
        .containsExactly(
            new RunFiles(first, LogicalDate.parse("2026-01-01"), List.of(file("a"), file("b"))),
            new RunFiles(last, LogicalDate.parse("2026-01-04"), List.of(file("d"))));
    assertThat(ledger.filesRead().of("extract", "other"))
        .extracting(RunFiles::files)
        .containsExactly(List.of(), List.of());
  }

  @Test
  void aCopyIsMadeOnceManyRecordsWereOpened() {
    var all = manyRuns();
    store.forget();
    assertThat(read()).hasSize(FilesRead.OPENED + 1).isEqualTo(all);
    assertThat(store.opened()).singleElement().asString().endsWith(".files-read-in.json");

    String late = run(100, RunStatus.PUBLISHED, List.of(file("late")));
    store.forget();
    assertThat(read())
        .hasSize(FilesRead.OPENED + 2)
        .last()
        .isEqualTo(new RunFiles(late, LogicalDate.parse("2026-04-11"), List.of(file("late"))));
    assertThat(store.opened()).hasSize(2);
  }

  @Test
  void whatWasUndoneCountsNoMoreThoughTheCopyHasIt() {
    String undone = manyRuns().get(3).runId();
    ledger.intervened(
        new Intervention(
            undone, "extract", RunStatus.UNDONE, MODIFIED, "ann", "wrong file", Map.of()));
    assertThat(read()).hasSize(FilesRead.OPENED).noneMatch(run -> run.runId().equals(undone));
  }

  @Test
  void oldCopiesGoButForTheLastTwo() {
    for (int day = 0; day < 4 * (FilesRead.OPENED + 1); day++) {
      run(day, RunStatus.PUBLISHED, List.of(file("f" + day)));
      if (day % (FilesRead.OPENED + 1) == FilesRead.OPENED) {
        assertThat(read()).hasSize(day + 1);
      }
    }
    assertThat(ledger.kept().runs("extract")).hasSize(2);
  }

  @Test
  void aHundredThousandFilesAreReadInSeconds() {
    int each = 100_000 / FilesRead.OPENED;
    for (int day = 0; day <= FilesRead.OPENED; day++) {
      String folder = day + "/part-";
      run(
          day,
          RunStatus.PUBLISHED,
          IntStream.range(0, each).mapToObj(i -> file(folder + i + ".csv")).toList());
    }
    var all = read();
    long begin = System.nanoTime();
    assertThat(read()).hasSameSizeAs(all);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
  }
}
