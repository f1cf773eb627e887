package io.tidegate.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Batches of inserts whose values are texts that the statement casts; arrays are JSON. */
final class BatchSink implements RowSink {

  private final PreparedStatement insert;
  private final int batchRows;
  private final ObjectMapper json = new ObjectMapper();
  private int waiting;
  private long bytes;

  BatchSink(PreparedStatement insert, int batchRows) {
    this.insert = insert;
    this.batchRows = batchRows;
  }

  @Override
  public void add(Row row) throws SQLException {
    for (int i = 0; i < row.size(); i++) {
      String text = text(row, i);
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

  private @Nullable String text(Row row, int column) {
    Object value = row.get(column);
    return value instanceof scala.collection.Seq ? array(row.getList(column)) : text(value);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : SqlText.of(value);
  }

  private String array(List<?> elements) {
    var texts = new ArrayList<@Nullable String>();
    elements.forEach(element -> texts.add(text(element)));
    try {
      return json.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of strings cannot be written as JSON", e);
    }
  }
}
