package io.tidegate.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON object, field by field in the order in which they are said. */
final class Fields {

  private final ObjectNode node = JsonNodeFactory.instance.objectNode();

  Fields put(String name, String value) {
    node.put(name, value);
    return this;
  }

  Fields put(String name, int value) {
    node.put(name, value);
    return this;
  }

  Fields put(String name, boolean value) {
    node.put(name, value);
    return this;
  }

  Fields put(String name, Optional<String> value) {
    value.ifPresent(there -> put(name, there));
    return this;
  }

  /** An object without fields is left out, and so is an empty list or map. */
  Fields put(String name, Fields value) {
    if (!value.node.isEmpty()) {
      node.set(name, value.node);
    }
    return this;
  }

  Fields set(String name, JsonNode value) {
    node.set(name, value);
    return this;
  }

  Fields texts(String name, List<String> values) {
    if (!values.isEmpty()) {
      var list = node.putArray(name);
      values.forEach(list::add);
    }
    return this;
  }

  Fields map(String name, Map<String, String> values) {
    var map = new Fields();
    values.forEach(map::put);
    return put(name, map);
  }

  Fields list(String name, List<Fields> values) {
    if (!values.isEmpty()) {
      var list = node.putArray(name);
      values.forEach(value -> list.add(value.node));
    }
    return this;
  }

  ObjectNode node() {
    return node;
  }
}
