package io.tidegate.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.config.LogicalDate;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {

  private static final String RUN = Runs.id("2026-03-01T06:00:00.123Z");
  private static final RunStart START = Runs.start("curate", RUN, "2020-03-22");

  private final Path root;
  private final Ledger ledger;

  LedgerTest(@TempDir Path root) {
    this.root = root;
    this.ledger = Ledger.open(root.toString());
  }

  @Test
  void anEmptyLedgerHasNothing() {
    assertThat(ledger.jobs()).isEmpty();
    assertThat(ledger.find(RUN)).isEmpty();
    assertThat(ledger.history("curate", 9)).isEmpty();
    assertThat(ledger.openRuns("curate")).isEmpty();
    assertThat(ledger.lastPublished("curate", 9, LogicalDate.parse("2020-03-23")))
        .isEqualTo(new PublishedRuns(List.of(), List.of()));
  }

  @Test
  void aStartedRunIsOpen() {
    ledger.started(START);

    var expected = view(RunStatus.STARTED, Optional.empty(), List.of(), List.of());
    assertThat(ledger.find(RUN)).contains(expected);
    assertThat(ledger.find("curate", RUN)).contains(expected);
    assertThat(ledger.history("curate", 9)).containsExactly(expected);
    assertThat(ledger.openRuns("curate")).containsExactly(expected);
    assertThat(ledger.jobs()).containsExactly("curate");
  }

  @ParameterizedTest
  @EnumSource(
      value = RunStatus.class,
      names = {"PUBLISHED", "ALREADY_PUBLISHED", "HELD", "REJECTED", "FAILED"})
  void aClosedRunHasItsRecordAndIsNotOpen(RunStatus status) {
    var record = Runs.record(START, status);
    ledger.started(START);
    ledger.closed(record);

    assertThat(ledger.find(RUN)).contains(view(status, Optional.of(record), List.of(), List.of()));
    assertThat(ledger.openRuns("curate")).isEmpty();
  }

  @Test
  void everyValueOfARecordComesBack() {
    ledger.closed(Runs.full());

    assertThat(ledger.find(RUN).orElseThrow().record()).contains(Runs.full());
  }

  @Test
  void theNewestInterventionSaysWhatARunIs() {
    var record = Runs.record(START, RunStatus.HELD);
    var released = Runs.intervention(START, RunStatus.RELEASED);
    var discarded = Runs.intervention(START, RunStatus.DISCARDED);
    ledger.closed(record);
    ledger.intervened(released);
    assertThat(ledger.find(RUN).orElseThrow().status()).isEqualTo(RunStatus.RELEASED);
    ledger.intervened(discarded);

    assertThat(ledger.find(RUN))
        .contains(
            view(
                RunStatus.DISCARDED, Optional.of(record), List.of(), List.of(released, discarded)));
  }

  @Test
  void aRepairedRunThatWasNeverClosedIsNotOpen() {
    ledger.started(START);
    ledger.intervened(Runs.intervention(START, RunStatus.FAILED));

    assertThat(ledger.openRuns("curate")).isEmpty();
    assertThat(ledger.find(RUN).orElseThrow().status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void warningsAreKeptInOrderAndLeaveTheRunOpen() {
    var first = warning("2026-03-01T06:10:00Z", "still running 15m before");
    var second = warning("2026-03-01T06:25:00Z", "still running at 06:25 UTC");
    ledger.started(START);
    ledger.warned(START, first.finding(), first.at());
    ledger.warned(START, second.finding(), second.at());

    assertThat(ledger.openRuns("curate"))
        .containsExactly(
            view(RunStatus.STARTED, Optional.empty(), List.of(first, second), List.of()));
  }

  private static RunView.Warning warning(String at, String actual) {
    var outcome = new Outcome.Failed("by 06:25", actual);
    return new RunView.Warning(
        Instant.parse(at), Runs.finding(Finding.Kind.ETA, "land-by", outcome));
  }

  @Test
  void startingTwiceIsOnceAndStartingOtherwiseIsRefused() {
    ledger.started(START);
    ledger.started(START);

    var other = Runs.start("curate", RUN, "2020-03-22");
    var changed =
        new RunStart(
            RUN,
            "curate",
            "another-team",
            other.logicalDate(),
            other.started(),
            other.program(),
            "r",
            "c",
            "ada",
            other.process());
    assertThatThrownBy(() -> ledger.started(changed))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "run %s has another start in the ledger: %s (a run id is used once)"
                .formatted(
                    RUN, root.resolve("runs/curate/2026-03/" + RUN + ".started.2020-03-22.json")));
    assertThat(ledger.history("curate", 9)).hasSize(1);
  }

  @Test
  void closingTwiceIsOnceAndClosingOtherwiseIsRefused() {
    var record = Runs.record(START, RunStatus.PUBLISHED);
    ledger.closed(record);
    ledger.closed(record);

    assertThatThrownBy(() -> ledger.closed(Runs.record(START, RunStatus.FAILED)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "run %s is closed already, otherwise: %s (what happened after a run was closed is an intervention)"
                .formatted(RUN, root.resolve("runs/curate/2026-03/" + RUN + ".closed.json")));
    assertThat(ledger.find(RUN).orElseThrow().record()).contains(record);
  }

  @Test
  void aRunWhoseProcessDiedBeforeItsStatusFileIsStillClosed() throws IOException {
    ledger.closed(Runs.record(START, RunStatus.PUBLISHED));
    Files.delete(folder().resolve(RUN + ".status.000.published"));

    assertThat(ledger.find(RUN).orElseThrow().status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(ledger.openRuns("curate")).isEmpty();
    assertThat(ledger.lastPublished("curate", 9, LogicalDate.parse("2020-03-23")).records())
        .hasSize(1);
  }

  @Test
  void aReleasedRunWhoseStatusFileIsMissingIsStillReleased() throws IOException {
    ledger.closed(Runs.record(START, RunStatus.HELD));
    ledger.intervened(Runs.intervention(START, RunStatus.RELEASED));
    Files.delete(folder().resolve(RUN + ".status.001.released"));

    assertThat(ledger.lastPublished("curate", 9, LogicalDate.parse("2020-03-23")).records())
        .hasSize(1);
  }

  @Test
  void theFilesAreNamedByWhatTheySay() throws IOException {
    ledger.closed(Runs.record(START, RunStatus.HELD));
    ledger.warned(START, warning("2026-03-01T06:10:00Z", "x").finding(), Instant.EPOCH);
    ledger.intervened(Runs.intervention(START, RunStatus.RELEASED));

    try (var files = Files.list(folder())) {
      assertThat(files.map(file -> file.getFileName().toString().substring(37)))
          .containsExactlyInAnyOrder(
              "started.2020-03-22.json",
              "closed.json",
              "status.000.held",
              "warned.001.json",
              "intervened.001.json",
              "status.001.released");
    }
  }

  @Test
  void eachFileIsOneLineThatSaysItsFormat() throws IOException {
    ledger.started(START);

    assertThat(Files.readString(folder().resolve(RUN + ".started.2020-03-22.json")))
        .isEqualTo(
            "{\"format\":1,\"entry\":\"started\",\"runId\":\""
                + RUN
                + "\",\"job\":\"curate\",\"owner\":\"public-health\",\"logicalDate\":\"2020-03-22\","
                + "\"started\":\"2026-03-01T06:00:00.123Z\",\"program\":{\"version\":\"1.2.0\","
                + "\"commit\":\"3f9a1c2d\",\"dirty\":false},\"rulesFingerprint\":\"r1\","
                + "\"configFingerprint\":\"c1\",\"user\":\"ada\","
                + "\"process\":{\"host\":\"driver-1\",\"pidNamespace\":\"pid:[1]\",\"pid\":4711,"
                + "\"application\":\"application_1_2\"}}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"format\":1,\"ent", "[]", "{\"format\":1}", "\u0000\u0000"})
  void aDamagedRecordIsReportedAndHidesNoOther(String damaged) throws IOException {
    var earlier = Runs.id("2026-03-01T05:00:00Z");
    ledger.closed(Runs.record(Runs.start("curate", earlier, "2020-03-21"), RunStatus.PUBLISHED));
    ledger.closed(Runs.record(START, RunStatus.PUBLISHED));
    var file = folder().resolve(RUN + ".closed.json");
    Files.writeString(file, damaged);

    var history = ledger.history("curate", 9);
    assertThat(history).extracting(RunView::runId).containsExactly(RUN, earlier);
    var view = history.get(0);
    assertThat(view.status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(view.start()).contains(START);
    assertThat(view.record()).isEmpty();
    assertThat(view.unreadable()).hasSize(1);
    assertThat(view.unreadable().get(0).toString()).startsWith(file + ": is damaged: ");

    var published = ledger.lastPublished("curate", 9, LogicalDate.parse("2020-03-23"));
    assertThat(published.records())
        .extracting(record -> record.start().runId())
        .containsExactly(earlier);
    assertThat(published.unreadable()).isEqualTo(view.unreadable());
  }

  @Test
  void aDamagedFileNamesItself() throws IOException {
    ledger.started(START);
    var file = folder().resolve(RUN + ".started.2020-03-22.json");
    Files.writeString(file, "[]");

    assertThat(ledger.find(RUN).orElseThrow().unreadable())
        .extracting(Object::toString)
        .containsExactly(file + ": is damaged: no JSON object");
  }

  @Test
  void aFileOfANewerFormatIsReported() throws IOException {
    ledger.started(START);
    var file = folder().resolve(RUN + ".started.2020-03-22.json");
    Files.writeString(file, Files.readString(file).replace("\"format\":1", "\"format\":2"));

    var view = ledger.find(RUN).orElseThrow();
    assertThat(view.start()).isEmpty();
    assertThat(view.logicalDate()).isEqualTo(START.logicalDate());
    assertThat(view.unreadable())
        .extracting(Object::toString)
        .containsExactly(
            file
                + ": has format 2, and this version reads up to 1 (use the version that wrote it)");
  }

  @Test
  void otherFilesInTheTreeAreLeftAlone() throws IOException {
    ledger.started(START);
    Files.writeString(folder().resolve("README.md"), "hello");
    Files.createDirectories(root.resolve("runs/curate/notes"));
    Files.createDirectories(root.resolve("runs/NOT A JOB"));

    assertThat(ledger.history("curate", 9)).hasSize(1);
    assertThat(ledger.jobs()).containsExactly("curate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../x", "a/b", "A", "a b", ".hidden", "ü", "a\n"})
  void refusesANameThatIsNoJobs(String job) {
    assertThatThrownBy(() -> ledger.started(Runs.start(job, RUN, "2020-03-22")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "'%s' is not a job's name (only a-z, 0-9, '_', '-' and '.', no '.' at the start, and at most 200)"
                .formatted(job.replace('\n', ' ')));
    assertThatThrownBy(() -> ledger.history(job, 1)).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> ledger.kept().names(RUN, job)).isInstanceOf(UserException.class);
  }

  @Test
  void refusesARunIdThatIsNone() {
    assertThatThrownBy(() -> ledger.find("../../etc/passwd"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("'../../etc/passwd' is not a run id");
    assertThatThrownBy(() -> ledger.kept().keep("..", "curate", "x", "{}"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("'..' is not a run id");
  }

  @Test
  void interveningInARunThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> ledger.intervened(Runs.intervention(START, RunStatus.RELEASED)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the ledger has no run %s of the job curate (the job's history lists its runs)"
                .formatted(RUN));
  }

  @Test
  void aStoreThatDoesNotAnswerIsWorthARetry() throws IOException {
    Files.writeString(root.resolve("runs"), "a file");

    assertThatThrownBy(() -> ledger.started(START))
        .isInstanceOf(TransientException.class)
        .hasMessageStartingWith(
            "could not write "
                + root.resolve("runs/curate/2026-03/" + RUN + ".started.2020-03-22.json")
                + " of the ledger: ");
    assertThatThrownBy(ledger::jobs)
        .isInstanceOf(TransientException.class)
        .hasMessageStartingWith("could not list " + root.resolve("runs") + " of the ledger: ");
  }

  @Test
  void keptDocumentsComeBackAsTheyWereGiven() {
    String json = "{\"naïve\": [1,\n 2]}";
    ledger.kept().keep(RUN, "curate", "curated.daily_cases", json);
    ledger.kept().keep(RUN, "curate", "curated.daily_cases", json);
    ledger.kept().keep(RUN, "curate", "aIntent", "1");
    var later = Runs.id("2026-04-01T00:00:00Z");
    ledger.kept().keep(later, "curate", "x", "2");

    assertThat(ledger.kept().find(RUN, "curate", "curated.daily_cases")).contains(json);
    assertThat(ledger.kept().names(RUN, "curate"))
        .containsExactly("aIntent", "curated.daily_cases");
    assertThat(ledger.kept().runs("curate")).containsExactly(RUN, later);
    assertThat(ledger.kept().find(RUN, "curate", "none")).isEmpty();
    assertThat(ledger.kept().find(RUN, "other", "x")).isEmpty();
  }

  @Test
  void aKeptDocumentIsNotWrittenOverButCanBeRemoved() {
    ledger.kept().keep(RUN, "curate", "x", "1");
    assertThatThrownBy(() -> ledger.kept().keep(RUN, "curate", "x", "2"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "run %s keeps another 'x': %s"
                .formatted(RUN, root.resolve("kept/curate/" + RUN + ".x.json")));

    ledger.kept().remove(RUN, "curate", "x");
    ledger.kept().remove(RUN, "curate", "x");

    assertThat(ledger.kept().names(RUN, "curate")).isEmpty();
    assertThat(ledger.kept().runs("curate")).isEmpty();
  }

  @Test
  void whatRunsShareIsKeptOnceUnderItsFingerprint() throws IOException {
    String fingerprint = ledger.shared().add("curate", "{\"naïve\": 1}");
    assertThat(ledger.shared().add("curate", "{\"naïve\": 1}")).isEqualTo(fingerprint);

    assertThat(fingerprint)
        .isEqualTo("139918378850d7c90e6d38ae042c364ed1cf8b070561d4f3537af429dd349748");
    assertThat(ledger.shared().find("curate", fingerprint)).contains("{\"naïve\": 1}");
    assertThat(ledger.shared().find("other", fingerprint)).isEmpty();
    assertThat(ledger.shared().find("curate", "0".repeat(64))).isEmpty();
    try (var files = Files.list(root.resolve("shared/curate"))) {
      assertThat(files).containsExactly(root.resolve("shared/curate/" + fingerprint + ".json"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", ".x", "a/b", "a b"})
  void refusesANameThatNothingCanBeKeptUnder(String name) {
    assertThatThrownBy(() -> ledger.kept().keep(RUN, "curate", name, "{}"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "'%s' cannot be the name of a kept document (only letters, digits, '_', '-' and '.', and no '.' at the start)"
                .formatted(name));
  }

  @Test
  void writesTextInUtf8() throws IOException {
    ledger.kept().keep(RUN, "curate", "x", "数");

    assertThat(Files.readAllBytes(root.resolve("kept/curate/" + RUN + ".x.json")))
        .isEqualTo("数".getBytes(UTF_8));
  }

  private Path folder() {
    return root.resolve("runs/curate/2026-03");
  }

  private static RunView view(
      RunStatus status,
      Optional<RunRecord> record,
      List<RunView.Warning> warnings,
      List<Intervention> interventions) {
    return new RunView(
        RUN,
        "curate",
        START.logicalDate(),
        status,
        Optional.of(START),
        record,
        warnings,
        interventions,
        List.of());
  }
}
