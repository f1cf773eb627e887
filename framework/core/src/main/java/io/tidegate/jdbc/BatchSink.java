package io.tidegate.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Batches of inserts whose values are texts that the statement casts; arrays are JSON. */
final class BatchSink implements RowSink {

  private record Column(boolean isArray, ValueText text) {}

  private final PreparedStatement insert;
  private final List<Column> columns;
  private final int batchRows;
  private final ObjectMapper json = new ObjectMapper();
  private final TextBuffer buffer = new TextBuffer(256);
  private int waiting;
  private long bytes;

  /**
   * @param schema of the rows, a parameter of the statement for each column
   */
  BatchSink(PreparedStatement insert, StructType schema, int batchRows) {
    var texts = new ValueTexts(new Escapes(Map.of(), Optional.empty()), "");
    this.insert = insert;
    this.columns =
        Arrays.stream(schema.fields())
            .map(StructField::dataType)
            .map(type -> new Column(type instanceof ArrayType, texts.of(single(type))))
            .toList();
    this.batchRows = batchRows;
  }

  private static DataType single(DataType type) {
    return type instanceof ArrayType array ? array.elementType() : type;
  }

  @Override
  public void add(InternalRow row) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      String text =
          column.isArray() && !row.isNullAt(i)
              ? array(row.getArray(i), column.text())
              : text(row, i, column.text());
      bytes += text == null ? 0 : text.length();
      insert.setString(i + 1, text);
    }
    insert.addBatch();
    waiting++;
    if (waiting >= batchRows) {
      send();
    }
  }

  @Override
  public long end() throws SQLException {
    send();
    insert.close();
    return bytes;
  }

  private void send() throws SQLException {
    if (waiting > 0) {
      insert.executeBatch();
      waiting = 0;
    }
  }

  private @Nullable String text(SpecializedGetters from, int at, ValueText text) {
    if (from.isNullAt(at)) {
      return null;
    }
    buffer.cut(0);
    text.write(from, at, buffer);
    return buffer.toString();
  }

  private String array(ArrayData elements, ValueText text) {
    var texts = new ArrayList<@Nullable String>();
    for (int i = 0; i < elements.numElements(); i++) {
      texts.add(text(elements, i, text));
    }
    try {
      return json.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of strings cannot be written as JSON", e);
    }
  }
}
