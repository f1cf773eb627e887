package io.tidegate.lineage.provenance;

import static io.tidegate.config.WriteMode.APPEND;
import static io.tidegate.config.WriteMode.OVERWRITE;
import static io.tidegate.config.WriteMode.REPLACE_PARTITION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.WriteMode;
import io.tidegate.ledger.Ledger;
import io.tidegate.lineage.provenance.RerunPlan.Step;
import io.tidegate.problem.UserException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RerunPlanTest {

  private static final Table ORDERS = new Table("extract", "raw.orders", "file:/w/orders");
  private static final Table REVENUE = new Table("curate", "curated.revenue", "file:/w/revenue");
  private static final Table REPORT = new Table("publish", "report", "file:/w/report");

  private record Table(String job, String name, String path) {}

  @TempDir private Path folder;
  private Ledger ledger;
  private Story story;

  @BeforeEach
  void anEmptyLedger() {
    ledger = Ledger.open(folder.toString());
    story = new Story(ledger);
  }

  @Test
  void whoMadeItThenWhoReadItThenWhoReadThat() {
    orders(0, "2026-03-01");
    orders(1, "2026-03-02");
    orders(2, "2026-03-03");
    ran("2026-03-01", ORDERS, 0, REVENUE, 0, OVERWRITE);
    ran("2026-03-02", ORDERS, 1, REVENUE, 1, OVERWRITE);
    ran("2026-03-03", ORDERS, 2, REVENUE, 2, OVERWRITE);
    ran("2026-03-02", REVENUE, 1, REPORT, 0, OVERWRITE);

    assertThat(rerun(1, 2))
        .containsExactly(
            step(1, "extract", "2026-03-02", "raw.orders v1 is undone"),
            step(1, "extract", "2026-03-03", "raw.orders v2 is undone"),
            step(2, "curate", "2026-03-02", "read raw.orders v1"),
            step(2, "curate", "2026-03-03", "read raw.orders v2"),
            step(3, "publish", "2026-03-02", "read curated.revenue v1"));
  }

  /** The report's shortest way to the orders is one step, its longest two. */
  @Test
  void aRunWaitsForAllThatItReads() {
    orders(0, "2026-03-01");
    orders(1, "2026-03-02");
    ran("2026-03-02", ORDERS, 1, REVENUE, 0, OVERWRITE);
    story
        .run("publish", "2026-03-02")
        .reads("r", REVENUE.path(), 0)
        .reads("o", ORDERS.path(), 1)
        .writes(REPORT.name(), REPORT.path(), 0, OVERWRITE)
        .published();

    assertThat(rerun(1))
        .containsExactly(
            step(1, "extract", "2026-03-02", "raw.orders v1 is undone"),
            step(2, "curate", "2026-03-02", "read raw.orders v1"),
            step(3, "publish", "2026-03-02", "read curated.revenue v0", "read raw.orders v1"));
  }

  @Test
  void whatWasAppendedHasToBeTakenAwayFirst() {
    orders(0, "2026-03-01");
    orders(1, "2026-03-02");
    ran("2026-03-02", ORDERS, 1, REVENUE, 4, APPEND);

    assertThat(rerun(1))
        .containsExactly(
            step(1, "extract", "2026-03-02", "raw.orders v1 is undone"),
            new Step(
                2,
                "curate",
                "public-health",
                "2026-03-02",
                List.of("read raw.orders v1"),
                List.of("curated.revenue v4")));
  }

  @Test
  void aDateThatRanAgainRunsOnce() {
    orders(0, "2026-03-01");
    orders(1, "2026-03-02");
    orders(2, "2026-03-02");
    ran("2026-03-02", ORDERS, 1, REVENUE, 0, OVERWRITE);
    ran("2026-03-02", ORDERS, 2, REVENUE, 1, OVERWRITE);

    assertThat(rerun(1, 2))
        .containsExactly(
            step(1, "extract", "2026-03-02", "raw.orders v1 is undone", "raw.orders v2 is undone"),
            step(2, "curate", "2026-03-02", "read raw.orders v1", "read raw.orders v2"));
  }

  /** Each day reads the table as the day before left it. */
  @Test
  void daysThatBuildOnOneAnotherRunOneAfterTheOther() {
    orders(0, "2026-03-01");
    for (int day = 1; day <= 3; day++) {
      ran("2026-03-0" + (day + 1), ORDERS, day - 1, ORDERS, day, APPEND);
    }

    assertThat(rerun(2, 3))
        .containsExactly(
            step(1, "extract", "2026-03-03", "raw.orders v2 is undone"),
            step(2, "extract", "2026-03-04", "raw.orders v3 is undone", "read raw.orders v2"));
  }

  /** The second of March read what the first made, and the first, run again, read the second's. */
  @Test
  void aCircleOfDatesBeginsWithTheOldest() {
    orders(0, "2026-03-01");
    ran("2026-03-01", ORDERS, 0, REVENUE, 0, REPLACE_PARTITION);
    ran("2026-03-02", REVENUE, 0, ORDERS, 1, REPLACE_PARTITION);
    ran("2026-03-02", ORDERS, 1, REVENUE, 1, REPLACE_PARTITION);
    ran("2026-03-01", REVENUE, 1, ORDERS, 2, REPLACE_PARTITION);

    assertThat(rerun(1, 2)).extracting(Step::wave).isSorted();
    assertThat(rerun(1, 2))
        .extracting(step -> step.job() + " " + step.logicalDate())
        .containsExactly("extract 2026-03-02", "curate 2026-03-02", "extract 2026-03-01");
  }

  @Test
  void aRestoreIsNotRunAgain() {
    orders(0, "2026-03-01");
    orders(1, "2026-03-02");
    story
        .run("extract.restore", "2026-03-03")
        .reads("output0", ORDERS.path(), 0)
        .writes(ORDERS.name(), ORDERS.path(), 2, OVERWRITE)
        .published();
    ran("2026-03-03", ORDERS, 2, REVENUE, 0, OVERWRITE);

    assertThat(rerun(1, 2))
        .containsExactly(
            step(1, "extract", "2026-03-02", "raw.orders v1 is undone"),
            step(1, "curate", "2026-03-03", "read raw.orders v2"));
  }

  @Test
  void onlyATableOfTheLedgerIsKnown() {
    ran("2026-03-01", ORDERS, 0, REVENUE, 0, OVERWRITE);

    assertThatThrownBy(() -> KnownTable.of(ledger, ORDERS.path()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "no run of this ledger made "
                + ORDERS.path()
                + " (only such a table has a history here)");
    assertThatThrownBy(() -> KnownTable.of(ledger, "curated.revenue@v0"))
        .isInstanceOf(UserException.class)
        .hasMessage("'curated.revenue@v0' is more than a dataset's name (name the table alone)");
    assertThat(KnownTable.of(ledger, REVENUE.path()).dataset()).isEqualTo("curated.revenue");
  }

  private List<Step> rerun(long... undone) {
    return KnownTable.of(ledger, ORDERS.name())
        .rerun(LongStream.of(undone).boxed().toList())
        .steps();
  }

  private static Step step(int wave, String job, String date, String... because) {
    return new Step(wave, job, "public-health", date, List.of(because), List.of());
  }

  private void orders(long version, String date) {
    story
        .run("extract", date)
        .readsFile("day", "file:/in", date + ".csv")
        .writes(ORDERS.name(), ORDERS.path(), version, APPEND)
        .published();
  }

  private void ran(String date, Table from, long read, Table to, long version, WriteMode mode) {
    story
        .run(to.job(), date)
        .reads("input", from.path(), read)
        .writes(to.name(), to.path(), version, mode)
        .published();
  }
}
