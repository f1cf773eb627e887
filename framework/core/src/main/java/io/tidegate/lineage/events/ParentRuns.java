package io.tidegate.lineage.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.lineage.events.ParentRun.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds the parent of a run where schedulers leave it: in Spark's configuration, as Airflow's Spark
 * operators write it, then in the environment. Of several the first is taken.
 */
public final class ParentRuns {

  private static final String SPARK = "spark.openlineage.";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> spark;
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  private ParentRuns(Map<String, String> spark, Map<String, String> environment) {
    this.spark = spark;
    this.environment = environment;
  }

  /**
   * @param problems what is there and cannot be read, a line each; usually none
   */
  public record Found(Optional<ParentRun> parent, List<String> problems) {}

  /**
   * @param spark Spark's properties
   */
  public static Found find(Map<String, String> spark, Map<String, String> environment) {
    var places = new ParentRuns(spark, environment);
    Optional<ParentRun> parent =
        Stream.<Supplier<Optional<ParentRun>>>of(
                places::inSparksContext,
                places::inSparksProperties,
                places::inTheEnvironment,
                places::inTheOldVariable)
            .flatMap(place -> place.get().stream())
            .findFirst();
    return new Found(parent, List.copyOf(places.problems));
  }

  private Optional<ParentRun> inSparksContext() {
    return context(SPARK + "context", spark.get(SPARK + "context"));
  }

  private Optional<ParentRun> inTheEnvironment() {
    return context("OPENLINEAGE_CONTEXT", environment.get("OPENLINEAGE_CONTEXT"));
  }

  private Optional<ParentRun> inSparksProperties() {
    Optional<Link> run = property("parent");
    Optional<Link> root = property("rootParent");
    return run.map(parent -> new ParentRun(parent, root.orElse(parent)));
  }

  private Optional<Link> property(String prefix) {
    String id = spark.get(SPARK + prefix + "RunId");
    return id == null
        ? Optional.empty()
        : link(
            SPARK + prefix + "RunId",
            id,
            spark.getOrDefault(SPARK + prefix + "JobNamespace", ""),
            spark.getOrDefault(SPARK + prefix + "JobName", ""));
  }

  /** {@code namespace/job/runId}, where the namespace can have slashes. */
  private Optional<ParentRun> inTheOldVariable() {
    String name = "OPENLINEAGE_PARENT_ID";
    String text = environment.get(name);
    if (text == null) {
      return Optional.empty();
    }
    int last = text.lastIndexOf('/');
    int middle = text.lastIndexOf('/', last - 1);
    if (middle < 0) {
      problems.add(name + " is not namespace/job/runId: " + text);
      return Optional.empty();
    }
    return link(
            name,
            text.substring(last + 1),
            text.substring(0, middle),
            text.substring(middle + 1, last))
        .map(run -> new ParentRun(run, run));
  }

  /** {@code {"parent": {"run": {"runId"}, "job": {"namespace", "name"}}, "root": ...}}. */
  private Optional<ParentRun> context(String name, @org.jspecify.annotations.Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      JsonNode context = JSON.readTree(text);
      JsonNode parent = context.has("parent") ? context.path("parent") : context;
      JsonNode root = context.has("root") ? context.path("root") : parent.path("root");
      return link(name, parent)
          .map(run -> new ParentRun(run, root.isObject() ? link(name, root).orElse(run) : run));
    } catch (JsonProcessingException e) {
      problems.add(name + " is not JSON: " + e.getOriginalMessage());
      return Optional.empty();
    }
  }

  private Optional<Link> link(String name, JsonNode node) {
    return link(
        name,
        node.path("run").path("runId").asText(),
        node.path("job").path("namespace").asText(),
        node.path("job").path("name").asText());
  }

  private Optional<Link> link(String name, String runId, String namespace, String job) {
    if (namespace.isBlank() || job.isBlank()) {
      problems.add(name + " names a run without its job or its namespace");
      return Optional.empty();
    }
    try {
      return Optional.of(new Link(UUID.fromString(runId), namespace, job));
    } catch (IllegalArgumentException e) {
      problems.add(name + " has a run id that is no UUID: " + runId);
      return Optional.empty();
    }
  }
}
