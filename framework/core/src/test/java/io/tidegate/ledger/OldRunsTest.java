package io.tidegate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.LogicalDate;
import io.tidegate.ledger.KeptEvents.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What may go from a ledger, and what stays whatever its age. */
class OldRunsTest {

  private static final Instant BEFORE = Instant.parse("2026-03-15T00:00:00Z");

  private static final RunStart OLD = start("2026-03-01T06:00:00Z");
  private static final RunStart NEW = start("2026-03-20T06:00:00Z");

  @TempDir private Path root;

  private Ledger ledger() {
    return Ledger.open(root.toString());
  }

  private static RunStart start(String at) {
    return Runs.start("curate", Runs.id(at), at.substring(0, 10));
  }

  private static RunRecord withoutVersion(RunStart start, RunStatus status) {
    RunRecord record = Runs.record(start, status);
    return record.with(List.of(record.outputs().get(0).at(OptionalLong.empty())), List.of());
  }

  private OldRuns.Found find() {
    return ledger().oldRuns().find("curate", BEFORE);
  }

  private void remove() {
    ledger().oldRuns().remove(find());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RunStatus.class,
      names = {"ALREADY_PUBLISHED", "REJECTED", "FAILED"})
  void aRunThatMadeNothingGoesOnceItIsOld(RunStatus status) throws IOException {
    ledger().closed(withoutVersion(OLD, status));
    ledger().closed(withoutVersion(NEW, status));

    assertThat(find().records()).isEqualTo(1);
    assertThat(find().events()).isZero();
    remove();

    assertThat(ledger().history("curate", 9))
        .extracting(RunView::runId)
        .containsExactly(NEW.runId());
    assertThat(files()).hasSize(3).allMatch(file -> file.contains(NEW.runId()));
    assertThat(find().isEmpty()).isTrue();
  }

  @Test
  void itsStartGoesFirstAndItsStatusLast() {
    ledger().closed(withoutVersion(OLD, RunStatus.HELD));
    ledger()
        .intervened(
            new Intervention(
                OLD.runId(),
                "curate",
                RunStatus.DISCARDED,
                Instant.parse("2026-03-02T08:00:00Z"),
                "grace",
                "not needed",
                Map.of()));
    String run = "runs/curate/2026-03/" + OLD.runId();
    assertThat(find().files())
        .containsExactly(
            run + ".started.2026-03-01.json",
            run + ".closed.json",
            run + ".intervened.001.json",
            run + ".status.000.held",
            run + ".status.001.discarded");
  }

  @Test
  void whatIsLeftOfARemovalThatWasStoppedGoesWithTheNext() throws IOException {
    ledger().closed(withoutVersion(OLD, RunStatus.REJECTED));
    ledger().closed(withoutVersion(NEW, RunStatus.REJECTED));
    List<String> all = find().files();
    for (int gone = 1; gone < all.size(); gone++) {
      Files.delete(root.resolve(all.get(gone - 1)));
      assertThat(ledger().history("curate", 9)).hasSize(1);
      assertThat(ledger().openRuns("curate")).isEmpty();
      assertThat(find()).isEqualTo(new OldRuns.Found(0, 0, all.subList(gone, all.size())));
    }
    remove();
    assertThat(files()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = RunStatus.class,
      names = {"PUBLISHED", "HELD"})
  void aRunThatMadeAVersionOrMayStillStays(RunStatus status) {
    ledger().closed(Runs.record(OLD, status));
    assertThat(find().isEmpty()).isTrue();
  }

  @Test
  void aRunThatHasNotEndedStays() {
    ledger().started(OLD);
    assertThat(find().isEmpty()).isTrue();
  }

  @Test
  void aRunThatWasCutOffAndRepairedGoes() {
    ledger().started(OLD);
    ledger()
        .intervened(
            new Intervention(
                OLD.runId(), "curate", RunStatus.FAILED, OLD.started(), "ann", "dead", Map.of()));
    assertThat(find().records()).isEqualTo(1);
  }

  @Test
  void whatMadeAVersionOfTheQuarantineStays() {
    RunRecord.OutputRecord quarantined = Runs.full().outputs().get(0);
    assertThat(quarantined.version()).isEmpty();
    assertThat(quarantined.quarantineVersion()).isPresent();
    ledger().closed(Runs.record(OLD, RunStatus.REJECTED).with(List.of(quarantined), List.of()));
    assertThat(find().isEmpty()).isTrue();
  }

  @Test
  void whatWasReleasedOrUndoneStays() {
    ledger().closed(withoutVersion(OLD, RunStatus.HELD));
    ledger().intervened(Runs.intervention(OLD, RunStatus.RELEASED));
    ledger().intervened(Runs.intervention(OLD, RunStatus.UNDONE));
    assertThat(ledger().oldRuns().find("curate", BEFORE.plus(Duration.ofDays(999))).isEmpty())
        .isTrue();
  }

  @Test
  void whatSomebodyDealtWithLatelyStays() {
    ledger().closed(withoutVersion(OLD, RunStatus.HELD));
    ledger()
        .intervened(
            new Intervention(
                OLD.runId(), "curate", RunStatus.DISCARDED, BEFORE, "ann", "late", Map.of()));
    assertThat(find().isEmpty()).isTrue();
  }

  /** Its staged files are found by it. */
  @Test
  void whatSomethingIsKeptForStays() {
    ledger().closed(withoutVersion(OLD, RunStatus.REJECTED));
    ledger().kept().keep(OLD.runId(), "curate", "staged", "{}");
    assertThat(find().isEmpty()).isTrue();
    ledger().kept().remove(OLD.runId(), "curate", "staged");
    assertThat(find().records()).isEqualTo(1);
  }

  @Test
  void aDamagedRecordStays() throws IOException {
    ledger().closed(withoutVersion(OLD, RunStatus.REJECTED));
    Files.writeString(root.resolve(find().files().get(1)), "{");
    assertThat(find().isEmpty()).isTrue();
  }

  /** A retention that removed nothing but records and files made no version itself. */
  @Test
  void retentionsThatMadeNoVersionGoInTheirTurn() {
    String job = "curate.retain";
    var start = Runs.start(job, OLD.runId(), "2026-03-01");
    ledger().closed(withoutVersion(start, RunStatus.PUBLISHED));
    assertThat(ledger().oldRuns().find(job, BEFORE).records()).isEqualTo(1);
    var deleted = Runs.start(job, Runs.id("2026-03-01T06:00:00Z", 2), "2026-03-01");
    ledger().closed(Runs.record(deleted, RunStatus.PUBLISHED));
    assertThat(ledger().oldRuns().find(job, BEFORE).records()).isEqualTo(1);
  }

  private void told(RunStart start, String kind) {
    ledger().events().keep(start.runId(), "curate", Map.of(kind, "{}"));
    ledger().events().of(start.runId(), "curate").stream()
        .filter(event -> event.kind().equals(kind))
        .forEach(event -> ledger().events().mark(event, Mark.SENT));
  }

  @Test
  void eventsThatWereDeliveredGoBeforeTheirMarks() {
    ledger().closed(Runs.record(OLD, RunStatus.PUBLISHED));
    ledger().closed(Runs.record(NEW, RunStatus.PUBLISHED));
    told(OLD, "start");
    told(OLD, "complete");
    told(NEW, "start");
    String event = "events/curate/2026-03/" + OLD.runId();
    assertThat(find())
        .isEqualTo(
            new OldRuns.Found(
                0,
                2,
                List.of(
                    event + ".001.start.json",
                    event + ".002.complete.json",
                    event + ".001.sent",
                    event + ".002.sent")));
    for (String file : find().files()) {
      ledger().oldRuns().remove(new OldRuns.Found(0, 0, List.of(file)));
      assertThat(ledger().events().pending("curate", Instant.EPOCH)).isEmpty();
    }
    assertThat(find().isEmpty()).isTrue();
    assertThat(ledger().history("curate", 9)).hasSize(2);
  }

  @Test
  void eventsOfWhichOneWaitsStay() {
    ledger().closed(Runs.record(OLD, RunStatus.PUBLISHED));
    ledger().closed(Runs.record(NEW, RunStatus.PUBLISHED));
    told(OLD, "start");
    ledger().events().keep(OLD.runId(), "curate", Map.of("complete", "{}"));
    assertThat(find().isEmpty()).isTrue();
  }

  @Test
  void aRunThatMayBeReleasedKeepsItsEvents() {
    ledger().closed(withoutVersion(OLD, RunStatus.HELD));
    told(OLD, "start");
    assertThat(find().isEmpty()).isTrue();
  }

  /** A retention or a restore of the table is told to whom that was told. */
  @Test
  void theLastPublishKeepsItsEvents() {
    var backfill = start("2026-03-02T06:00:00Z");
    ledger().closed(Runs.record(OLD, RunStatus.PUBLISHED));
    ledger()
        .closed(
            Runs.record(Runs.start("curate", backfill.runId(), "2026-02-01"), RunStatus.PUBLISHED));
    told(OLD, "start");
    told(backfill, "start");
    assertThat(find().isEmpty()).isTrue();

    ledger().closed(Runs.record(NEW, RunStatus.PUBLISHED));
    assertThat(find().events()).isEqualTo(2);
  }

  @Test
  void whatTheLedgerIsAskedForIsAnsweredAsBefore() {
    ledger().closed(Runs.record(OLD, RunStatus.PUBLISHED));
    ledger().closed(withoutVersion(start("2026-03-02T06:00:00Z"), RunStatus.FAILED));
    ledger().closed(Runs.record(NEW, RunStatus.PUBLISHED));
    var date = LogicalDate.parse("2027-01-01");
    var published = ledger().lastPublished("curate", 9, date);
    List<Flow> flows = flows();
    assertThat(find().records()).isEqualTo(1);
    remove();
    assertThat(ledger().lastPublished("curate", 9, date)).isEqualTo(published);
    assertThat(flows()).isNotEmpty().isEqualTo(flows);
  }

  private List<Flow> flows() {
    return ledger().flows().all().stream().flatMap(job -> job.flows().stream()).toList();
  }

  @Test
  void anEmptyLedgerHasNone() {
    assertThat(find()).isEqualTo(new OldRuns.Found(0, 0, List.of()));
  }
}
