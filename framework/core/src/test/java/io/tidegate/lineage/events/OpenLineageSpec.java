package io.tidegate.lineage.events;

import static com.networknt.schema.SpecVersion.VersionFlag.V202012;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * OpenLineage's specification, strictly: an event against the schema that it names, each facet
 * against its own, since the event's schema would take any, and no member that no schema knows.
 */
public final class OpenLineageSpec {

  /** Where the schemas are; they are not part of this project. */
  private static final Path FOLDER =
      Path.of(System.getProperty("tidegate.openlineage.spec", "../../../shared/openlineage-spec"));

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> FACETS = List.of("facets", "inputFacets", "outputFacets");

  private final Map<String, JsonNode> byId = new TreeMap<>();
  private final JsonSchemaFactory schemas;

  private OpenLineageSpec() throws IOException {
    var texts = new TreeMap<String, String>();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        String text = Files.readString(file);
        String id = JSON.readTree(text).path("$id").asText();
        byId.put(id, JSON.readTree(text));
        texts.put(id, text);
      }
    }
    schemas =
        JsonSchemaFactory.getInstance(
            V202012, builder -> builder.schemaLoaders(loaders -> loaders.schemas(texts)));
  }

  /** Empty where the schemas are not. */
  public static Optional<OpenLineageSpec> find() {
    return Files.isDirectory(FOLDER) ? Optional.of(Holder.SPEC) : Optional.empty();
  }

  /** What a test says that is skipped. */
  public static String missing() {
    return "no OpenLineage schemas in " + FOLDER + ": give -Dtidegate.openlineage.spec=FOLDER";
  }

  /** Checks the event where the schemas are. */
  public static void check(String event) {
    find().ifPresent(spec -> assertThat(spec.complaints(event)).as(event).isEmpty());
  }

  /** What is wrong with the event, a line each. */
  List<String> complaints(String event) {
    try {
      JsonNode json = JSON.readTree(event);
      var complaints = new ArrayList<String>();
      String url = json.path("schemaURL").asText();
      complaints.addAll(against(url, json, "event"));
      unknown(definition(url), json, "event", root(url), complaints);
      facets(json.path("run"), "run", complaints);
      facets(json.path("job"), "job", complaints);
      json.path("inputs").forEach(input -> facets(input, "input", complaints));
      json.path("outputs").forEach(output -> facets(output, "output", complaints));
      return complaints;
    } catch (JsonProcessingException e) {
      return List.of("not JSON: " + e.getOriginalMessage());
    }
  }

  private void facets(JsonNode holder, String where, List<String> complaints) {
    for (String name : FACETS) {
      holder
          .path(name)
          .fields()
          .forEachRemaining(facet -> facet(facet.getKey(), facet.getValue(), where, complaints));
    }
  }

  private void facet(String key, JsonNode facet, String where, List<String> complaints) {
    String at = where + "." + key;
    String url = facet.path("_schemaURL").asText();
    if (!byId.containsKey(file(url))) {
      complaints.add(at + ": schema not bundled: " + url);
      return;
    }
    complaints.addAll(against(url, facet, at));
    unknown(definition(url), facet, at, root(url), complaints);
    boolean subset = url.contains("BaseSubsetDatasetFacet");
    String declared = root(url).path("properties").path(key).path("$ref").asText();
    if (!subset && !url.endsWith(declared.isEmpty() ? "no such key" : declared)) {
      complaints.add(at + ": its schema is of another key: " + url);
    }
  }

  private List<String> against(String url, JsonNode value, String where) {
    JsonSchema schema =
        schemas.getSchema(
            SchemaLocation.of(url),
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    return schema.validate(value).stream()
        .map(ValidationMessage::getMessage)
        .map(message -> where + ": " + message)
        .toList();
  }

  private static String file(String url) {
    int hash = url.indexOf('#');
    return hash < 0 ? url : url.substring(0, hash);
  }

  private JsonNode root(String url) {
    return byId.getOrDefault(file(url), JSON.missingNode());
  }

  private JsonNode definition(String url) {
    return root(url).at(url.substring(url.indexOf('#') + 1));
  }

  /** The specification leaves facets open; a member that it does not name is a slip of ours. */
  private void unknown(
      JsonNode schema, JsonNode value, String where, JsonNode root, List<String> complaints) {
    if (value.isArray()) {
      parts(schema, root).stream()
          .filter(part -> part.schema().has("items"))
          .findFirst()
          .ifPresent(
              part ->
                  value.forEach(
                      item ->
                          unknown(
                              part.schema().path("items"),
                              item,
                              where + "[]",
                              part.root(),
                              complaints)));
      return;
    }
    value
        .fields()
        .forEachRemaining(
            member -> {
              String at = where + "." + member.getKey();
              if (!FACETS.contains(member.getKey())) {
                member(schema, member.getKey(), root)
                    .ifPresentOrElse(
                        part ->
                            unknown(part.schema(), member.getValue(), at, part.root(), complaints),
                        () -> complaints.add(at + ": no schema knows it"));
              }
            });
  }

  private Optional<Part> member(JsonNode schema, String name, JsonNode root) {
    List<Part> parts = parts(schema, root);
    Optional<Part> named =
        parts.stream()
            .filter(part -> part.schema().path("properties").has(name))
            .map(part -> new Part(part.schema().path("properties").path(name), part.root()))
            .findFirst();
    return named
        .or(
            () ->
                parts.stream()
                    .filter(part -> part.schema().path("additionalProperties").isObject())
                    .map(part -> new Part(part.schema().path("additionalProperties"), part.root()))
                    .findFirst())
        .or(() -> parts.stream().filter(OpenLineageSpec::isFree).findFirst());
  }

  private static boolean isFree(Part part) {
    return part.schema().path("additionalProperties").asBoolean()
        && !part.schema().has("properties");
  }

  /** A schema and all that it is made of, each with the file that its references are in. */
  private List<Part> parts(JsonNode schema, JsonNode root) {
    var parts = new ArrayList<Part>();
    parts.add(new Part(schema, root));
    String reference = schema.path("$ref").asText();
    if (!reference.isEmpty()) {
      boolean here = reference.startsWith("#");
      JsonNode there = here ? root : root(reference);
      parts.addAll(parts(there.at(reference.substring(reference.indexOf('#') + 1)), there));
    }
    for (String several : List.of("allOf", "anyOf", "oneOf")) {
      StreamSupport.stream(schema.path(several).spliterator(), false)
          .forEach(part -> parts.addAll(parts(part, root)));
    }
    return parts;
  }

  private record Part(JsonNode schema, JsonNode root) {}

  private static final class Holder {
    static final OpenLineageSpec SPEC = load();

    private static OpenLineageSpec load() {
      try {
        return new OpenLineageSpec();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
