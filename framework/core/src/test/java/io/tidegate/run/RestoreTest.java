package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.TestSpark;
import io.tidegate.faults.Sigkill;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.Intervention;
import io.tidegate.ledger.RunStatus;
import io.tidegate.ledger.RunView;
import io.tidegate.lineage.events.HttpSink;
import io.tidegate.lineage.provenance.Explanation;
import io.tidegate.lineage.provenance.Impact;
import io.tidegate.lineage.provenance.RerunPlan.Step;
import io.tidegate.problem.UserException;
import io.tidegate.run.RestoreReport.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that takes a day's orders after the other, and a person who takes the last days away. */
class RestoreTest {

  private static Path folder;
  private static OrdersGate gate;
  private static RunReport second;
  private static Rewind rewind;

  @BeforeAll
  static void twoDays(@TempDir Path root) throws IOException {
    folder = Files.createDirectory(root.resolve("orders"));
    gate = new OrdersGate(folder, TestSpark.interpreting());
    gate.conf("write = replace-partition, partition-by = [day]", "write = append");
    gate.orders("2024-03-01", 10);
    gate.orders("2024-03-02", 12);
    assertThat(gate.run("2024-03-01").isPublished()).isTrue();
    second = gate.run("2024-03-02");
    assertThat(second.isPublished()).as(second.toTable()).isTrue();
    rewind = Rewind.to(folder);
  }

  @BeforeEach
  void asItWas() {
    rewind.back();
  }

  @Test
  void aRestoredTableTakesTheDateAgain() {
    RestoreReport report = restore().restore("raw.orders", 0, "prices in cents");

    assertThat(report.version()).hasValue(2);
    assertThat(report.undone())
        .extracting(Change::version, change -> change.runId().orElseThrow())
        .containsExactly(tuple(1L, id(second)));
    assertThat(report.broughtBack()).isEmpty();
    assertThat(report.rerun().steps())
        .containsExactly(
            new Step(
                1,
                "copy-orders",
                "team",
                "2024-03-02",
                List.of("raw.orders v1 is undone"),
                List.of()));
    assertThat(gate.table().count()).isEqualTo(10);
    RunView undone = view(id(second));
    assertThat(undone.status()).isEqualTo(RunStatus.UNDONE);
    assertThat(undone.interventions())
        .extracting(Intervention::who, Intervention::reason)
        .containsExactly(
            tuple(
                "ann",
                "raw.orders v1 is undone by restore %s: restored to v0 by ann: prices in cents"
                    .formatted(report.runId().orElseThrow())));

    // Six orders are half of the twelve that are gone, and more than half of the day before.
    gate.orders("2024-03-02", 6);
    RunReport again = gate.run("2024-03-02");
    assertThat(again.status()).as(again.toTable()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(gate.table().count()).isEqualTo(16);
    assertThat(gate.run("2024-03-02").status()).isEqualTo(RunStatus.ALREADY_PUBLISHED);
  }

  @Tag("long")
  @Test
  void aRestoreIsPartOfTheTablesStory() {
    String restore = restore().restore("raw.orders", 0, "prices in cents").runId().orElseThrow();

    RunView run = view(restore);
    assertThat(run.job()).isEqualTo("copy-orders.restore");
    assertThat(run.status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(run.record().orElseThrow().outputs().get(0).rows()).isEqualTo(10);
    Explanation explained = Explanation.of(gate.ledger(), "raw.orders@v2", Optional.empty(), 5);
    assertThat(explained.run().orElseThrow().runId()).isEqualTo(restore);
    assertThat(explained.run().orElseThrow().notes())
        .containsExactly("restored to v0 by ann: prices in cents");
    assertThat(explained.sources())
        .singleElement()
        .satisfies(source -> assertThat(source.explanation().orElseThrow().version()).hasValue(0));
    assertThat(Impact.of(gate.ledger(), "raw.orders.price@v0").affected())
        .extracting(Impact.Affected::job, Impact.Affected::versions, Impact.Affected::columns)
        .containsExactly(tuple("copy-orders.restore", "v2..", List.of("price")));
    assertThat(Impact.of(gate.ledger(), "raw.orders@v1").affected()).isEmpty();
  }

  @Tag("long")
  @Test
  void whatWasTakenAwayIsBroughtBack() {
    restore().restore("raw.orders", 0, "prices in cents");
    RestoreReport back = restore().restore("raw.orders", 1, "they were right");

    assertThat(back.version()).hasValue(3);
    assertThat(back.undone()).extracting(Change::version).containsExactly(2L);
    assertThat(back.broughtBack()).extracting(Change::version).containsExactly(1L);
    assertThat(back.rerun().steps()).isEmpty();
    assertThat(view(id(second)).status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(gate.table().count()).isEqualTo(22);
    assertThat(gate.run("2024-03-02").status()).isEqualTo(RunStatus.ALREADY_PUBLISHED);
  }

  @Test
  void aPlanChangesNothing() {
    RestoreReport plan = restore().plan("raw.orders", 0);

    assertThat(plan.version()).isEmpty();
    assertThat(plan.runId()).isEmpty();
    assertThat(plan.undone()).extracting(Change::version).containsExactly(1L);
    assertThat(plan.rerun().steps()).extracting(Step::logicalDate).containsExactly("2024-03-02");
    assertThat(gate.table().count()).isEqualTo(22);
    assertThat(gate.ledger().jobs()).containsExactly("copy-orders");
  }

  @Tag("long")
  @Test
  void thereHasToBeSomethingToTakeAway() {
    refused(
        "raw.orders",
        1,
        "raw.orders is at version 1: nothing came after version 1 (name an earlier version)");
    refused(
        "raw.orders",
        7,
        "raw.orders is at version 1: nothing came after version 7 (name an earlier version)");
    refused(
        "raw.order",
        0,
        "no run of this ledger has read or written 'raw.order' (did you mean raw.orders?)");
    restore().restore("raw.orders", 0, "prices in cents");
    refused("raw.orders", 0, "raw.orders is version 0 already: version 2 restored it");
    assertThat(gate.ledger().history("copy-orders.restore", 5)).hasSize(1);
  }

  private void refused(String dataset, long to, String message) {
    assertThatThrownBy(() -> restore().restore(dataset, to, "why not"))
        .isInstanceOf(UserException.class)
        .hasMessage(message);
  }

  /** Between the table's commit and the ledger's entry. */
  @Tag("long")
  @Test
  void aRestoreThatIsKilledIsCompleted() throws IOException {
    assertThat(DoomedRestore.run(folder, true)).isEqualTo(Sigkill.STATUS);
    assertThat(gate.table().count()).isEqualTo(10);
    assertThat(view(id(second)).status()).isEqualTo(RunStatus.PUBLISHED);
    String killed = gate.ledger().openRuns("copy-orders.restore").get(0).runId();

    RunReport again = gate.run("2024-03-02");
    assertThat(again.status()).as(again.toTable()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(gate.table().count()).isEqualTo(22);
    assertThat(view(killed).status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(view(killed).record().orElseThrow().outputs().get(0).version()).hasValue(2);
    assertThat(view(id(second)).status()).isEqualTo(RunStatus.UNDONE);
    assertThat(repair()).isEmpty();
  }

  @Tag("long")
  @Test
  void aRestoreThatIsKilledBeforeItsCommitHasNotBeen() throws IOException {
    assertThat(DoomedRestore.run(folder, false)).isEqualTo(Sigkill.STATUS);
    String killed = gate.ledger().openRuns("copy-orders.restore").get(0).runId();
    assertThat(repair())
        .singleElement()
        .asString()
        .matches("copy-orders.restore \\S+ run " + killed + ": was cut off; completed as failed");
    assertThat(view(id(second)).status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(gate.table().count()).isEqualTo(22);
    assertThat(repair()).isEmpty();
  }

  @Tag("long")
  @Test
  void theJobsNextRunTellsOfTheRestore() throws IOException {
    try (HttpSink sink = HttpSink.open()) {
      gate.write(
          "job.conf",
          gate.read("job.conf")
              + "\nlineage { namespace = test, transport { type = http, url = \""
              + sink.url()
              + "\" } }");
      gate.orders("2024-03-03", 12);
      gate.run("2024-03-03");
      restore().restore("raw.orders", 0, "prices in cents");
      gate.run("2024-03-03");

      assertThat(sink.told())
          .containsSubsequence("START copy-orders.restore", "COMPLETE copy-orders.restore");
      JsonNode complete =
          sink.events().stream()
              .map(RestoreTest::json)
              .filter(event -> event.at("/job/name").asText().equals("copy-orders.restore"))
              .reduce((first, last) -> last)
              .orElseThrow();
      assertThat(complete.at("/job/namespace").asText()).isEqualTo("test");
      assertThat(complete.at("/job/facets/jobType/jobType").asText()).isEqualTo("RESTORE");
      assertThat(complete.at("/inputs/0/facets/version/datasetVersion").asText()).isEqualTo("0");
      assertThat(complete.at("/outputs/0/facets/version/datasetVersion").asText()).isEqualTo("3");
      assertThat(
              complete.at("/outputs/0/facets/lifecycleStateChange/lifecycleStateChange").asText())
          .isEqualTo("OVERWRITE");
    }
  }

  private Restore restore() {
    return new Restore(gate.ledger(), gate.publisher(), Clock.systemUTC(), "ann");
  }

  private List<String> repair() {
    return new Repair(gate.ledger(), gate.publisher(), Clock.systemUTC())
        .repair(Duration.ofDays(1));
  }

  private RunView view(String runId) {
    return gate.ledger().find(runId).orElseThrow();
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  private static String id(RunReport report) {
    return report.record().start().runId();
  }
}
