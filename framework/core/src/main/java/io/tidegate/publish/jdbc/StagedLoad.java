package io.tidegate.publish.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.tidegate.jdbc.TableColumn;
import io.tidegate.publish.StageRequest.Evolution;
import io.tidegate.publish.StagedOutput;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * What a staged output keeps of its request besides, to be loaded by another process.
 *
 * @param stage the staging table's name
 * @param columns its columns, as the table will have them
 * @param found the table's columns as they were; none when there was no table
 * @param last the newest load of the table then; 0 for none
 * @param keys of the modes that have keys
 * @param replaced the predicate of the rows that are replaced, for the modes that have one
 * @param schema the table's schema after the load, Spark's schema JSON
 */
record StagedLoad(
    String stage,
    List<Column> columns,
    List<TableColumn> found,
    long last,
    List<String> keys,
    Optional<String> replaced,
    Evolution evolution,
    String schema) {

  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

  /**
   * @param type as the database writes it
   */
  record Column(String name, String type, boolean nullable) {}

  static StagedLoad of(StagedOutput staged) {
    try {
      return JSON.readValue(staged.actions().get(0), StagedLoad.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a staged load: " + staged.actions().get(0), e);
    }
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of strings cannot be written as JSON", e);
    }
  }

  StructType struct() {
    return (StructType) DataType.fromJson(schema);
  }

  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** The columns that are no keys. */
  List<Column> values() {
    return columns.stream().filter(column -> !keys.contains(column.name())).toList();
  }
}
