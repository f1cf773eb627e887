package io.tidegate.lineage.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.openlineage.client.OpenLineageClientUtils;
import io.tidegate.check.Verdict;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Every event in full, as files beside this test have them. */
class RunEventsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunEvents events = SampleRuns.events();
  private final String start =
      events.start(SampleRuns.START, SampleRuns.FACTS, Optional.of(SampleRuns.PARENT)).json();

  @Test
  void theStartSaysWhatJobAndRunAre() throws IOException {
    isAsIn("start.json", start);
  }

  @Test
  void aPublishedRunTellsItsChecksAndThenItself() throws IOException {
    var told = closing(RunStatus.PUBLISHED, Verdict.PASS_WITH_WARNINGS, OptionalLong.of(7));
    assertThat(told)
        .extracting(Told::kind)
        .containsExactly("quality-start", "quality-complete", "complete");
    isAsIn("quality-start.json", told.get(0).json());
    isAsIn("quality-complete.json", told.get(1).json());
    isAsIn("complete.json", told.get(2).json());
  }

  @Test
  void aHeldRunIsAbortedAndHasWrittenNothing() throws IOException {
    var told = closing(RunStatus.HELD, Verdict.HOLD, OptionalLong.empty());
    assertThat(told)
        .extracting(Told::kind)
        .containsExactly("quality-start", "quality-complete", "abort");
    isAsIn("abort.json", told.get(2).json());
  }

  @Test
  void aRejectedRunHasFailedForItsFindings() throws IOException {
    var told = closing(RunStatus.REJECTED, Verdict.HOLD, OptionalLong.empty());
    assertThat(told)
        .extracting(Told::kind)
        .containsExactly("quality-start", "quality-complete", "fail");
    var fail = JSON.readTree(told.get(2).json());
    assertThat(fail.path("eventType").asText()).isEqualTo("FAIL");
    assertThat(fail.path("outputs")).isEmpty();
    assertThat(fail.at("/run/facets/errorMessage/message").asText())
        .isEqualTo(
            "rejected: curated.orders previous: expected at least 5, found 2; curated.orders"
                + " orders.dqdl:3 could not be measured: no column x");
  }

  @Test
  void aFailedRunSaysWhy() throws IOException {
    var told = events.closing(start, SampleRuns.failed("no such column"));
    assertThat(told).extracting(Told::kind).containsExactly("fail");
    OpenLineageSpec.check(told.get(0).json());
    var fail = JSON.readTree(told.get(0).json());
    assertThat(fail.at("/run/facets/errorMessage/message").asText()).isEqualTo("no such column");
    assertThat(fail.path("inputs")).isEmpty();
  }

  @Test
  void aRunThatHadNothingToDoIsCompleteWithoutOutputs() throws IOException {
    RunRecord published =
        SampleRuns.record(RunStatus.ALREADY_PUBLISHED, Verdict.PASS, OptionalLong.empty());
    var told = events.closing(start, published.with(List.of(), List.of()));
    assertThat(told).extracting(Told::kind).containsExactly("complete");
    OpenLineageSpec.check(told.get(0).json());
    assertThat(JSON.readTree(told.get(0).json()).path("outputs")).isEmpty();
  }

  @Test
  void aReleasedRunIsCompleteWithItsVersion() throws IOException {
    Told told =
        events.complete(
            start, SampleRuns.record(RunStatus.RELEASED, Verdict.HOLD, OptionalLong.of(8)));
    assertThat(told.kind()).isEqualTo("complete");
    OpenLineageSpec.check(told.json());
    var complete = JSON.readTree(told.json());
    assertThat(complete.at("/run/facets").has("errorMessage")).isFalse();
    assertThat(complete.at("/run/facets/tags/tags/0/value").asText()).isEqualTo("released");
    assertThat(complete.at("/outputs/0/facets/version/datasetVersion").asText()).isEqualTo("8");
    assertThat(complete.at("/run/runId").asText()).isEqualTo(SampleRuns.START.runId());
  }

  @Test
  void aLongRunSaysThatItGoesOn() throws IOException {
    String running = events.running(start, Instant.parse("2026-03-01T06:05:00Z"));
    OpenLineageSpec.check(running);
    var expected = (com.fasterxml.jackson.databind.node.ObjectNode) JSON.readTree(start);
    expected.put("eventType", "RUNNING").put("eventTime", "2026-03-01T06:05:00Z");
    assertThat(JSON.readTree(running)).isEqualTo(expected);
  }

  @Test
  void whatIsKeptIsWhatIsSent() throws IOException {
    for (Told told : closing(RunStatus.PUBLISHED, Verdict.PASS, OptionalLong.of(7))) {
      String sent =
          OpenLineageClientUtils.toJson(OpenLineageClientUtils.runEventFromJson(told.json()));
      assertThat(JSON.readTree(sent)).isEqualTo(JSON.readTree(told.json()));
    }
  }

  private List<Told> closing(RunStatus status, Verdict verdict, OptionalLong version) {
    var told = events.closing(start, SampleRuns.record(status, verdict, version));
    told.forEach(event -> OpenLineageSpec.check(event.json()));
    return told;
  }

  /** {@code -Dtidegate.docs.write=true} writes the file anew. */
  private static void isAsIn(String name, String event) throws IOException {
    OpenLineageSpec.check(event);
    String pretty = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(event));
    Path file = Path.of("src/test/resources/io/tidegate/lineage/events", name);
    if (Boolean.getBoolean("tidegate.docs.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, pretty + "\n", StandardCharsets.UTF_8);
    }
    assertThat(pretty + "\n").isEqualTo(Files.readString(file));
  }
}
