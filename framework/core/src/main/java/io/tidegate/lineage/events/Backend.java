package io.tidegate.lineage.events;

import com.fasterxml.jackson.core.type.TypeReference;
import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.OpenLineageConfig;
import io.tidegate.config.LineageConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Where events go, by whoever has configured it first. Nothing is loaded before it is opened. */
public final class Backend {

  private static final String SPARK = "spark.openlineage.transport.";
  private static final String VARIABLES = "OPENLINEAGE__TRANSPORT";

  private final Supplier<Channel> open;

  private Backend(Supplier<Channel> open) {
    this.open = open;
  }

  Channel open() {
    return open.get();
  }

  /**
   * What is around a job.
   *
   * @param spark Spark's properties
   * @param variables of the environment
   * @param directory where the process works
   * @param home the user's directory
   */
  public record Surroundings(
      Map<String, String> spark, Map<String, String> variables, Path directory, Path home) {

    /** Of this process, with these properties of Spark. */
    public static Surroundings here(Map<String, String> spark, Map<String, String> variables) {
      return new Surroundings(
          spark, variables, Path.of(""), Path.of(System.getProperty("user.home", "")));
    }
  }

  /**
   * What is injected into Spark's configuration, else what the conf says, else OpenLineage's own
   * files and variables; empty when nobody wants events.
   */
  public static Optional<Backend> choose(LineageConfig config, Surroundings around) {
    Supplier<Channels> channels = () -> new Channels(config.timeout());
    if (around.spark().containsKey(SPARK + "type")) {
      Map<String, String> injected = injected(around.spark());
      return Optional.of(new Backend(() -> channels.get().of(injected)));
    }
    if (config.transport().isPresent()) {
      return config
          .transport()
          .filter(transport -> !(transport instanceof LineageConfig.None))
          .map(transport -> new Backend(() -> channels.get().of(transport)));
    }
    return ofTheClient(channels, around);
  }

  private static Map<String, String> injected(Map<String, String> spark) {
    var transport = new TreeMap<String, String>();
    spark.forEach(
        (key, value) -> {
          if (key.startsWith(SPARK)) {
            transport.put(key.substring(SPARK.length()), value);
          }
        });
    return transport;
  }

  private static Optional<Backend> ofTheClient(Supplier<Channels> channels, Surroundings around) {
    Map<String, String> variables = around.variables();
    if (variables.getOrDefault("OPENLINEAGE_DISABLED", "false").equalsIgnoreCase("true")) {
      return Optional.empty();
    }
    Optional<Path> file =
        Stream.concat(
                Stream.ofNullable(variables.get("OPENLINEAGE_CONFIG")).map(Path::of),
                Stream.of(
                    around.directory().resolve("openlineage.yml"),
                    around.home().resolve(".openlineage").resolve("openlineage.yml")))
            .filter(Files::isRegularFile)
            .findFirst();
    if (file.isPresent()) {
      return Optional.of(
          new Backend(() -> channels.get().of(read(file.get()).getTransportConfig())));
    }
    return variables.keySet().stream().anyMatch(name -> name.startsWith(VARIABLES))
        ? Optional.of(new Backend(() -> channels.get().of(variables().getTransportConfig())))
        : Optional.empty();
  }

  private static OpenLineageConfig<?> read(Path file) {
    return OpenLineageClientUtils.loadOpenLineageConfigYaml(
        () -> List.of(file), new TypeReference<OpenLineageConfig>() {});
  }

  private static OpenLineageConfig<?> variables() {
    return OpenLineageClientUtils.loadOpenLineageConfigFromEnvVars(
        new TypeReference<OpenLineageConfig>() {});
  }
}
