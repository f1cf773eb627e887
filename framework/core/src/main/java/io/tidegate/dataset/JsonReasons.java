package io.tidegate.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Of rows of JSON. */
final class JsonReasons implements RowReasons {

  private static final long serialVersionUID = 1L;

  private static final String NO_OBJECT = "is no JSON object";

  private final StructType columns;
  private final Set<String> required;
  private final JSONOptions options;

  /**
   * @param required the names among the columns' that may not be empty
   */
  JsonReasons(StructType columns, Set<String> required, JSONOptions options) {
    this.columns = columns;
    this.required = Set.copyOf(required);
    this.options = options;
  }

  @Override
  public String of(InternalRow row, String text) {
    JsonNode object;
    try {
      object = new ObjectMapper(options.buildJsonFactory()).readTree(text);
    } catch (JsonProcessingException e) {
      return NO_OBJECT;
    }
    if (object.isArray()) {
      return "an element of the array does not fit the schema";
    }
    return object.isObject() ? reasons(row, object) : NO_OBJECT;
  }

  private String reasons(InternalRow row, JsonNode object) {
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < columns.length(); i++) {
      if (row.isNullAt(i)) {
        add(columns.fields()[i], object.path(columns.fields()[i].name()), reasons);
      }
    }
    return reasons.isEmpty() ? "does not fit the schema" : String.join("; ", reasons);
  }

  private void add(StructField column, JsonNode value, List<String> reasons) {
    if (!value.isMissingNode() && !value.isNull()) {
      String text = value.isTextual() ? value.textValue() : value.toString();
      reasons.add(RowReasons.notOfType(column.name(), text, column.dataType().sql()));
    } else if (required.contains(column.name())) {
      reasons.add(RowReasons.empty(column.name()));
    }
  }
}
