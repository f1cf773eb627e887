package io.tidegate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.LogicalDate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which runs the queries find, and what they list and open for it. */
class LedgerHistoryTest {

  private final SpyStore store = new SpyStore();
  private final Ledger ledger = new Ledger(store);

  @Test
  void historyIsTheLatestStartsAcrossMonths() {
    var january = closed("2026-01-31T23:59:59.999Z", "2026-01-30", RunStatus.PUBLISHED);
    var february = closed("2026-02-01T00:00:00Z", "2026-01-31", RunStatus.REJECTED);
    var open = Runs.start("curate", Runs.id("2026-02-01T00:00:01Z"), "2026-01-31");
    ledger.started(open);

    assertThat(ledger.history("curate", 9))
        .extracting(RunView::runId)
        .containsExactly(open.runId(), february, january);
    assertThat(ledger.history("curate", 2))
        .extracting(RunView::runId)
        .containsExactly(open.runId(), february);
    assertThat(ledger.history("curate", 0)).isEmpty();
  }

  @Test
  void historyListsNoMonthThatItDoesNotNeed() {
    closed("2026-01-01T00:00:00Z", "2026-01-01", RunStatus.PUBLISHED);
    closed("2026-02-01T00:00:00Z", "2026-02-01", RunStatus.PUBLISHED);
    closed("2026-03-01T00:00:00Z", "2026-03-01", RunStatus.PUBLISHED);
    store.forget();

    ledger.history("curate", 1);

    assertThat(store.listed()).containsExactly("runs/curate", "runs/curate/2026-03");
  }

  @Test
  void openRunsAreFoundSinceAMonth() {
    var old = Runs.start("curate", Runs.id("2026-01-05T00:00:00Z"), "2026-01-05");
    var young = Runs.start("curate", Runs.id("2026-03-05T00:00:00Z"), "2026-03-05");
    ledger.started(old);
    ledger.started(young);
    closed("2026-03-06T00:00:00Z", "2026-03-06", RunStatus.FAILED);
    store.forget();

    assertThat(ledger.openRuns("curate"))
        .extracting(RunView::runId)
        .containsExactly(young.runId(), old.runId());
    assertThat(ledger.openRuns("curate", Instant.parse("2026-03-31T00:00:00Z")))
        .extracting(RunView::runId)
        .containsExactly(young.runId());
    assertThat(store.opened()).allMatch(path -> path.contains(".started."));
  }

  @Test
  void publishedAndReleasedRunsCountAndNoOthers() {
    closed("2026-03-01T06:00:00Z", "2020-03-01", RunStatus.PUBLISHED);
    closed("2026-03-02T06:00:00Z", "2020-03-02", RunStatus.REJECTED);
    closed("2026-03-03T06:00:00Z", "2020-03-03", RunStatus.HELD);
    released("2026-03-04T06:00:00Z", "2020-03-04");
    closed("2026-03-05T06:00:00Z", "2020-03-05", RunStatus.ALREADY_PUBLISHED);
    closed("2026-03-06T06:00:00Z", "2020-03-06", RunStatus.FAILED);
    ledger.started(Runs.start("curate", Runs.id("2026-03-07T06:00:00Z"), "2020-03-07"));

    assertThat(dates(9, "2020-03-08")).containsExactly("2020-03-04", "2020-03-01");
  }

  @Test
  void onlyEarlierLogicalDatesCount() {
    closed("2026-03-01T06:00:00Z", "2020-03-01", RunStatus.PUBLISHED);
    closed("2026-03-02T06:00:00Z", "2020-03-02", RunStatus.PUBLISHED);
    closed("2026-03-03T06:00:00Z", "2020-03-03", RunStatus.PUBLISHED);

    assertThat(dates(9, "2020-03-02")).containsExactly("2020-03-01");
    assertThat(dates(1, "2020-03-04")).containsExactly("2020-03-03");
    assertThat(dates(0, "2020-03-04")).isEmpty();
  }

  @Test
  void aDateThatRanTwiceIsItsLatestRun() {
    closed("2026-03-01T06:00:00Z", "2020-03-01", RunStatus.PUBLISHED);
    var again = closed("2026-03-09T06:00:00Z", "2020-03-01", RunStatus.PUBLISHED);
    closed("2026-03-10T06:00:00Z", "2020-03-01", RunStatus.REJECTED);
    closed("2026-02-28T06:00:00Z", "2020-02-28", RunStatus.PUBLISHED);

    var records = ledger.lastPublished("curate", 9, LogicalDate.parse("2020-03-02")).records();
    assertThat(records).extracting(record -> record.start().runId()).hasSize(2).contains(again);
  }

  @Test
  void aDateWhoseLatestRunDoesNotMeetTheConditionIsItsEarlierRun() {
    var first = closed("2026-03-01T06:00:00Z", "2020-03-01", RunStatus.PUBLISHED);
    closed("2026-03-02T06:00:00Z", "2020-03-01", RunStatus.PUBLISHED);

    var records =
        ledger
            .lastPublished(
                "curate",
                9,
                LogicalDate.parse("2020-03-02"),
                date -> true,
                record -> record.start().runId().equals(first))
            .records();
    assertThat(records).extracting(record -> record.start().runId()).containsExactly(first);
  }

  @Test
  void aBackfillIsOrderedByItsLogicalDate() {
    closed("2026-01-15T06:00:00Z", "2026-01-14", RunStatus.PUBLISHED);
    closed("2026-02-15T06:00:00Z", "2026-02-14", RunStatus.PUBLISHED);
    closed("2026-03-15T06:00:00Z", "2026-01-13", RunStatus.PUBLISHED);

    assertThat(dates(9, "2026-03-01")).containsExactly("2026-02-14", "2026-01-14", "2026-01-13");
    assertThat(dates(2, "2026-03-01")).containsExactly("2026-02-14", "2026-01-14");
    assertThat(dates(1, "2026-02-14")).containsExactly("2026-01-14");
  }

  @Test
  void aBaselineListsOnlyTheMonthsThatCanHoldItAndOpensOnlyItsRecords() {
    for (var day = LocalDate.parse("2025-01-01"); day.getYear() == 2025; day = day.plusDays(1)) {
      closed(day + "T06:00:00Z", day.toString(), RunStatus.PUBLISHED);
    }
    for (int job = 0; job < 20; job++) {
      var start = Runs.start("job-" + job, Runs.id("2025-12-30T00:00:00Z"), "2025-12-30");
      ledger.closed(Runs.record(start, RunStatus.PUBLISHED));
    }
    store.forget();

    assertThat(dates(7, "2025-12-31"))
        .containsExactly(
            "2025-12-30",
            "2025-12-29",
            "2025-12-28",
            "2025-12-27",
            "2025-12-26",
            "2025-12-25",
            "2025-12-24");
    assertThat(store.listed()).containsExactly("runs/curate", "runs/curate/2025-12");
    assertThat(store.opened()).hasSize(7).allMatch(path -> path.endsWith(".closed.json"));
  }

  @Test
  void aDateThatIsNotWantedIsNotOpened() {
    for (int day = 1; day <= 28; day++) {
      var date = "2026-02-%02d".formatted(day);
      closed(date + "T06:00:00Z", date, RunStatus.PUBLISHED);
    }
    store.forget();
    var monday = LogicalDate.parse("2026-03-02");

    var records =
        ledger
            .lastPublished(
                "curate", 3, monday, date -> date.dayOfWeek() == monday.dayOfWeek(), record -> true)
            .records();

    assertThat(records)
        .extracting(record -> record.start().logicalDate().toString())
        .containsExactly("2026-02-23", "2026-02-16", "2026-02-09");
    assertThat(store.opened()).hasSize(3);
  }

  @Test
  void findWithTheJobListsOneFolder() {
    var run = closed("2026-03-01T06:00:00Z", "2020-03-01", RunStatus.PUBLISHED);
    store.forget();

    assertThat(ledger.find("curate", run)).isPresent();
    assertThat(store.listed()).containsExactly("runs/curate/2026-03");
    assertThat(ledger.find("other", run)).isEmpty();
  }

  @Test
  void findTriesEachJobsMonth() {
    closed("2026-01-01T06:00:00Z", "2020-03-01", RunStatus.PUBLISHED);
    var start = Runs.start("z", Runs.id("2026-03-01T06:00:00Z", 2), "2020-03-01");
    ledger.started(start);

    assertThat(ledger.find(start.runId()).orElseThrow().job()).isEqualTo("z");
  }

  private String closed(String madeAt, String date, RunStatus status) {
    var start = Runs.start("curate", Runs.id(madeAt), date);
    ledger.closed(Runs.record(start, status));
    return start.runId();
  }

  private void released(String madeAt, String date) {
    closed(madeAt, date, RunStatus.HELD);
    var start = Runs.start("curate", Runs.id(madeAt), date);
    ledger.intervened(Runs.intervention(start, RunStatus.RELEASED));
  }

  private List<String> dates(int limit, String before) {
    return ledger.lastPublished("curate", limit, LogicalDate.parse(before)).records().stream()
        .map(record -> record.start().logicalDate().toString())
        .toList();
  }

  /** In memory; remembers what was listed and opened. */
}
