package io.tidegate.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Severity;
import io.tidegate.config.InputConfig.Bounds;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig.Baseline;
import io.tidegate.config.OutputConfig.Previous;
import io.tidegate.config.OutputConfig.VolumePolicy;
import io.tidegate.ledger.Intervention;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunStatus;
import io.tidegate.ledger.Runs;
import io.tidegate.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeHistoryTest {

  private static final Optional<Previous> PREVIOUS =
      Optional.of(new Previous(OptionalDouble.of(0.5), OptionalDouble.empty(), Severity.HOLD));

  private final Path root;
  private final Ledger ledger;

  VolumeHistoryTest(@TempDir Path root) {
    this.root = root;
    this.ledger = Ledger.open(root.toString());
  }

  @Test
  void publishedAndReleasedRunsOfTheDatasetByLogicalDate() {
    run("2020-03-18", RunStatus.PUBLISHED, "curated.cases", 18);
    run("2020-03-19", RunStatus.PUBLISHED, "another.table", 19);
    run("2020-03-20", RunStatus.REJECTED, "curated.cases", 20);
    release(run("2020-03-21", RunStatus.HELD, "curated.cases", 21));
    run("2020-03-22", RunStatus.PUBLISHED, "curated.cases", 22);

    assertThat(load(PREVIOUS, baseline(28, false)).published())
        .containsExactly(published("2020-03-21", 21), published("2020-03-18", 18));
  }

  @Test
  void asMuchAsThePolicyAsksFor() {
    for (int day = 1; day <= 21; day++) {
      run("2020-03-%02d".formatted(day), RunStatus.PUBLISHED, "curated.cases", day);
    }

    assertThat(load(Optional.empty(), Optional.empty())).isEqualTo(VolumeHistory.NONE);
    assertThat(load(PREVIOUS, Optional.empty()).published())
        .containsExactly(published("2020-03-21", 21));
    assertThat(load(Optional.empty(), baseline(2, false)).published())
        .containsExactly(published("2020-03-21", 21), published("2020-03-20", 20));
    assertThat(load(PREVIOUS, baseline(2, true)).published())
        .containsExactly(
            published("2020-03-21", 21), published("2020-03-15", 15), published("2020-03-08", 8));
  }

  @Test
  void aDamagedEntryIsReportedOnce() throws IOException {
    var damaged = run("2020-03-21", RunStatus.PUBLISHED, "curated.cases", 21);
    run("2020-03-20", RunStatus.PUBLISHED, "curated.cases", 20);
    var file = root.resolve("runs/curate/2026-03/" + damaged + ".closed.json");
    Files.writeString(file, "[]");

    var history = load(PREVIOUS, baseline(28, false));

    assertThat(history.published()).containsExactly(published("2020-03-20", 20));
    assertThat(history.unreadable())
        .extracting(Problem::toString)
        .containsExactly(file + ": is damaged: no JSON object");
  }

  private VolumeHistory load(Optional<Previous> previous, Optional<Baseline> baseline) {
    var policy = new VolumePolicy(Bounds.NONE, previous, Optional.empty(), baseline, Severity.HOLD);
    return VolumeHistory.load(
        ledger, "curate", "curated.cases", LogicalDate.parse("2020-03-22"), policy);
  }

  private static Optional<Baseline> baseline(int window, boolean sameWeekday) {
    return Optional.of(new Baseline(window, sameWeekday, 3.5, 7, Severity.HOLD));
  }

  private String run(String date, RunStatus status, String dataset, long rows) {
    var madeAt = date.replace("2020", "2026") + "T06:00:00Z";
    var start = Runs.start("curate", Runs.id(madeAt), date);
    ledger.closed(Runs.record(start, status, dataset, rows));
    return start.runId();
  }

  private void release(String runId) {
    ledger.intervened(
        new Intervention(
            runId, "curate", RunStatus.RELEASED, Instant.EPOCH, "ada", "fine", Map.of()));
  }

  private static VolumeHistory.Published published(String date, long rows) {
    return new VolumeHistory.Published(LogicalDate.parse(date), rows);
  }
}
