package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.TestSpark;
import io.tidegate.cli.Cli;
import io.tidegate.config.PublishStrategy;
import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.RunReport;
import io.tidegate.job.TransformJob;
import io.tidegate.ledger.RunStatus;
import io.tidegate.lineage.events.HttpSink;
import io.tidegate.lineage.events.OpenLineageSpec;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import io.tidegate.publish.Publishers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a lineage backend hears of real runs, and what becomes of a run when it does not listen. */
@Timeout(240)
class EventsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> PUBLISHED =
      List.of(
          "START copy-orders",
          "START copy-orders.quality",
          "COMPLETE copy-orders.quality",
          "COMPLETE copy-orders");

  private static final String KEPT =
      "; they are kept: the job's next run sends them, or 'tidegate lineage resend'";

  @TempDir Path folder;

  private final HttpSink sink = HttpSink.open();
  private OrdersGate gate;

  @BeforeEach
  void aDay() {
    gate = new OrdersGate(folder, TestSpark.interpreting());
    gate.orders("2024-03-01", 10);
    lineage("transport { type = http, url = \"" + sink.url() + "\" }");
  }

  @AfterEach
  void close() {
    sink.close();
  }

  private void lineage(String block) {
    gate.write("job.conf", gate.read("job.conf") + "\nlineage { namespace = test\n" + block + " }");
  }

  @Test
  void aPublishedRunIsToldWhole() throws IOException {
    RunReport report = gate.run("2024-03-01");
    assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(report.record().notes()).isEmpty();
    assertThat(sink.told()).isEqualTo(PUBLISHED);
    JsonNode complete = event(3);
    assertThat(complete.at("/run/runId").asText()).isEqualTo(id(report));
    assertThat(complete.at("/job/namespace").asText()).isEqualTo("test");
    assertThat(complete.at("/run/facets/nominalTime/nominalStartTime").asText())
        .isEqualTo("2024-03-01T00:00:00Z");
    assertThat(complete.at("/run/facets/nominalTime/nominalEndTime").asText())
        .isEqualTo("2024-03-02T00:00:00Z");
    JsonNode input = complete.at("/inputs/0");
    assertThat(input.path("namespace").asText()).isEqualTo("file");
    assertThat(input.path("name").asText()).isEqualTo(folder.toString());
    assertThat(input.at("/inputFacets/inputStatistics/rowCount").asInt()).isEqualTo(10);
    JsonNode output = complete.at("/outputs/0");
    assertThat(output.path("name").asText()).isEqualTo(gate.path());
    assertThat(columns(output)).containsExactly("id bigint", "price double", "day string");
    assertThat(output.at("/facets/version/datasetVersion").asText()).isEqualTo("0");
    assertThat(output.at("/facets/lifecycleStateChange/lifecycleStateChange").asText())
        .isEqualTo("CREATE");
    assertThat(output.at("/facets/columnLineage/fields/id/inputFields/0/field").asText())
        .isEqualTo("id");
    assertThat(output.at("/outputFacets/outputSubset/outputCondition/locations/0").asText())
        .isEqualTo("file:" + gate.path() + "/day=2024-03-01");
  }

  private static List<String> columns(JsonNode dataset) {
    return StreamSupport.stream(dataset.at("/facets/schema/fields").spliterator(), false)
        .map(field -> field.path("name").asText() + " " + field.path("type").asText())
        .toList();
  }

  @Test
  void withoutABackendNothingIsWritten() {
    lineage("transport = null, transport { type = none }");
    assertThat(gate.run("2024-03-01").status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(folder.resolve("ledger/events")).doesNotExist();
    assertThat(sink.paths()).isEmpty();
  }

  @Test
  void aHeldRunIsAbortedAndCompleteOnceItIsReleased() throws IOException {
    gate.orders("2024-03-02", 3);
    gate.run("2024-03-01");
    RunReport held = gate.run("2024-03-02");
    assertThat(held.status()).isEqualTo(RunStatus.HELD);
    assertThat(sink.told().subList(4, 8))
        .containsExactly(
            "START copy-orders",
            "START copy-orders.quality",
            "COMPLETE copy-orders.quality",
            "ABORT copy-orders");
    assertThat(event(7).path("outputs")).isEmpty();

    gate.interventions().release(id(held), "a holiday");
    assertThat(resend().out()).isEqualTo("copy-orders: 1 sent\n");
    assertThat(sink.told()).hasSize(9).endsWith("COMPLETE copy-orders");
    JsonNode complete = event(8);
    assertThat(complete.at("/run/runId").asText()).isEqualTo(id(held));
    assertThat(complete.at("/outputs/0/facets/version/datasetVersion").asText()).isEqualTo("1");
    assertThat(resend().out()).isEqualTo("copy-orders: 0 sent\n");
  }

  @Tag("long")
  @Test
  void aReleaseThatCouldNotKeepItsEventIsToldByTheNextRun() {
    gate.orders("2024-03-02", 3);
    gate.run("2024-03-01");
    RunReport held = gate.run("2024-03-02");
    gate.interventions().release(id(held), "a holiday");
    removeEvents(id(held) + ".005.complete.json");
    gate.run("2024-03-01");
    assertThat(sink.told()).hasSize(13).contains("COMPLETE copy-orders");
    assertThat(sink.told().subList(8, 10))
        .containsExactly("START copy-orders", "COMPLETE copy-orders");
  }

  @Test
  void aRejectedRunHasFailed() throws IOException {
    gate.csv("2024-03-01", "id,price\n1,5\n1,6\n");
    assertThat(gate.run("2024-03-01").status()).isEqualTo(RunStatus.REJECTED);
    assertThat(sink.told()).hasSize(4).endsWith("FAIL copy-orders");
    assertThat(event(3).at("/run/facets/errorMessage/message").asText())
        .startsWith("rejected: raw.orders orders.dqdl:3: expected ");
  }

  @Test
  void aRunThatWroteNothingHasNoChecksToTell() {
    assertThat(gate.run("2024-03-09").status()).isEqualTo(RunStatus.REJECTED);
    assertThat(sink.told()).containsExactly("START copy-orders", "FAIL copy-orders");
  }

  @Test
  void aJobThatThrowsHasFailed() throws IOException {
    assertThatThrownBy(() -> gate.run(new Broken(), "2024-03-01"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(sink.told()).containsExactly("START copy-orders", "FAIL copy-orders");
    assertThat(event(1).at("/run/facets/errorMessage/message").asText()).isEqualTo("broken");
  }

  private static final class Broken extends TransformJob {
    @Override
    protected Dataset<Row> transform(Inputs inputs, RunContext run) {
      throw new IllegalStateException("broken");
    }
  }

  @Test
  void whatCouldNotBeDeliveredIsSentByTheNextRunInOrder() {
    sink.answering(HttpSink.status(503));
    RunReport first = gate.run("2024-03-01");
    assertThat(first.status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(first.record().notes())
        .containsExactly("lineage: events not delivered: HTTP status 503" + KEPT);
    assertThat(sink.told()).isEmpty();

    sink.answering(HttpSink.ok());
    RunReport second = gate.run("2024-03-01");
    assertThat(second.record().notes()).isEmpty();
    assertThat(sink.told()).hasSize(8);
    assertThat(ids()).containsSubsequence(id(second), id(first), id(second));
    assertThat(sink.told().subList(1, 5)).isEqualTo(PUBLISHED);
  }

  @Test
  void aBackendThatHangsCostsTheTimeoutAndNoMore() {
    lineage("timeout = 2s");
    gate.run("2024-03-01");
    sink.answering(sink.hang());
    long begin = System.nanoTime();
    RunReport report = gate.run("2024-03-01");
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(report.status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(report.record().notes())
        .singleElement()
        .asString()
        .startsWith("lineage: events not delivered: ");
    assertThat(took).isLessThan(report.record().duration().plusSeconds(4));
  }

  @Test
  void aRefusedEventIsSaidAndNotSentAgain() {
    sink.answering(number -> number == 1 ? 422 : 201);
    RunReport report = gate.run("2024-03-01");
    assertThat(sink.told()).isEqualTo(PUBLISHED.subList(1, 4));
    assertThat(resend().out()).isEqualTo("copy-orders: 0 sent\n");
    assertThat(report.status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(report.record().notes())
        .containsExactly("lineage: refused: start of " + id(report) + ": HTTP status 422");
  }

  @Test
  void whereItIsRequiredAnUndeliveredStartStopsTheRunBeforeItPublishes() throws IOException {
    lineage("required = true");
    sink.answering(HttpSink.status(500));
    assertThatThrownBy(() -> gate.run("2024-03-01"))
        .isInstanceOf(TransientException.class)
        .hasMessage("lineage.required: the start of the run is not delivered: HTTP status 500");
    assertThat(Path.of(gate.path(), "_delta_log", "00000000000000000000.json")).doesNotExist();
    assertThat(gate.ledger().history("copy-orders", 1).get(0).status()).isEqualTo(RunStatus.FAILED);

    sink.answering(HttpSink.status(422));
    assertThatThrownBy(() -> gate.run("2024-03-01"))
        .isInstanceOf(TransientException.class)
        .hasMessageMatching(
            "lineage.required: the start of the run is not delivered: start of .*: HTTP status 422");

    sink.answering(HttpSink.ok());
    assertThat(gate.run("2024-03-01").status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(sink.told()).isEqualTo(PUBLISHED);
  }

  @Test
  void whereItIsRequiredSomebodyMustListen() {
    lineage("transport = null, required = true");
    assertThatThrownBy(() -> gate.run("2024-03-01"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "lineage.required is true, and nothing says where events go (set lineage.transport)");
  }

  @Test
  void theSchedulersRunIsTheParent() throws IOException {
    String task = "019ca7fb-0000-7000-8000-0000000000aa";
    run(Map.of("OPENLINEAGE_PARENT_ID", "airflow/nightly.orders/" + task));
    JsonNode parent = event(3).at("/run/facets/parent");
    assertThat(parent.at("/run/runId").asText()).isEqualTo(task);
    assertThat(parent.at("/job/name").asText()).isEqualTo("nightly.orders");
    assertThat(parent.at("/root/run/runId").asText()).isEqualTo(task);
    JsonNode quality = event(2).at("/run/facets/parent");
    assertThat(quality.at("/job/name").asText()).isEqualTo("copy-orders");
    assertThat(quality.at("/root/run/runId").asText()).isEqualTo(task);
  }

  @Test
  void aParentThatCannotBeReadIsANote() {
    RunReport report = run(Map.of("OPENLINEAGE_PARENT_ID", "nightly"));
    assertThat(report.record().notes())
        .containsExactly("lineage: OPENLINEAGE_PARENT_ID is not namespace/job/runId: nightly");
    assertThat(sink.told()).isEqualTo(PUBLISHED);
  }

  private RunReport run(Map<String, String> environment) {
    return new JobRunner(
            TestSpark.session(),
            Clock.systemUTC(),
            RunListener.NONE,
            wanted -> Publishers.choose(TestSpark.session(), PublishStrategy.DIRECT),
            environment)
        .run(new OrdersGate.Copy(), gate.config("2024-03-01"));
  }

  private Cli.Shown resend() {
    Cli.Shown shown = Cli.call("lineage", "resend", "--conf", folder + "/job.conf");
    assertThat(shown.err()).isEmpty();
    return shown;
  }

  private void removeEvents(String name) {
    try (var files = Files.walk(folder.resolve("ledger/events"))) {
      Path file =
          files
              .filter(path -> path.getFileName().toString().equals(name))
              .findFirst()
              .orElseThrow();
      Files.delete(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode event(int number) throws IOException {
    OpenLineageSpec.check(sink.events().get(number));
    return JSON.readTree(sink.events().get(number));
  }

  private List<String> ids() {
    return sink.events().stream()
        .map(
            event -> {
              try {
                return JSON.readTree(event).at("/run/runId").asText();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }

  private static String id(RunReport report) {
    return report.record().start().runId();
  }
}
