package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.TestSpark;
import io.tidegate.check.Outcome;
import io.tidegate.config.JobConfig;
import io.tidegate.faults.Sigkill;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.Intervention;
import io.tidegate.ledger.RowChanges;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunStatus;
import io.tidegate.ledger.RunView;
import io.tidegate.lineage.events.HttpSink;
import io.tidegate.lineage.provenance.Explanation;
import io.tidegate.lineage.provenance.Impact;
import io.tidegate.problem.UserException;
import io.tidegate.publish.TablePartition;
import io.tidegate.run.RetainReport.Vacuum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of three days, the first of which is past its time from this moment on. */
class RetainTest {

  /** 400 days after the end of the first day. */
  static final Instant NOW = Instant.parse("2025-04-06T00:00:00Z");

  private static final Duration WEEK = Duration.ofDays(7);

  private static Path folder;
  private static OrdersGate gate;
  private static RunReport first;
  private static Rewind rewind;

  @BeforeAll
  static void threeDays(@TempDir Path root) throws IOException {
    folder = Files.createDirectory(root.resolve("orders"));
    gate = new OrdersGate(folder, TestSpark.interpreting());
    gate.conf(
        "partition-by = [day]",
        "partition-by = [day], retention { keep = 400d, vacuum = 7d, quarantine = 400d }");
    gate.orders("2024-03-01", 10);
    gate.orders("2024-03-02", 12);
    gate.orders("2024-03-03", 14);
    first = gate.run("2024-03-01");
    assertThat(first.isPublished()).as(first.toTable()).isTrue();
    assertThat(gate.run("2024-03-02").isPublished()).isTrue();
    rewind = Rewind.to(folder);
  }

  @BeforeEach
  void asItWas() {
    rewind.back();
  }

  @Test
  void deletesWhatIsPastItsTimeAndNothingElse() {
    assertThat(retainAt(NOW.minusSeconds(1)).partitions().orElseThrow().past()).isEmpty();

    RetainReport report = retainAt(NOW);

    assertThat(report.version()).hasValue(2);
    assertThat(report.partitions().orElseThrow().past())
        .extracting(TablePartition::value, p -> p.rows().orElseThrow(), TablePartition::files)
        .containsExactly(tuple(Optional.of("2024-03-01"), 10L, 1L));
    assertThat(gate.table().select("day").distinct().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("2024-03-02");

    RetainReport again = retainAt(NOW);
    assertThat(again.runId()).isEmpty();
    assertThat(again.partitions().orElseThrow().all()).isEqualTo(1);
    assertThat(gate.ledger().history("copy-orders.retain", 5)).hasSize(1);
  }

  @Test
  void aPlanChangesNothing() {
    var plans = new ArrayList<RetainReport>();
    retain(NOW).plan(confs(), plans::add);

    assertThat(plans).hasSize(1);
    assertThat(plans.get(0).partitions().orElseThrow().rows()).hasValue(10);
    assertThat(plans.get(0).version()).isEmpty();
    assertThat(plans.get(0).runId()).isEmpty();
    assertThat(gate.table().count()).isEqualTo(22);
    assertThat(gate.ledger().jobs()).containsExactly("copy-orders");
  }

  @Tag("long")
  @Test
  void retentionIsPartOfTheTablesStory() {
    String retain = retainAt(NOW).runId().orElseThrow();

    RunView run = view(retain);
    RunRecord record = run.record().orElseThrow();
    assertThat(run.job()).isEqualTo("copy-orders.retain");
    assertThat(run.status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(record.notes())
        .containsExactly("1 partition past 400d deleted by ann: storage costs; day = 2024-03-01");
    assertThat(record.outputs().get(0).changes()).contains(new RowChanges(0, 0, 10));
    assertThat(record.outputs().get(0).rows()).isEqualTo(12);
    assertThat(gate.ledger().kept().runs("copy-orders.retain")).isEmpty();

    Explanation explained = Explanation.of(gate.ledger(), "raw.orders", Optional.empty(), 5);
    assertThat(explained.version()).hasValue(2);
    assertThat(explained.run().orElseThrow().user()).isEqualTo("ann");
    assertThat(explained.run().orElseThrow().notes()).isEqualTo(record.notes());
    assertThat(explained.remarks()).containsExactly("its other rows came with v0..v1");

    RunView deleted = view(first.record().start().runId());
    assertThat(deleted.status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(deleted.interventions())
        .extracting(Intervention::who, Intervention::reason)
        .containsExactly(
            tuple(
                "ann",
                "its partition of raw.orders is past its time; deleted by run "
                    + retain
                    + " of copy-orders.retain"));
    assertThat(Impact.of(gate.ledger(), "raw.orders@v0").affected()).isEmpty();
  }

  /** Half of the day before would be held; half of the table is not looked at. */
  @Tag("long")
  @Test
  void theNextRunMissesNothing() {
    retainAt(NOW);
    RunReport third = gate.run("2024-03-03");
    assertThat(third.status()).as(third.toTable()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(OrdersGate.outcome(third, "previous"))
        .isEqualTo(
            new Outcome.Passed(
                "at least 6 rows (12 rows on 2024-03-02, at most 50 % fewer)",
                "14 rows, 16.7 % more"));
    assertThat(OrdersGate.outcome(gate.run("2024-03-02"), "previous"))
        .isInstanceOf(Outcome.Passed.class);
  }

  @Tag("long")
  @Test
  void whatARestoreBringsBackGoesAgain() {
    String retain = retainAt(NOW).runId().orElseThrow();
    new Restore(gate.ledger(), gate.publisher(), Clock.systemUTC(), "ann")
        .restore("raw.orders", 1, "an audit");
    assertThat(gate.table().count()).isEqualTo(22);
    assertThat(view(retain).status()).isEqualTo(RunStatus.UNDONE);

    assertThat(retainAt(NOW).version()).hasValue(4);
    assertThat(gate.table().count()).isEqualTo(12);
  }

  /** Between the table's commit and the ledger's entry. */
  @Tag("long")
  @Test
  void aRetentionThatIsKilledIsCompleted() throws IOException {
    assertThat(DoomedRetain.run(folder, true)).isEqualTo(Sigkill.STATUS);
    assertThat(gate.table().count()).isEqualTo(12);
    String killed = gate.ledger().openRuns("copy-orders.retain").get(0).runId();

    assertThat(repair())
        .singleElement()
        .asString()
        .matches("copy-orders.retain \\S+ run " + killed + ": was cut off; completed as published");
    assertThat(view(killed).record().orElseThrow().outputs().get(0).version()).hasValue(2);
    assertThat(view(first.record().start().runId()).interventions()).hasSize(1);
    assertThat(repair()).isEmpty();
    assertThat(retainAt(NOW).runId()).isEmpty();
  }

  @Tag("long")
  @Test
  void aRetentionThatIsKilledBeforeItsCommitHasNotBeen() throws IOException {
    assertThat(DoomedRetain.run(folder, false)).isEqualTo(Sigkill.STATUS);
    String killed = gate.ledger().openRuns("copy-orders.retain").get(0).runId();

    assertThat(repair())
        .singleElement()
        .asString()
        .matches("copy-orders.retain \\S+ run " + killed + ": was cut off; completed as failed");
    assertThat(gate.table().count()).isEqualTo(22);
    assertThat(repair()).isEmpty();
    assertThat(retainAt(NOW).version()).hasValue(2);
  }

  @Test
  void removesUnusedFilesAndRecordsIt() throws IOException {
    Path old = litter();
    RetainReport report = retainAt(NOW.minusSeconds(1));

    assertThat(report.vacuum()).contains(new Vacuum(WEEK, 1, List.of()));
    assertThat(old).doesNotExist();
    RunView run = view(report.runId().orElseThrow());
    assertThat(run.record().orElseThrow().notes())
        .containsExactly("1 file unused for 7d removed by ann: storage costs");
    assertThat(run.record().orElseThrow().outputs().get(0).version()).isEmpty();
    assertThat(retainAt(NOW.minusSeconds(1)).runId()).isEmpty();
  }

  @Tag("long")
  @Test
  void noFileGoesWhileARunIsHeld() throws IOException {
    gate.orders("2024-03-03", 2);
    RunReport held = gate.run("2024-03-03");
    String id = held.record().start().runId();
    assertThat(held.status()).isEqualTo(RunStatus.HELD);
    Instant until = held.record().outputs().get(0).stagedUntil().orElseThrow();
    litter();
    age(id);

    RetainReport report = retainAt(NOW);
    assertThat(report.version()).hasValue(2);
    assertThat(report.vacuum().orElseThrow().obstacles())
        .containsExactly(
            "run "
                + id
                + " of copy-orders for 2024-03-03 is held, and its files lie in the table until "
                + until
                + " (release or discard it)");
    assertThat(gate.interventions().release(id, "a holiday")).containsEntry("raw.orders", 3L);
    assertThat(gate.table().count()).isEqualTo(14);
    assertThat(retainAt(NOW).vacuum()).contains(new Vacuum(WEEK, 1, List.of()));
    assertThat(gate.table().count()).isEqualTo(14);
  }

  @Tag("long")
  @Test
  void whatNobodyReleasedInTimeIsNoObstacle() {
    gate.orders("2024-03-03", 2);
    assertThat(gate.run("2024-03-03").status()).isEqualTo(RunStatus.HELD);
    Instant later = Instant.now().plus(WEEK);
    assertThat(plan(later).vacuum().orElseThrow().obstacles()).isEmpty();
  }

  @Tag("long")
  @Test
  void noFileGoesWhileARunHasNotEndedOrAVersionIsPinned() throws IOException {
    assertThat(DoomedRetain.run(folder, false)).isEqualTo(Sigkill.STATUS);
    String killed = gate.ledger().openRuns("copy-orders.retain").get(0).runId();
    String config = gate.read("job.conf");
    gate.write(
        "job.conf",
        config + "\ninputs.before { format = delta, path = \"" + gate.path() + "\", version = 0 }");

    assertThat(plan(Instant.now().plus(Duration.ofDays(8))).vacuum().orElseThrow().obstacles())
        .hasSize(2)
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches(
                        "run "
                            + killed
                            + " of copy-orders.retain for \\S+ has not ended \\(wait for it, or"
                            + " 'tidegate ledger repair' where it is dead\\)"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "the input 'before' of copy-orders reads version 0, whose files are not"
                            + " the table's any more"));
  }

  @Tag("long")
  @Test
  void theQuarantineHasItsOwnTime() {
    gate.rules("rows.dqdl", "ColumnValues \"price\" > 2");
    gate.conf(
        "on-failure = reject }",
        "on-failure = reject }, { rules = \"rows.dqdl\", on-failure = quarantine }");
    gate.conf("keep = 400d, ", "");
    assertThat(gate.run("2024-03-01").isPublished()).isTrue();
    assertThat(gate.run("2024-03-02").isPublished()).isTrue();

    List<RetainReport> reports = retainAll(NOW);
    assertThat(reports)
        .extracting(RetainReport::dataset, report -> report.version().isPresent())
        .containsExactly(tuple("raw.orders", false), tuple("raw.orders__quarantine", true));
    assertThat(reports.get(1).partitions().orElseThrow().past())
        .extracting(TablePartition::value)
        .containsExactly(Optional.of("2024-03-01"));
    assertThat(reports.get(1).partitions().orElseThrow().column()).isEqualTo("_logical_date");
  }

  @Tag("long")
  @Test
  void soHaveRejectedRows() throws IOException {
    gate.conf("previous { max-drop = 50%, otherwise = hold }", "");
    gate.conf("id bigint, price double\"", "id bigint not null, price double\", rejects.max = 2");
    gate.conf("keep = 400d, ", "");
    gate.csv("2024-03-01", "id,price\n1,5\nx,6\n");
    gate.csv("2024-03-02", "id,price\n1,5\nx,6\n");
    assertThat(gate.run("2024-03-01").isPublished()).isTrue();
    assertThat(gate.run("2024-03-02").isPublished()).isTrue();

    RetainReport rejects = retainAll(NOW).get(1);
    assertThat(rejects.dataset()).isEqualTo("raw.orders__rejects_orders");
    assertThat(rejects.version()).isPresent();
    assertThat(rejects.partitions().orElseThrow().past())
        .extracting(TablePartition::value)
        .containsExactly(Optional.of("2024-03-01"));
  }

  @Test
  void aTableForAppendingIsAMistakeOfItsOwn() {
    TestSpark.interpreting()
        .sql(
            "ALTER TABLE delta.`"
                + gate.path()
                + "` SET TBLPROPERTIES ('delta.appendOnly' = 'true')");
    assertThatThrownBy(() -> retainAt(NOW))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "outputs.output: raw.orders has the property delta.appendOnly: no row can be deleted"
                + " from it (leave retention.keep out, or unset the property)");
    assertThat(gate.table().count()).isEqualTo(22);
  }

  @Test
  void aTableThatIsNotThereYetIsSaid() {
    gate.conf("path = ${warehouse}\"/orders\"", "path = ${warehouse}\"/other\"");
    assertThat(retainAt(NOW)).isEqualTo(RetainReport.absent("raw.orders", folder + "/other"));
  }

  @Tag("long")
  @Test
  void theJobsNextRunTellsOfIt() throws IOException {
    try (HttpSink sink = HttpSink.open()) {
      gate.write(
          "job.conf",
          gate.read("job.conf")
              + "\nlineage { namespace = test, transport { type = http, url = \""
              + sink.url()
              + "\" } }");
      gate.run("2024-03-02");
      retainAt(Instant.now());
      gate.run("2024-03-03");

      assertThat(sink.told())
          .containsSubsequence("START copy-orders.retain", "COMPLETE copy-orders.retain");
      JsonNode complete =
          sink.events().stream()
              .map(RetainTest::json)
              .filter(event -> event.at("/job/name").asText().equals("copy-orders.retain"))
              .reduce((one, next) -> next)
              .orElseThrow();
      assertThat(complete.at("/job/facets/jobType/jobType").asText()).isEqualTo("RETAIN");
      assertThat(complete.at("/inputs").size()).isZero();
      assertThat(complete.at("/outputs/0/facets/version/datasetVersion").asText()).isEqualTo("3");
    }
  }

  private Retain retain(Instant now) {
    return new Retain(gate.ledger(), gate.publisher(), Clock.fixed(now, ZoneOffset.UTC), "ann");
  }

  private Retain.Confs confs() {
    JobConfig job = gate.config("2024-03-03");
    return new Retain.Confs(
        job, List.of(job), path -> path.startsWith("file:") ? path : "file:" + path);
  }

  private List<RetainReport> retainAll(Instant now) {
    var reports = new ArrayList<RetainReport>();
    retain(now).retain(confs(), "storage costs", reports::add);
    return reports;
  }

  private RetainReport retainAt(Instant now) {
    return retainAll(now).get(0);
  }

  private RetainReport plan(Instant now) {
    var plans = new ArrayList<RetainReport>();
    retain(now).plan(confs(), plans::add);
    return plans.get(0);
  }

  private Path litter() throws IOException {
    Path file = Files.writeString(Path.of(gate.path()).resolve("left.parquet"), "nothing");
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(WEEK.plusDays(1))));
  }

  private void age(String runId) throws IOException {
    try (var files = Files.walk(Path.of(gate.path()))) {
      for (Path file : files.filter(f -> f.toString().contains(runId)).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(WEEK.plusDays(1))));
      }
    }
  }

  private List<String> repair() {
    return new Repair(gate.ledger(), gate.publisher(), Clock.systemUTC())
        .repair(Duration.ofDays(1));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  private RunView view(String runId) {
    return gate.ledger().find(runId).orElseThrow();
  }
}
