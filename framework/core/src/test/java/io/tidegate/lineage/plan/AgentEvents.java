package io.tidegate.lineage.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.ledger.ColumnLineage;
import io.tidegate.ledger.ColumnLineage.Kind;
import io.tidegate.ledger.ColumnLineage.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the agent has said of each table when its write was complete, as a lineage of ours. */
final class AgentEvents {

  private static final ObjectMapper JSON = new ObjectMapper();

  private AgentEvents() {}

  /** By the last part of the table's path. */
  static Map<String, ColumnLineage> read(Path file) throws IOException {
    Map<String, ColumnLineage> tables = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode event = JSON.readTree(line);
      if (event.path("eventType").asText().equals("COMPLETE")) {
        event
            .path("outputs")
            .forEach(output -> tables.put(table(output), lineage(output.path("facets"))));
      }
    }
    return tables;
  }

  private static String table(JsonNode dataset) {
    return Path.of(dataset.path("name").asText()).getFileName().toString();
  }

  private static ColumnLineage lineage(JsonNode facets) {
    JsonNode facet = facets.path("columnLineage");
    Map<String, List<Source>> columns = new LinkedHashMap<>();
    facet
        .path("fields")
        .fields()
        .forEachRemaining(
            field -> columns.put(field.getKey(), sources(field.getValue().path("inputFields"))));
    return new ColumnLineage(columns, sources(facet.path("dataset")), List.of(), List.of());
  }

  private static List<Source> sources(JsonNode fields) {
    Set<Source> sources = new HashSet<>();
    for (JsonNode field : fields) {
      for (JsonNode transformation : field.path("transformations")) {
        sources.add(source(field, transformation));
      }
    }
    return new Origins(sources, Map.of(), false).sorted();
  }

  private static Source source(JsonNode field, JsonNode transformation) {
    var kind = Kind.valueOf(transformation.path("subtype").asText());
    assertThat(transformation.path("type").asText())
        .isEqualTo(kind.direct() ? "DIRECT" : "INDIRECT");
    boolean masked = transformation.path("masking").asBoolean();
    return new Source(table(field), field.path("field").asText(), kind, masked);
  }
}
