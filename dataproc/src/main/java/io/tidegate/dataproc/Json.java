package io.tidegate.dataproc;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.tidegate.problem.Closest;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import java.util.List;
import java.util.Set;

/**
 * Reads JSON into a message of the protocol, more strictly than protobuf's own reader: that one
 * stops at its first problem, takes numbers and flags where text is asked for, and knows each field
 * under two names. Its own word on the rest, such as durations, counts too.
 */
final class Json {

  private static final Set<JavaType> WHOLE = Set.of(JavaType.INT, JavaType.LONG);

  private final Problems problems;

  Json(Problems problems) {
    this.problems = problems;
  }

  /** The message as far as it could be read. */
  <B extends Message.Builder> B read(JsonNode json, B builder) {
    int before = problems.list().size();
    message(json, builder.getDescriptorForType(), "");
    if (problems.list().size() == before) {
      try {
        JsonFormat.parser().merge(json.toString(), builder);
      } catch (InvalidProtocolBufferException e) {
        problems.add(Problem.at(Place.UNKNOWN, String.valueOf(e.getMessage()).strip()));
      }
    }
    return builder;
  }

  private void message(JsonNode json, Descriptor type, String path) {
    if (!json.isObject()) {
      report(path, "is " + json + ", not an object", "write { }");
      return;
    }
    List<String> known = type.getFields().stream().map(FieldDescriptor::getJsonName).toList();
    json.fieldNames()
        .forEachRemaining(
            name -> {
              String at = path.isEmpty() ? name : path + "." + name;
              type.getFields().stream()
                  .filter(field -> field.getJsonName().equals(name))
                  .findFirst()
                  .ifPresentOrElse(
                      field -> field(json.get(name), field, at),
                      () ->
                          report(
                              at,
                              "is not a field of " + type.getName(),
                              Closest.hint(name, known, "known: " + String.join(", ", known))));
            });
  }

  private void field(JsonNode json, FieldDescriptor field, String path) {
    if (field.isMapField()) {
      var value = field.getMessageType().findFieldByName("value");
      if (!json.isObject()) {
        report(path, "is " + json + ", not an object", "write { }");
        return;
      }
      json.fieldNames().forEachRemaining(key -> value(json.get(key), value, path + "." + key));
    } else if (field.isRepeated()) {
      if (!json.isArray()) {
        report(path, "is " + json + ", not a list", "write [ ]");
      }
      for (int i = 0; i < json.size() && json.isArray(); i++) {
        value(json.get(i), field, path + "[" + i + "]");
      }
    } else {
      value(json, field, path);
    }
  }

  private void value(JsonNode json, FieldDescriptor field, String path) {
    if (field.getJavaType() == JavaType.MESSAGE) {
      // Those of protobuf's own are no objects in JSON.
      if (field.getMessageType().getFullName().equals("google.protobuf.Duration")) {
        duration(json, path);
      } else if (!field.getMessageType().getFullName().startsWith("google.protobuf.")) {
        message(json, field.getMessageType(), path);
      }
    } else if (field.getJavaType() == JavaType.STRING && !json.isTextual()) {
      report(path, "is " + json + ", not text", "write it in quotes");
    } else if (field.getJavaType() == JavaType.BOOLEAN && !json.isBoolean()) {
      report(path, "is " + json + ", not true or false", "write one of them");
    } else if (WHOLE.contains(field.getJavaType()) && !json.isIntegralNumber()) {
      report(path, "is " + json + ", not a whole number", "write one");
    } else if (field.getJavaType() == JavaType.ENUM) {
      word(json, field, path);
    }
  }

  /**
   * A number would be taken too, and a word that is none of them with a message without a place.
   */
  private void word(JsonNode json, FieldDescriptor field, String path) {
    var words =
        field.getEnumType().getValues().stream()
            .filter(value -> value.getNumber() != 0)
            .map(value -> value.getName())
            .toList();
    if (!json.isTextual() || !words.contains(json.textValue())) {
      report(
          path,
          "is " + json + ", not a " + field.getEnumType().getName(),
          Closest.hint(json.asText(), words, "use one of " + String.join(", ", words)));
    }
  }

  private void duration(JsonNode json, String path) {
    if (!json.isTextual() || !json.textValue().matches("\\d{1,12}(\\.\\d{1,9})?s")) {
      report(path, "is " + json + ", not a duration", "write seconds in quotes, as in \"7200s\"");
    }
  }

  private void report(String path, String message, String remedy) {
    problems.add(Problem.at(Place.key(path), message, remedy));
  }
}
