package io.tidegate.query;

import java.sql.Timestamp;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A table as text, the same whichever engine made it. */
final class Answer {

  private Answer() {}

  /** The names of the columns; then the rows, sorted. */
  static List<String> lines(List<String> names, List<List<String>> rows) {
    return Stream.concat(
            Stream.of(String.join("|", names)),
            rows.stream().map(row -> String.join("|", row).replace("\n", "\\n")).sorted())
        .toList();
  }

  static List<String> lines(Dataset<Row> table) {
    List<List<String>> rows =
        table.collectAsList().stream()
            .map(row -> IntStream.range(0, row.size()).mapToObj(at -> text(row, at)).toList())
            .toList();
    return lines(List.of(table.columns()), rows);
  }

  private static String text(Row row, int column) {
    Object value = row.isNullAt(column) ? "null" : row.get(column);
    if (value instanceof Timestamp time) {
      return time.toInstant().toString();
    }
    return value instanceof scala.collection.Seq
        ? row.getList(column).toString()
        : value.toString();
  }
}
