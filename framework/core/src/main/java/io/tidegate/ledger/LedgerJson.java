package io.tidegate.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tidegate.check.Finding;
import io.tidegate.check.Measures;
import io.tidegate.check.Outcome;
import io.tidegate.check.Verdict;
import io.tidegate.config.LogicalDate;
import java.util.Map;

/**
 * The ledger's JSON, one line a document: times in ISO 8601 and UTC, durations in ISO 8601, an
 * outcome told by its {@code outcome} field. Fields that a reader does not know are passed over.
 */
public final class LedgerJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(new SimpleModule().addDeserializer(LogicalDate.class, new DateReader()))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .serializationInclusion(JsonInclude.Include.NON_ABSENT)
          .addMixIn(Outcome.class, OutcomeByName.class)
          .addMixIn(LogicalDate.class, AsText.class)
          .addMixIn(Measures.class, AsMap.class)
          .addMixIn(Finding.class, WithoutDerived.class)
          .build();

  private LedgerJson() {}

  public static String write(Object record) {
    try {
      return MAPPER.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + record.getClass(), e);
    }
  }

  /**
   * @throws IllegalArgumentException when the text is not such a document
   */
  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Passed.class, name = "passed"),
    @JsonSubTypes.Type(value = Outcome.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Outcome.NotApplicable.class, name = "not-applicable"),
    @JsonSubTypes.Type(value = Outcome.CouldNotMeasure.class, name = "could-not-measure")
  })
  private interface OutcomeByName {}

  @JsonSerialize(using = ToStringSerializer.class)
  private interface AsText {}

  private abstract static class AsMap {
    @JsonCreator
    AsMap(Map<String, Double> values) {}

    @JsonValue
    abstract Map<String, Double> values();
  }

  private interface WithoutDerived {
    @JsonIgnore
    boolean isProblem();

    @JsonIgnore
    Verdict verdict();
  }

  private static final class DateReader extends FromStringDeserializer<LogicalDate> {
    private static final long serialVersionUID = 1L;

    DateReader() {
      super(LogicalDate.class);
    }

    @Override
    protected LogicalDate _deserialize(String text, DeserializationContext context) {
      return LogicalDate.parse(text);
    }
  }
}
