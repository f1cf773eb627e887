package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ledger.ColumnLineage;
import io.tidegate.ledger.ColumnLineage.Kind;
import io.tidegate.ledger.ColumnLineage.Source;
import io.tidegate.ledger.Intervention;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunStatus;
import io.tidegate.ledger.RunView;
import io.tidegate.ledger.Runs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that only read the ledger. */
class LedgerCommandsTest {

  private static final RunStart OLD = start("2026-03-01T06:00:00Z", "2026-03-01");
  private static final RunStart HELD = start("2026-03-02T06:00:00Z", "2026-03-02");
  private static final RunStart RUNNING = start("2026-03-03T06:00:00Z", "2026-03-03");

  @TempDir private Path folder;
  private Ledger ledger;

  @BeforeEach
  void threeRuns() {
    ledger = Ledger.open(folder.toString());
    ledger.closed(Runs.record(OLD, RunStatus.PUBLISHED, "curated.cases", 1234));
    ledger.closed(Runs.record(HELD, RunStatus.HELD));
    ledger.intervened(
        new Intervention(
            HELD.runId(),
            "copy",
            RunStatus.RELEASED,
            Instant.parse("2026-03-02T08:00:00Z"),
            "grace",
            "a holiday",
            Map.of("curated.cases", 8L)));
    ledger.started(RUNNING);
  }

  @Test
  void historyIsNewestFirst() {
    assertThat(call("history", "copy").outLines())
        .containsExactly(
            "2026-03-03       started                         " + RUNNING.runId() + "  ",
            "2026-03-02       released               300.0 s  "
                + HELD.runId()
                + "  curated.cases v7 100 rows",
            "2026-03-01       published              300.0 s  "
                + OLD.runId()
                + "  curated.cases v7 1,234 rows");
  }

  @Test
  void historyOfTheLast() {
    assertThat(call("history", "copy", "--last", "1").outLines())
        .hasSize(1)
        .allMatch(line -> line.contains(RUNNING.runId()));
  }

  @Test
  void historyAsJson() throws Exception {
    List<String> lines = call("history", "copy", "--json").outLines();
    assertThat(lines).hasSize(3);
    assertThat(LedgerJson.read(lines.get(1), RunView.class))
        .isEqualTo(ledger.find(HELD.runId()).orElseThrow());
  }

  @Test
  void historyOfAJobThatNeverRan() {
    assertThat(call("history", "other"))
        .isEqualTo(new Cli.Shown(0, "no runs of other in " + folder + "\n", ""));
  }

  @Test
  void showsARunAndWhatHappenedToItSince() {
    assertThat(call("show", HELD.runId()).outLines())
        .containsExactly(
            "copy 2026-03-02: held in 300.0 s (pass)",
            "  run     " + HELD.runId() + ", program 1.2.0+3f9a1c2",
            "  out     curated.cases v7, 100 rows, 1000 B",
            "  steps   ",
            "  released at 2026-03-02T08:00:00Z by grace: a holiday");
  }

  @Test
  void showsARunThatHasNotEnded() {
    assertThat(call("show", RUNNING.runId()).outLines())
        .containsExactly(
            "copy 2026-03-03: started",
            "  started at 2026-03-03T06:00:00Z by ada on driver-1, process 4711, application"
                + " application_1_2");
  }

  @Test
  void showsWhereColumnsComeFrom() {
    var lineage =
        new ColumnLineage(
            Map.of("total", List.of(new Source("orders", "price", Kind.AGGREGATION, true))),
            List.of(new Source("orders", "day", Kind.GROUP_BY, false)),
            List.of("MapElements"),
            List.of("file:/other"));
    var start = start("2026-03-04T06:00:00Z", "2026-03-04");
    ledger.closed(Runs.record(start, ledger.shared().add("copy", LedgerJson.write(lineage))));

    assertThat(call("show", start.runId(), "--columns").outLines())
        .endsWith(
            "  columns of curated.cases",
            "    total <- orders.price (aggregation, masked)",
            "    which rows: orders.day (group by)",
            "    MapElements cannot be looked into: all that it is given",
            "    read without being an input: file:/other");
    assertThat(call("show", OLD.runId(), "--columns").outLines())
        .endsWith("  columns of curated.cases", "    not recorded");
  }

  @Test
  void showsAsJson() throws Exception {
    assertThat(LedgerJson.read(call("show", OLD.runId(), "--json").out(), RunView.class))
        .isEqualTo(ledger.find(OLD.runId()).orElseThrow());
  }

  private Cli.Shown call(String command, String... args) {
    var all = new java.util.ArrayList<>(List.of(command));
    all.addAll(List.of(args));
    all.addAll(List.of("--ledger", folder.toString()));
    Cli.Shown shown = Cli.call(all.toArray(String[]::new));
    assertThat(shown.err()).isEmpty();
    assertThat(shown.code()).isZero();
    return shown;
  }

  private static RunStart start(String madeAt, String date) {
    return Runs.start("copy", Runs.id(madeAt), date);
  }
}
