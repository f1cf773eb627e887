package io.tidegate.dataset;

import com.univocity.parsers.csv.CsvParser;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.catalyst.csv.CSVOptions;

/**
 * Tells the row that holds a file's totals from its data: by the first field. Runs in tasks.
 *
 * <p>Such a row has fewer fields than the header, as a rule, or other ones, and is corrupt to
 * Spark; its text is split as Spark would have split it.
 */
final class Trailer implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String mark;
  private final CSVOptions options;

  Trailer(String mark, CSVOptions options) {
    this.mark = mark;
    this.options = options;
  }

  /** Whether a row begins with this field. */
  boolean marks(String field) {
    return field.equals(mark);
  }

  /** The fields of such a row; empty when this is the text of another. */
  Optional<List<String>> fields(String text) {
    // Almost every row is told apart by this.
    if (!text.contains(mark)) {
      return Optional.empty();
    }
    String[] tokens = new CsvParser(options.asParserSettings()).parseLine(text);
    return tokens == null || tokens.length == 0 || !mark.equals(tokens[0])
        ? Optional.empty()
        : Optional.of(Arrays.stream(tokens).map(token -> Objects.toString(token, "")).toList());
  }
}
