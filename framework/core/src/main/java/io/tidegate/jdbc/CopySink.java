package io.tidegate.jdbc;

import io.tidegate.problem.UserException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** PostgreSQL's bulk load, in its text format: every type reads what it writes itself. */
final class CopySink implements RowSink {

  private static final int CHUNK = 1 << 16;

  private final CopyIn copy;
  private final List<String> columns;
  private final StringBuilder buffer = new StringBuilder(CHUNK + 4096);
  private long bytes;

  /**
   * @param into the table and its columns, as SQL
   * @param columns their names
   */
  CopySink(Connection connection, String into, List<String> columns) throws SQLException {
    this.columns = columns;
    this.copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + into + " FROM STDIN (FORMAT text, ENCODING 'UTF8')");
  }

  @Override
  public void add(Row row) throws SQLException {
    for (int i = 0; i < row.size(); i++) {
      if (i > 0) {
        buffer.append('\t');
      }
      value(row, i);
    }
    buffer.append('\n');
    if (buffer.length() >= CHUNK) {
      send();
    }
  }

  @Override
  public long end() throws SQLException {
    send();
    copy.endCopy();
    return bytes;
  }

  private void send() throws SQLException {
    byte[] chunk = buffer.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(chunk, 0, chunk.length);
    bytes += chunk.length;
    buffer.setLength(0);
  }

  private void value(Row row, int column) {
    Object value = row.get(column);
    if (value == null) {
      buffer.append("\\N");
    } else if (value instanceof Number) {
      buffer.append(SqlText.of(value));
    } else {
      boolean isArray = value instanceof scala.collection.Seq;
      escape(isArray ? array(row.getList(column)) : text(value), columns.get(column));
    }
  }

  private static String array(List<?> elements) {
    return elements.stream().map(CopySink::element).collect(Collectors.joining(",", "{", "}"));
  }

  private static String text(Object value) {
    return value instanceof byte[] ? "\\x" + SqlText.of(value) : SqlText.of(value);
  }

  private static String element(@Nullable Object element) {
    return element == null
        ? "NULL"
        : '"' + text(element).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private void escape(String text, String column) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> buffer.append("\\\\");
        case '\t' -> buffer.append("\\t");
        case '\n' -> buffer.append("\\n");
        case '\r' -> buffer.append("\\r");
        case '\0' -> throw nul(column);
        default -> buffer.append(c);
      }
    }
  }

  private static UserException nul(String column) {
    return new UserException(
        "the column '" + column + "' has text with the character NUL, which PostgreSQL has not",
        "take it out in the transform, as with replace(" + column + ", '\\u0000', '')");
  }
}
