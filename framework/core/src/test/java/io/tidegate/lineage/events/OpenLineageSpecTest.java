package io.tidegate.lineage.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.check.Verdict;
import io.tidegate.ledger.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The strict check of events bites. */
class OpenLineageSpecTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @BeforeEach
  void theSchemasAreThere() {
    Assumptions.assumeTrue(OpenLineageSpec.find().isPresent(), OpenLineageSpec.missing());
  }

  @Test
  void findsNothingWrongWithTheSample() {
    assertThat(complaints(complete())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void findsWhatIsWrong(String what, String pointer, String member, JsonNode value, String finds)
      throws JsonProcessingException {
    var event = (ObjectNode) JSON.readTree(complete());
    var at = (ObjectNode) event.at(pointer);
    assertThat(at).as(pointer).isNotNull();
    at.set(member, value);
    assertThat(complaints(JSON.writeValueAsString(event)))
        .as(what)
        .anySatisfy(complaint -> assertThat(complaint).contains(finds));
  }

  static Stream<Arguments> findsWhatIsWrong() throws JsonProcessingException {
    return Stream.of(
        wrong("a run id that is none", "/run", "runId", "\"nightly\"", "/runId"),
        wrong("a time without a zone", "", "eventTime", "\"2026-03-01\"", "/eventTime"),
        wrong("a type of event", "", "eventType", "\"DONE\"", "/eventType"),
        wrong("no job's name", "/job", "name", "null", "/name"),
        wrong("no producer", "/run/facets/nominalTime", "_producer", "null", "_producer"),
        wrong("a source that is no URI", "/inputs/0/facets/dataSource", "uri", "\"a b\"", "/uri"),
        wrong(
            "rows as text",
            "/outputs/0/outputFacets/outputStatistics",
            "rowCount",
            "\"2\"",
            "rowCount"),
        wrong(
            "a member nobody knows", "/outputs/0/facets/storage", "layer", "1", "no schema knows"),
        wrong(
            "one in a list",
            "/outputs/0/facets/schema/fields/0",
            "nullable",
            "true",
            "no schema knows"),
        wrong("one of the event's", "", "verdict", "1", "no schema knows"),
        wrong(
            "a schema nobody has",
            "/run/facets/nominalTime",
            "_schemaURL",
            "\"https://x/y\"",
            "not bundled"),
        wrong(
            "a facet under another's key",
            "/run/facets",
            "errorMessage",
            "{\"_producer\":\"urn:a:b\",\"_schemaURL\":\"https://openlineage.io/spec/facets/1-0-0/TagsRunFacet.json#/$defs/TagsRunFacet\"}",
            "of another key"));
  }

  private static Arguments wrong(
      String what, String pointer, String member, String value, String finds)
      throws JsonProcessingException {
    return Arguments.of(what, pointer, member, JSON.readTree(value), finds);
  }

  private static List<String> complaints(String event) {
    return OpenLineageSpec.find().orElseThrow().complaints(event);
  }

  private static String complete() {
    RunEvents events = SampleRuns.events();
    String start =
        events.start(SampleRuns.START, SampleRuns.FACTS, Optional.of(SampleRuns.PARENT)).json();
    var record = SampleRuns.record(RunStatus.PUBLISHED, Verdict.PASS, OptionalLong.of(7));
    return events.closing(start, record).get(2).json();
  }
}
