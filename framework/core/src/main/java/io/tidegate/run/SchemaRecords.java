package io.tidegate.run;

import io.tidegate.config.InputConfig;
import io.tidegate.config.JobConfig;
import io.tidegate.dataset.Input;
import io.tidegate.ledger.DatasetSchema;
import io.tidegate.ledger.DatasetSchema.Field;
import io.tidegate.ledger.RunRecord.InputRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.SharedDocuments;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Inputs and outputs as the ledger keeps their columns. */
final class SchemaRecords {

  private final SharedDocuments shared;
  private final JobConfig config;

  SchemaRecords(SharedDocuments shared, JobConfig config) {
    this.shared = shared;
    this.config = config;
  }

  /**
   * @return the fingerprint under which the ledger has it: a schema is the same on most nights
   */
  Optional<String> remember(StructType schema, RunStart start) {
    return Optional.of(shared.add(start.job(), new DatasetSchema(fields(schema)).toJson()));
  }

  /** The inputs with the row counts that are known by now. */
  List<InputRecord> inputs(List<Input> inputs, RunStart start) {
    return inputs.stream()
        .map(
            input ->
                new InputRecord(
                    input.version(), input.rowCount(), input.corruptRows(), schema(input, start)))
        .toList();
  }

  private Optional<String> schema(Input input, RunStart start) {
    return readable(input)
        .flatMap(schema -> tried(asInTheDataset(schema, renames(input.name())), start));
  }

  /** A ledger that cannot be written is told of where the record is. */
  private Optional<String> tried(StructType schema, RunStart start) {
    try {
      return remember(schema, start);
    } catch (TransientException e) {
      return Optional.empty();
    }
  }

  private static Optional<StructType> readable(Input input) {
    try {
      return Optional.of(input.rows().schema());
    } catch (UserException e) {
      // What is wrong with it is a finding, or what ends the run.
      return Optional.empty();
    }
  }

  private Map<String, String> renames(String name) {
    return Stream.of(config.inputs(), config.references())
        .flatMap(inputs -> Optional.ofNullable(inputs.get(name)).stream())
        .findFirst()
        .map(InputConfig::columns)
        .orElse(Map.of());
  }

  /** Under the names that others know the columns by; the job's where several lead to one. */
  private static StructType asInTheDataset(StructType schema, Map<String, String> renames) {
    Map<String, List<String>> origins =
        renames.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getValue,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    return new StructType(
        Arrays.stream(schema.fields())
            .map(field -> named(field, origins.getOrDefault(field.name(), List.of())))
            .toArray(StructField[]::new));
  }

  private static StructField named(StructField field, List<String> origins) {
    return origins.size() == 1
        ? new StructField(origins.get(0), field.dataType(), field.nullable(), field.metadata())
        : field;
  }

  private static List<Field> fields(StructType schema) {
    return Arrays.stream(schema.fields())
        .map(field -> field(field.name(), field.dataType(), field.nullable()))
        .toList();
  }

  private static Field field(String name, DataType type, boolean nullable) {
    var fields = new ArrayList<Field>();
    if (type instanceof StructType struct) {
      fields.addAll(fields(struct));
    } else if (type instanceof ArrayType array) {
      fields.add(field("_element", array.elementType(), array.containsNull()));
    } else if (type instanceof MapType map) {
      fields.add(field("key", map.keyType(), false));
      fields.add(field("value", map.valueType(), map.valueContainsNull()));
    }
    return new Field(
        name,
        fields.isEmpty() && !(type instanceof StructType) ? type.simpleString() : type.typeName(),
        nullable,
        List.copyOf(fields));
  }
}
