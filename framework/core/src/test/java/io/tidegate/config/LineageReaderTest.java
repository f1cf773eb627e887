package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.LineageConfig.Composite;
import io.tidegate.config.LineageConfig.Console;
import io.tidegate.config.LineageConfig.Http;
import io.tidegate.config.LineageConfig.Kafka;
import io.tidegate.config.LineageConfig.None;
import io.tidegate.config.LineageConfig.ToFile;
import io.tidegate.config.LineageConfig.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LineageReaderTest {

  private static final String JOB =
      """
      job { name = j, owner = team }
      warehouse = "/w"
      inputs.a { format = csv, path = "/a" }
      output { name = o, format = delta, path = "/o", write = overwrite }
      """;

  @TempDir private Path folder;

  @Test
  void aConfThatSaysNothing() {
    assertThat(read("")).isEqualTo(LineageConfig.DEFAULT);
  }

  @Test
  void everyKey() {
    assertThat(
            read(
                """
                lineage {
                  namespace = prod, timeout = 2s, required = true
                  repository = "https://example.org/team/jobs", tags { domain = sales }
                  transport { type = console }
                }
                """))
        .isEqualTo(
            new LineageConfig(
                "prod",
                Optional.of(new Console()),
                Duration.ofSeconds(2),
                true,
                Optional.of("https://example.org/team/jobs"),
                Map.of("domain", "sales")));
  }

  static Stream<Arguments> transports() {
    var http =
        new Http(
            "http://marquez:5000",
            Optional.of("/api"),
            Optional.of(new Secret.Text("hunter22")),
            Map.of("x-team", "sales"),
            true);
    return Stream.of(
        Arguments.of("type = none", new None()),
        Arguments.of("type = file, path = \"/e.jsonl\"", new ToFile("/e.jsonl")),
        Arguments.of(
            "type = http, url = \"http://marquez:5000\", endpoint = \"/api\", gzip = true,"
                + " headers { x-team = sales }, api-key = ${DB_PASSWORD}",
            http),
        Arguments.of(
            "type = kafka, topic = t, properties { \"bootstrap.servers\" = \"k:9092\" }",
            new Kafka("t", Map.of("bootstrap.servers", "k:9092"))),
        Arguments.of(
            "type = composite, transports { a { type = console }, b { type = file, path = f } }",
            new Composite(Map.of("a", new Console(), "b", new ToFile("f")))));
  }

  @ParameterizedTest
  @MethodSource("transports")
  void everyTransport(String block, Transport transport) {
    assertThat(read("lineage.transport { " + block + " }").transport()).contains(transport);
  }

  @Test
  void theKeyIsShownNowhere() {
    String conf =
        write(
            "lineage.transport { type = http, url = \"http://m\", api-key = hunter33,"
                + " headers { authorization = \"Bearer hunter44\" } }");
    var loaded = TestConfs.READER.load(conf, ReadOptions.NONE);
    assertThat(loaded.effective().describe())
        .doesNotContain("hunter")
        .contains("lineage.transport.api-key = ***")
        .contains("lineage.transport.headers.authorization = ***");
    assertThat(loaded.job().secrets().mask("hunter33 and Bearer hunter44"))
        .isEqualTo("*** and ***");
    assertThat(loaded.job().lineage().toString()).doesNotContain("hunter");
  }

  @Test
  void everyProblemAtOnce() {
    assertThat(
            problems(
                """
                lineage {
                  name-space = x
                  timeout = 0s
                  repository = "git@example.org:team/jobs"
                  transport { type = http, path = "/e", url = "marquez:5000", gzip = maybe }
                }
                """))
        .containsExactly(
            "6: lineage.name-space: is not a known key (did you mean namespace?)",
            "7: lineage.timeout: must be more than zero (write a number of s, m, h or d, as in 30m)",
            "8: lineage.repository: 'git@example.org:team/jobs' is not a URL (write one as in"
                + " http://marquez:5000)",
            "9: lineage.transport.gzip: 'maybe' is not a flag (write true or false)",
            "9: lineage.transport.path: is not for the transport http (leave it out, or change"
                + " type)",
            "9: lineage.transport.url: 'marquez:5000' is not a URL (write one as in"
                + " http://marquez:5000)");
  }

  @Test
  void whatATransportNeeds() {
    assertThat(problems("lineage.transport { type = file }"))
        .containsExactly(
            "5: lineage.transport.path: is missing (it is file: on the driver's disk; an event a"
                + " line)");
    assertThat(problems("lineage.transport { url = \"http://m\" }"))
        .singleElement()
        .asString()
        .startsWith("5: lineage.transport.type: is missing (");
    assertThat(
            problems(
                "lineage.transport { type = composite, transports { a { type = composite } } }"))
        .containsExactly(
            "5: lineage.transport.transports.a.type: is composite inside of composite (name its"
                + " transports one level up)");
    assertThat(problems("lineage.transport { type = htpt }"))
        .containsExactly(
            "5: lineage.transport.type: 'htpt' is not a transport: use none, console, file, http,"
                + " kafka, composite (did you mean http?)");
  }

  private LineageConfig read(String block) {
    return TestConfs.read(write(block)).lineage();
  }

  private List<String> problems(String block) {
    String conf = write(block);
    return TestConfs.problems(conf).stream().map(line -> line.replace(conf + ":", "")).toList();
  }

  private String write(String block) {
    return TestConfs.write(folder, "job.conf", JOB + block);
  }
}
