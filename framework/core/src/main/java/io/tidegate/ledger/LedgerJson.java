package io.tidegate.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tidegate.check.Finding;
import io.tidegate.check.Measures;
import io.tidegate.config.LogicalDate;
import java.util.List;
import java.util.Map;

/**
 * How the ledger's values are written as JSON: instants and durations in ISO-8601, logical dates as
 * their text, findings and measures flat, empty optionals left out, a number that is not finite as
 * text ({@code "NaN"}). Reading ignores fields that it does not know, and takes a list or map that
 * is not there as empty.
 */
public final class LedgerJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addMixIn(LogicalDate.class, LogicalDateText.class)
          .addMixIn(Measures.class, MeasuresObject.class)
          .addMixIn(Finding.class, FindingObject.class)
          .serializationInclusion(JsonInclude.Include.NON_ABSENT)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .withConfigOverride(
              List.class,
              list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .withConfigOverride(
              Map.class, map -> map.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .build();

  private LedgerJson() {}

  /** In one line. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  /**
   * @throws JsonProcessingException when the text is not JSON, or not of this type
   */
  public static <T> T read(String json, Class<T> type) throws JsonProcessingException {
    return MAPPER.readValue(json, type);
  }

  /** As {@link #write}, indented, for a person. */
  public static String writePretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  static ObjectMapper mapper() {
    return MAPPER;
  }

  private abstract static class LogicalDateText {
    @JsonCreator
    static LogicalDate parse(String text) {
      throw new UnsupportedOperationException(text);
    }

    @Override
    @JsonValue
    public abstract String toString();
  }

  private abstract static class MeasuresObject {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    MeasuresObject(Map<String, Double> values) {}

    @JsonValue
    abstract Map<String, Double> values();
  }

  @JsonSerialize(converter = ToFlat.class)
  @JsonDeserialize(converter = FromFlat.class)
  private abstract static class FindingObject {}

  private static final class ToFlat extends StdConverter<Finding, FindingJson> {
    @Override
    public FindingJson convert(Finding finding) {
      return FindingJson.of(finding);
    }
  }

  private static final class FromFlat extends StdConverter<FindingJson, Finding> {
    @Override
    public Finding convert(FindingJson json) {
      return json.toFinding();
    }
  }
}
