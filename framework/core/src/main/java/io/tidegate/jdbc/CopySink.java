package io.tidegate.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** PostgreSQL's bulk load. */
final class CopySink implements RowSink {

  private static final int CHUNK = 1 << 16;

  private final CopyIn copy;
  private final CopyText text;
  private final TextBuffer buffer = new TextBuffer(CHUNK + 4096);
  private long bytes;

  /**
   * @param into the table and its columns, as SQL
   */
  CopySink(Connection connection, String into, CopyText text) throws SQLException {
    this.text = text;
    this.copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + into + " FROM STDIN (FORMAT text, ENCODING 'UTF8')");
  }

  @Override
  public void add(InternalRow row) throws SQLException {
    text.write(row, buffer);
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
    copy.writeToCopy(buffer.bytes(), 0, buffer.length());
    bytes += buffer.length();
    buffer.cut(0);
  }
}
