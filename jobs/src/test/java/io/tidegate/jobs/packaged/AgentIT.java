package io.tidegate.jobs.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.jobs.packaged.ChildProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run of the deployable jar where OpenLineage's agent listens to the same session, whichever jar
 * comes first: both have OpenLineage's client, in two versions. One transport serves both.
 */
@Tag("long")
class AgentIT {

  /** The build puts it there, on no class path of this project. */
  private static final Path AGENT = Path.of("target", "agent", "openlineage-spark.jar");

  /** What classes of two versions end in. */
  private static final Pattern CLASH =
      Pattern.compile(
          "LinkageError|NoSuch(Method|Field)|NoClassDefFound|ClassNotFound|ClassCast|VerifyError"
              + "|AbstractMethodError|IncompatibleClassChange|ServiceConfigurationError"
              + "|ExceptionInInitializer");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void theAgentsJarBeforeOurs() throws Exception {
    bothTell(AGENT, Packaged.jar());
  }

  @Test
  void theAgentsJarAfterOurs() throws Exception {
    bothTell(Packaged.jar(), AGENT);
  }

  private void bothTell(Path first, Path second) throws Exception {
    Reports.write(Files.createDirectory(folder.resolve("data")), "2020-03-21", Reports.HEADER);
    Ended ended = run(first + ":" + second + ":" + Packaged.sparkClassPath());
    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(ended.out().get(0)).startsWith("extract-daily-reports 2020-03-21: published in");
    assertThat(ended.err())
        .anyMatch(line -> line.contains("Registered listener io.openlineage.spark.agent."))
        .noneMatch(CLASH.asPredicate());
    oursAreWhole(told("urn:tidegate:"));
    // It knows the application only: Delta's files are written by no command that it knows.
    assertThat(told("https://github.com/OpenLineage/").stream().map(this::text))
        .containsExactly(
            "START default tidegate_extract_daily_reports_2020_03_21: [] to []",
            "COMPLETE default tidegate_extract_daily_reports_2020_03_21: [] to []");
  }

  private void oursAreWhole(List<JsonNode> events) {
    assertThat(events.stream().map(this::text))
        .containsExactly(
            "START tidegate extract-daily-reports: [] to []",
            "START tidegate extract-daily-reports.quality: [] to []",
            "COMPLETE tidegate extract-daily-reports.quality: [warehouse/raw/daily_reports] to []",
            "COMPLETE tidegate extract-daily-reports: [data] to [warehouse/raw/daily_reports]");
    JsonNode facets = events.get(3).at("/outputs/0/facets");
    assertThat(facets.at("/version/datasetVersion").asText()).isEqualTo("0");
    assertThat(facets.at("/columnLineage/fields/Deaths/inputFields/0/field").asText())
        .isEqualTo("Deaths");
  }

  private List<JsonNode> told(String producer) throws IOException {
    var events = new ArrayList<JsonNode>();
    for (String line : Files.readAllLines(folder.resolve("events.jsonl"))) {
      JsonNode event = JSON.readTree(line);
      if (event.path("producer").asText().startsWith(producer)) {
        events.add(event);
      }
    }
    return events;
  }

  private String text(JsonNode event) {
    return "%s %s %s: %s to %s"
        .formatted(
            event.path("eventType").asText(),
            event.at("/job/namespace").asText(),
            event.at("/job/name").asText(),
            names(event.path("inputs")),
            names(event.path("outputs")));
  }

  /** Within the test's folder. */
  private List<String> names(JsonNode datasets) {
    return StreamSupport.stream(datasets.spliterator(), false)
        .map(dataset -> folder.relativize(Path.of(dataset.path("name").asText())).toString())
        .toList();
  }

  private Ended run(String classPath) throws IOException, InterruptedException {
    List<String> command = Packaged.java(classPath);
    command.addAll(
        List.of(
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-Dspark.driver.host=127.0.0.1",
            "-Dspark.driver.bindAddress=127.0.0.1",
            "-Dspark.extraListeners=io.openlineage.spark.agent.OpenLineageSparkListener",
            "-Dspark.openlineage.transport.type=file",
            "-Dspark.openlineage.transport.location=" + folder.resolve("events.jsonl"),
            "io.tidegate.cli.Main",
            "run",
            "../conf/covid/extract-daily-reports.conf",
            "--date",
            "2020-03-21",
            "--set",
            "data=" + folder.resolve("data"),
            "--set",
            "warehouse=" + folder.resolve("warehouse")));
    return ChildProcess.run(folder, Map.of(), command);
  }
}
