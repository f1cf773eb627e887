package io.tidegate.lineage.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.LineageConfig;
import io.tidegate.config.LineageConfig.None;
import io.tidegate.config.LineageConfig.ToFile;
import io.tidegate.config.LineageConfig.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who says where events go, if several do. */
class BackendTest {

  private static final String EVENT =
      SampleRuns.events().start(SampleRuns.START, SampleRuns.FACTS, Optional.empty()).json();

  @TempDir Path folder;

  @Test
  void withoutAnyThereIsNone() {
    assertThat(choose(Optional.empty(), Map.of(), Map.of())).isEmpty();
  }

  @Test
  void whatIsInjectedIntoSparkWins() throws Exception {
    var injected =
        Map.of(
            "spark.openlineage.transport.type",
            "file",
            "spark.openlineage.transport.location",
            folder + "/spark");
    yml();
    send(choose(Optional.of(new ToFile(folder + "/conf")), injected, Map.of()).orElseThrow());
    assertThat(folder.resolve("spark")).hasContent(EVENT);
    assertThat(folder.resolve("conf")).doesNotExist();
    assertThat(choose(Optional.of(new None()), injected, Map.of())).isPresent();
  }

  @Test
  void theConfWinsOverFilesAndVariables() throws Exception {
    yml();
    send(choose(Optional.of(new ToFile(folder + "/conf")), Map.of(), Map.of()).orElseThrow());
    assertThat(folder.resolve("conf")).hasContent(EVENT);
    assertThat(choose(Optional.of(new None()), Map.of(), Map.of())).isEmpty();
  }

  @Test
  void theClientsOwnFileCounts() throws Exception {
    yml();
    send(choose(Optional.empty(), Map.of(), Map.of()).orElseThrow());
    assertThat(folder.resolve("yml")).hasContent(EVENT);
    assertThat(choose(Optional.empty(), Map.of(), Map.of("OPENLINEAGE_DISABLED", "true")))
        .isEmpty();
  }

  @Test
  void theClientsFileIsFoundByItsVariable() throws Exception {
    yml();
    Files.move(folder.resolve("openlineage.yml"), folder.resolve("other.yml"));
    var variables = Map.of("OPENLINEAGE_CONFIG", folder.resolve("other.yml").toString());
    send(choose(Optional.empty(), Map.of(), variables).orElseThrow());
    assertThat(folder.resolve("yml")).hasContent(EVENT);
  }

  @Test
  void aVariableForTheTransportCounts() {
    var variables = Map.of("OPENLINEAGE__TRANSPORT__TYPE", "console");
    assertThat(choose(Optional.empty(), Map.of(), variables)).isPresent();
  }

  @Test
  void airflowsInjectedTransportIsUnderstood() throws Exception {
    try (var sink = HttpSink.open()) {
      var injected =
          Map.of(
              "spark.openlineage.transport.type", "http",
              "spark.openlineage.transport.url", sink.url(),
              "spark.openlineage.transport.endpoint", "api/lineage",
              "spark.openlineage.transport.timeoutInMillis", "15000",
              "spark.openlineage.transport.auth.type", "api_key",
              "spark.openlineage.transport.auth.apiKey", "k-e-y",
              "spark.openlineage.transport.headers.x-a.b", "c",
              "spark.openlineage.transport.compression", "gzip");
      send(choose(Optional.empty(), injected, Map.of()).orElseThrow());
      assertThat(sink.told()).containsExactly("START curate-orders");
      assertThat(sink.authorizations()).containsExactly("Bearer k-e-y");
      assertThat(sink.paths()).containsExactly("/api/lineage");
    }
  }

  private void yml() throws IOException {
    Files.writeString(
        folder.resolve("openlineage.yml"),
        "transport:\n  type: file\n  location: " + folder + "/yml\n");
  }

  private Optional<Backend> choose(
      Optional<Transport> transport, Map<String, String> spark, Map<String, String> variables) {
    var config =
        new LineageConfig(
            "prod", transport, Duration.ofSeconds(20), false, Optional.empty(), Map.of());
    return Backend.choose(
        config, new Backend.Surroundings(spark, variables, folder, folder.resolve("home")));
  }

  private static void send(Backend backend) throws Exception {
    try (Channel channel = backend.open()) {
      assertThat(channel.send(EVENT)).isEmpty();
    }
  }
}
