package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.TestSpark;
import io.tidegate.config.LogicalDate;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunView;
import io.tidegate.ledger.Runs;
import io.tidegate.ledger.SubmittedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need Spark, on the session that the tests share, and their exit codes. */
class GateCommandsTest {

  @TempDir private Path folder;

  @BeforeAll
  static void session() {
    TestSpark.session();
  }

  @BeforeEach
  void job() throws IOException {
    Files.createDirectories(folder.resolve("quality-rules"));
    Files.writeString(
        folder.resolve("quality-rules/orders.dqdl"),
        "Rules = [\n  IsComplete \"id\",\n  IsPrimaryKey \"id\",\n  ColumnValues \"id\" > 0\n]\n");
    Files.writeString(
        folder.resolve("job.conf"),
        """
        job { name = copy-orders, owner = team, class = "io.tidegate.cli.CopyOrders" }
        vars { fail = "no" }
        settings { fail = ${fail} }
        warehouse = "%1$s"
        ledger { path = "%1$s/ledger" }
        inputs.orders {
          format = csv, path = "%1$s/orders-"${logical-date}".csv", schema = "id bigint"
        }
        output {
          name = raw.orders, format = delta, path = "%1$s/orders"
          write = replace-partition, partition-by = [day]
          volume { previous { max-drop = 50%%, otherwise = hold } }
          quality = [ { rules = "orders.dqdl", on-failure = reject } ]
        }
        """
            .formatted(folder));
  }

  @Test
  void aPublishedRunEndsWithZeroAndSoDoesTheSecond() throws IOException {
    orders("2024-03-01", 10);
    var report = folder.resolve("report.json");

    var first = run("2024-03-01", "--report", report.toString());
    assertThat(first.code()).isZero();
    assertThat(first.err()).isEmpty();
    assertThat(first.outLines().get(0))
        .matches("copy-orders 2024-03-01: published in .* \\(pass\\)");
    assertThat(first.outLines())
        .contains(
            "  rules   raw.orders: 2 from the files' statistics, 0 in the write, 1 on the staged"
                + " files (orders.dqdl:3)");
    var json = new ObjectMapper().readTree(report.toFile());
    assertThat(json.at("/status").asText()).isEqualTo("PUBLISHED");
    assertThat(json.at("/outputs/0/tiers").toString())
        .isEqualTo(
            "{\"orders.dqdl:2\":\"statistics\",\"orders.dqdl:3\":\"staged-files\","
                + "\"orders.dqdl:4\":\"statistics\"}");

    assertThat(call("show", json.at("/start/runId").asText(), "--columns").outLines())
        .endsWith("  columns of raw.orders", "    id  <- orders.id", "    day <- a constant");

    var second = run("2024-03-01");
    assertThat(second.code()).isZero();
    assertThat(second.outLines().get(0)).startsWith("copy-orders 2024-03-01: published in");
    assertThat(TestSpark.session().read().format("delta").load(folder + "/orders").count())
        .isEqualTo(10);
  }

  @Test
  void whatIsPublishedAlreadyEndsWithZero() throws IOException {
    orders("2024-03-01", 10);
    assertThat(run("2024-03-01", "--set", "output.write=append").code()).isZero();

    var second = run("2024-03-01", "--set", "output.write=append");
    assertThat(second.code()).isZero();
    assertThat(second.outLines().get(0)).startsWith("copy-orders 2024-03-01: already published in");
    assertThat(TestSpark.session().read().format("delta").load(folder + "/orders").count())
        .isEqualTo(10);
  }

  @Test
  void aRunThatWasSubmittedLeavesItsCodeInTheLedger() throws IOException {
    orders("2024-03-01", 10);
    var runs = Ledger.open(folder + "/ledger").submittedRuns();
    var date = LogicalDate.parse("2024-03-01");

    assertThat(run("2024-03-01", "--try", "1").code()).isZero();
    assertThat(runs.find("copy-orders", date, 1)).contains(new SubmittedRuns.Ended(0, ""));
    assertThat(run("2024-03-01", "--try", "2", "--set", "fail=transient").code()).isEqualTo(75);
    assertThat(runs.find("copy-orders", date, 2).map(SubmittedRuns.Ended::code)).contains(75);
  }

  @Test
  void aHeldRunEndsWithThreeAndIsReleasedOnce() throws IOException {
    String held = heldRun();

    assertThat(call("release", held, "--reason", "a holiday"))
        .isEqualTo(new Cli.Shown(0, "released: raw.orders is at version 1\n", ""));
    assertThat(TestSpark.session().read().format("delta").load(folder + "/orders").count())
        .isEqualTo(14);
    assertThat(call("release", held, "--reason", "again"))
        .isEqualTo(
            Cli.mistake("run " + held + " is released (only one that is held can be released)"));
    assertThat(call("discard", held, "--reason", "again"))
        .isEqualTo(
            Cli.mistake(
                "run "
                    + held
                    + " is released (only one that is held or rejected can be discarded)"));
    assertThat(call("show", held).outLines())
        .last()
        .asString()
        .matches("  released at \\S+ by " + System.getProperty("user.name") + ": a holiday");
  }

  @Test
  void aHeldRunIsDiscardedOnce() throws IOException {
    String held = heldRun();

    assertThat(call("discard", held, "--reason", "not a holiday"))
        .isEqualTo(
            new Cli.Shown(0, "discarded: the staged files of run " + held + " are gone\n", ""));
    assertThat(call("release", held, "--reason", "after all"))
        .isEqualTo(
            Cli.mistake("run " + held + " is discarded (only one that is held can be released)"));
    assertThat(TestSpark.session().read().format("delta").load(folder + "/orders").count())
        .isEqualTo(10);
  }

  @Test
  void aRejectedRunEndsWithThreeAndItsRowsAreShown() throws IOException {
    Files.writeString(folder.resolve("orders-2024-03-01.csv"), "id\n1\n2\n2\n-7\n");

    var rejected = run("2024-03-01");
    assertThat(rejected.code()).isEqualTo(3);
    assertThat(rejected.err()).isEmpty();
    assertThat(rejected.outLines().get(0)).contains(": rejected in ");
    String run = lastRun();
    assertThat(call("rejected", run, "--rows", "1").out())
        .isEqualTo(
            """
            REJECT raw.orders orders.dqdl:3: Completeness 1, Uniqueness 0.5; expected IsPrimaryKey "id"
              Value: 0.5 does not meet the constraint requirement!
            +---+-----+
            | id|count|
            +---+-----+
            |  2|    2|
            +---+-----+
            REJECT raw.orders orders.dqdl:4: Completeness 1, Minimum -7; expected ColumnValues "id" > 0
              Value: -7.0 does not meet the constraint requirement!
            +---+----------+
            | id|       day|
            +---+----------+
            | -7|2024-03-01|
            +---+----------+
            """);
    assertThat(call("release", run, "--reason", "never mind"))
        .isEqualTo(
            Cli.mistake("run " + run + " is rejected (only one that is held can be released)"));
    assertThat(call("discard", run, "--reason", "seen").code()).isZero();
    assertThat(call("rejected", run).outLines())
        .last()
        .isEqualTo("(no staged files: the run stopped before staging, or they have expired)");
  }

  @Test
  void whatCanHelpIfTriedAgainEndsWith75() throws IOException {
    orders("2024-03-01", 10);

    assertThat(run("2024-03-01", "--set", "fail=transient"))
        .isEqualTo(
            new Cli.Shown(
                75, "", "tidegate: the shop does not answer: java.io.IOException: timed out\n"));
  }

  @Test
  void whatNobodyExpectedEndsWithOneAndItsStackTrace() throws IOException {
    orders("2024-03-01", 10);

    var failed = run("2024-03-01", "--set", "fail=bug");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.errLines())
        .startsWith("tidegate: this cannot be", "java.lang.IllegalStateException: this cannot be");
    assertThat(failed.err()).contains("\tat io.tidegate.cli.CopyOrders.transform");
  }

  @Test
  void mistakesEndWithTwo() throws IOException {
    orders("2024-03-01", 10);

    assertThat(run("2024-03-01", "--report", folder + "/none/report.json"))
        .isEqualTo(
            Cli.mistake(
                "--report: "
                    + folder
                    + "/none/report.json cannot be written (name a file in a directory that"
                    + " exists)"));
    assertThat(run("2024-03-01", "--set", "job.class=io.tidegate.cli.CopyOrder"))
        .isEqualTo(
            Cli.mistake(
                "--set: job.class: there is no class io.tidegate.cli.CopyOrder on the class path"
                    + " (add the jar that has it)"));
    assertThat(run("2024-03-01", "--set", "job.class=java.lang.String"))
        .isEqualTo(
            Cli.mistake(
                "job.class: java.lang.String is not a SparkJob (extend ExtractJob, TransformJob or"
                    + " LoadJob)"));
    assertThat(folder.resolve("ledger")).doesNotExist();
    assertThat(run("2024-03-01").code()).isZero();
    String unknown = Runs.id("2026-03-01T06:00:00Z");
    for (String command : List.of("release", "discard")) {
      assertThat(call(command, unknown, "--reason", "why not"))
          .isEqualTo(
              Cli.mistake(
                  "the ledger has no run " + unknown + " ('tidegate history JOB' lists the runs)"));
    }
    String run = lastRun();
    assertThat(call("release", run, "--reason", "why not"))
        .isEqualTo(
            Cli.mistake("run " + run + " is published (only one that is held can be released)"));
  }

  @Tag("long")
  @Test
  void aTableIsRestored() throws IOException {
    orders("2024-03-01", 10);
    orders("2024-03-02", 9);
    assertThat(run("2024-03-01").code()).isZero();
    assertThat(run("2024-03-02").code()).isZero();
    String second = lastRun();

    assertThat(call("restore", "raw.orders", "--to", "v0"))
        .isEqualTo(
            Cli.mistake(
                "tidegate: Missing required argument (specify one of these): (--reason=TEXT |"
                    + " --dry-run)",
                "'tidegate restore --help' explains"));
    assertThat(call("restore", "raw.orders", "--to", "first", "--dry-run"))
        .isEqualTo(Cli.mistake("--to: 'first' is no version (write v5)"));
    assertThat(call("restore", "raw.orders", "--to", "v0", "--reason", " "))
        .isEqualTo(Cli.mistake("--reason: is empty (say why; the ledger keeps it)"));
    var plan = call("restore", "raw.orders", "--to", "v0", "--dry-run");
    assertThat(plan.outLines().get(0))
        .isEqualTo("raw.orders would be v0 again; nothing is changed");
    assertThat(plan.outLines().get(1))
        .matches("  would undo v1, of \\S+: copy-orders for 2024-03-02, run " + second);
    var restored =
        new ObjectMapper()
            .readTree(call("restore", "raw.orders", "--to", "0", "--reason", "no", "--json").out());
    assertThat(restored.at("/version").asLong()).isEqualTo(2);
    assertThat(restored.at("/rerun/steps/0/logicalDate").asText()).isEqualTo("2024-03-02");
    assertThat(call("history", "copy-orders", "--last", "1").out())
        .matches("2024-03-02       undone .* raw.orders v1 9 rows\n");
    assertThat(call("restore", "raw.orders", "--to", "v1", "--reason", "it was right").outLines())
        .satisfiesExactly(
            line -> assertThat(line).matches("restored: raw.orders v3 is v1 again \\(run \\S+\\)"),
            line ->
                assertThat(line)
                    .matches("  undone v2, of \\S+: copy-orders.restore for \\S+, run \\S+"),
            line ->
                assertThat(line)
                    .matches("  back v1, of \\S+: copy-orders for 2024-03-02, run " + second),
            line -> assertThat(line).isEqualTo("no published run has used raw.orders, v2"),
            line -> assertThat(line).isEqualTo("no run has to be done again"));
    assertThat(call("explain", "raw.orders").outLines())
        .contains(
            "  note      restored to v1 by " + System.getProperty("user.name") + ": it was right");
  }

  @Test
  void repairCompletesWhatWasKilled() {
    RunStart dead = Runs.start("copy-orders", Runs.id("2024-03-01T06:00:00Z"), "2024-03-01");
    Ledger.open(folder + "/ledger").started(dead);

    assertThat(call("ledger", "repair"))
        .isEqualTo(
            new Cli.Shown(
                0,
                "copy-orders 2024-03-01 run "
                    + dead.runId()
                    + ": is taken for dead; completed as failed\n1 run repaired\n",
                ""));
    assertThat(call("ledger", "repair")).isEqualTo(new Cli.Shown(0, "nothing to repair\n", ""));
    assertThat(call("show", dead.runId()).outLines().get(0))
        .startsWith("copy-orders 2024-03-01: failed in");
  }

  /** Ten orders, published, and on the next day four: the id of that run. */
  private String heldRun() throws IOException {
    orders("2024-03-01", 10);
    orders("2024-03-02", 4);
    assertThat(run("2024-03-01").code()).isZero();
    var held = run("2024-03-02");
    assertThat(held.code()).isEqualTo(3);
    assertThat(held.outLines().get(0)).matches("copy-orders 2024-03-02: held in .* \\(hold\\)");
    return lastRun();
  }

  private String lastRun() {
    RunView last = Ledger.open(folder + "/ledger").history("copy-orders", 1).get(0);
    return last.runId();
  }

  private Cli.Shown run(String date, String... args) {
    var all = new ArrayList<>(List.of("run", folder + "/job.conf", "--date", date));
    all.addAll(List.of(args));
    return Cli.call(all.toArray(String[]::new));
  }

  private Cli.Shown call(String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--ledger", folder + "/ledger"));
    return Cli.call(all.toArray(String[]::new));
  }

  private void orders(String date, int rows) throws IOException {
    Files.writeString(
        folder.resolve("orders-" + date + ".csv"),
        LongStream.rangeClosed(1, rows)
            .mapToObj(id -> id + "\n")
            .collect(Collectors.joining("", "id\n", "")));
  }
}
