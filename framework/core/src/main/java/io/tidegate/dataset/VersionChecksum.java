package io.tidegate.dataset;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.OptionalLong;

/**
 * What a version's checksum file tells (Delta protocol, "Version Checksum File"): of small tables
 * all, so that nothing else of the log is read. Empty is what it does not tell, or what makes no
 * sense: no reader of a table depends on it.
 *
 * @param bytes of the version's files
 * @param rows by the files' statistics, without those that deletion vectors take away
 */
record VersionChecksum(OptionalLong bytes, OptionalLong rows) {

  static final VersionChecksum NONE =
      new VersionChecksum(OptionalLong.empty(), OptionalLong.empty());

  /**
   * @param json for the statistics, which are JSON in a text
   */
  static VersionChecksum of(JsonNode file, ObjectMapper json) {
    return new VersionChecksum(number(file.path("tableSizeBytes")), rows(file, json));
  }

  private static OptionalLong rows(JsonNode file, ObjectMapper json) {
    JsonNode files = file.path("allFiles");
    if (!files.isArray() || files.size() != file.path("numFiles").asLong(-1)) {
      return OptionalLong.empty();
    }
    long rows = 0;
    for (JsonNode added : files) {
      OptionalLong written = written(added.path("stats"), json);
      if (written.isEmpty()) {
        return OptionalLong.empty();
      }
      rows += written.getAsLong() - added.path("deletionVector").path("cardinality").asLong(0);
    }
    return OptionalLong.of(rows);
  }

  private static OptionalLong written(JsonNode statistics, ObjectMapper json) {
    try {
      return number(json.readTree(statistics.asText()).path("numRecords"));
    } catch (JacksonException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong number(JsonNode node) {
    return node.isIntegralNumber() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
  }
}
