package io.tidegate.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;

/** Requests as text: exactly what is sent, ending in a line break. */
public final class RequestText {

  private RequestText() {}

  public static String json(Request request) {
    return json(tree(request));
  }

  static String json(JsonNode tree) {
    return write(JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build(), tree);
  }

  /** Every text is in quotes: readers of YAML take dates, versions and flags for something else. */
  public static String yaml(Request request) {
    var yaml =
        YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();
    return write(new ObjectMapper(yaml), tree(request));
  }

  private static String write(ObjectMapper mapper, JsonNode tree) {
    try {
      return mapper.writeValueAsString(tree).stripTrailing() + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written: " + tree, e);
    }
  }

  private static JsonNode tree(Request request) {
    return request instanceof Request.Call call
        ? call.body()
        : new Fields().texts("command", ((Request.SparkSubmit) request).command()).node();
  }
}
