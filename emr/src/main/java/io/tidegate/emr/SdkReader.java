package io.tidegate.emr;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.problem.Closest;
import io.tidegate.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Reads JSON into a type of the AWS SDK, by the tables of fields that the type has. Unlike the
 * SDK's own reader it reports what it does not know, what is of another type and what is missing;
 * the SDK sends it, and the service refuses it.
 */
final class SdkReader {

  private final Problems problems;

  SdkReader(Problems problems) {
    this.problems = problems;
  }

  /** What could be read; with problems reported, what could not is left out. */
  <T extends SdkPojo> T read(JsonNode json, SdkPojo builder, Class<T> type) {
    return type.cast(object(json, builder, ""));
  }

  private Object object(JsonNode json, SdkPojo builder, String path) {
    Map<String, SdkField<?>> known = new LinkedHashMap<>();
    builder.sdkFields().forEach(field -> known.put(field.locationName(), field));
    json.fieldNames()
        .forEachRemaining(
            name -> {
              var field = Optional.<SdkField<?>>ofNullable(known.get(name));
              String at = path.isEmpty() ? name : path + "." + name;
              if (field.isEmpty()) {
                problems.add(
                    EmrProblems.at(
                        at,
                        "is not a member of " + typeName(builder),
                        Closest.hint(
                            name, known.keySet(), "known: " + String.join(", ", known.keySet()))));
              } else {
                value(json.get(name), field.get(), at)
                    .ifPresent(value -> field.get().set(builder, value));
              }
            });
    Required.of(typeName(builder)).stream()
        .filter(name -> !json.hasNonNull(name))
        .forEach(name -> problems.add(EmrProblems.missing(path, name)));
    Object built = ((Buildable) builder).build();
    new Enums(problems).check((SdkPojo) built, path);
    return built;
  }

  private Optional<?> value(JsonNode json, SdkField<?> field, String path) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.SDK_POJO) {
      return expect(json.isObject(), json, "an object", path)
          ? Optional.of(object(json, field.constructor().get(), path))
          : Optional.empty();
    }
    if (type == MarshallingType.LIST) {
      return expect(json.isArray(), json, "a list", path)
          ? Optional.of(list(json, field.getRequiredTrait(ListTrait.class), path))
          : Optional.empty();
    }
    if (type == MarshallingType.MAP) {
      return expect(json.isObject(), json, "an object", path)
          ? Optional.of(map(json, field.getRequiredTrait(MapTrait.class), path))
          : Optional.empty();
    }
    return scalar(json, type, path);
  }

  private Optional<?> scalar(JsonNode json, MarshallingType<?> type, String path) {
    if (type == MarshallingType.STRING) {
      return expect(json.isTextual(), json, "text", path)
          ? Optional.of(json.textValue())
          : Optional.empty();
    }
    if (type == MarshallingType.INTEGER) {
      return expect(json.canConvertToInt() && json.isIntegralNumber(), json, "a whole number", path)
          ? Optional.of(json.intValue())
          : Optional.empty();
    }
    if (type == MarshallingType.LONG) {
      return expect(json.isIntegralNumber(), json, "a whole number", path)
          ? Optional.of(json.longValue())
          : Optional.empty();
    }
    if (type == MarshallingType.BOOLEAN) {
      return expect(json.isBoolean(), json, "true or false", path)
          ? Optional.of(json.booleanValue())
          : Optional.empty();
    }
    return expect(type == MarshallingType.DOUBLE && json.isNumber(), json, "a number", path)
        ? Optional.of(json.doubleValue())
        : Optional.empty();
  }

  private List<Object> list(JsonNode json, ListTrait trait, String path) {
    var elements = new ArrayList<Object>();
    for (int i = 0; i < json.size(); i++) {
      value(json.get(i), trait.memberFieldInfo(), path + "[" + i + "]").ifPresent(elements::add);
    }
    return elements;
  }

  private Map<String, Object> map(JsonNode json, MapTrait trait, String path) {
    var values = new LinkedHashMap<String, Object>();
    json.fieldNames()
        .forEachRemaining(
            key ->
                value(json.get(key), trait.valueFieldInfo(), path + "." + key)
                    .ifPresent(value -> values.put(key, value)));
    return values;
  }

  private boolean expect(boolean is, JsonNode json, String what, String path) {
    if (!is) {
      problems.add(EmrProblems.at(path, "is " + json + ", not " + what, "write " + what));
    }
    return is;
  }

  /** {@code StepConfig}, of the builder of one. */
  private static String typeName(SdkPojo builder) {
    return Optional.<Class<?>>ofNullable(builder.getClass().getEnclosingClass())
        .orElse(builder.getClass())
        .getSimpleName();
  }
}
