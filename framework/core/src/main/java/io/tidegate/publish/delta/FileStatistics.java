package io.tidegate.publish.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidegate.check.RowStatistics;
import io.tidegate.check.RowStatistics.OfColumn;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.apache.spark.sql.delta.DeltaColumnMapping;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;

/**
 * The statistics that Delta's writer puts into each {@code add} action (Delta protocol, "Per-file
 * Statistics"). Extremes are taken where they are exact: of whole numbers, decimals, doubles and
 * dates. Texts are cut off there, timestamps rounded, and a NaN is not a number in JSON.
 */
final class FileStatistics {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** Values of one column have one class, and each of them compares with its own. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static final Comparator<Object> ORDER = (a, b) -> ((Comparable) a).compareTo(b);

  private final List<JsonNode> files;

  private FileStatistics(List<JsonNode> files) {
    this.files = files;
  }

  static RowStatistics of(StagedView staged, long rows) {
    var all = new FileStatistics(staged.files().stream().map(FileStatistics::parse).toList());
    Map<String, OfColumn> columns = new LinkedHashMap<>();
    if (all.files.stream().allMatch(file -> file.path("numRecords").isIntegralNumber())) {
      for (StructField field : staged.snapshot().metadata().schema().fields()) {
        all.column(field).ifPresent(column -> columns.put(field.name(), column));
      }
    }
    return new RowStatistics(rows, Map.copyOf(columns));
  }

  private static JsonNode parse(AddFile file) {
    try {
      return file.stats() == null ? MissingNode.getInstance() : JSON.readTree(file.stats());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private Optional<OfColumn> column(StructField field) {
    String name = DeltaColumnMapping.getPhysicalName(field);
    if (!files.stream().allMatch(file -> file.path("nullCount").path(name).isIntegralNumber())) {
      return Optional.empty();
    }
    long nulls = files.stream().mapToLong(file -> nulls(file, name)).sum();
    return Optional.of(
        new OfColumn(
            nulls,
            extreme("minValues", name, field.dataType(), BinaryOperator.minBy(ORDER)),
            extreme("maxValues", name, field.dataType(), BinaryOperator.maxBy(ORDER))));
  }

  private static long nulls(JsonNode file, String name) {
    return file.path("nullCount").path(name).longValue();
  }

  /** Files in which all values are null have none; any other without one leaves it unknown. */
  private Optional<Object> extreme(
      String kind, String name, DataType type, BinaryOperator<Object> further) {
    List<Optional<Object>> values =
        files.stream()
            .filter(file -> nulls(file, name) < file.path("numRecords").longValue())
            .map(file -> value(file.path(kind).path(name), type))
            .toList();
    return values.stream().allMatch(Optional::isPresent)
        ? values.stream().flatMap(Optional::stream).reduce(further)
        : Optional.empty();
  }

  /** As a {@code Row} has it. */
  private static Optional<Object> value(JsonNode value, DataType type) {
    if (type.equals(DataTypes.DateType)) {
      return value.isTextual() ? date(value.textValue()) : Optional.empty();
    }
    if (!value.isNumber()) {
      return Optional.empty();
    }
    if (type.equals(DataTypes.DoubleType)) {
      return Optional.of(value.doubleValue());
    }
    if (type instanceof DecimalType decimal) {
      return Optional.of(scaled(value.decimalValue(), decimal));
    }
    return value.isIntegralNumber() ? whole(value.longValue(), type) : Optional.empty();
  }

  private static BigDecimal scaled(BigDecimal value, DecimalType type) {
    return value.setScale(type.scale(), java.math.RoundingMode.UNNECESSARY);
  }

  private static Optional<Object> whole(long value, DataType type) {
    if (type.equals(DataTypes.LongType)) {
      return Optional.of(value);
    }
    if (type.equals(DataTypes.IntegerType)) {
      return Optional.of((int) value);
    }
    if (type.equals(DataTypes.ShortType)) {
      return Optional.of((short) value);
    }
    return type.equals(DataTypes.ByteType) ? Optional.of((byte) value) : Optional.empty();
  }

  private static Optional<Object> date(String text) {
    try {
      return Optional.of(Date.valueOf(LocalDate.parse(text)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
