package io.tidegate.dataset;

import com.univocity.parsers.csv.CsvParser;
import io.tidegate.problem.TransientException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;
import org.apache.spark.sql.catalyst.csv.CSVOptions;

/**
 * Reads the header of a CSV file as Spark's CSV reader would, with the same tokenizer, options and
 * choice of the line that is the header.
 */
final class CsvHeaderReader {

  private final Configuration hadoop;
  private final CSVOptions options;

  CsvHeaderReader(Configuration hadoop, CSVOptions options) {
    this.hadoop = hadoop;
    this.options = options;
  }

  /**
   * The names, without a byte order mark. A column without a name is called {@code _c} and its
   * position from 0, as Spark calls it. Empty when the file has no line that could be a header.
   */
  List<String> read(FileStatus file) {
    try (var in = TextFiles.open(file.getPath(), hadoop)) {
      return names(options.multiLine() ? firstRecord(in) : firstLine(in));
    } catch (IOException e) {
      throw new TransientException("reading the header of " + file.getPath() + " failed", e);
    }
  }

  private String[] firstRecord(InputStream in) {
    var parser = new CsvParser(options.asParserSettings());
    parser.beginParsing(in, options.charset());
    String[] record = parser.parseNext();
    parser.stopParsing();
    return record == null ? new String[0] : record;
  }

  private String[] firstLine(InputStream in) throws IOException {
    byte[] separator = options.lineSeparatorInRead().getOrElse(() -> new byte[0]);
    var lines =
        separator.length == 0 ? new LineReader(in, hadoop) : new LineReader(in, hadoop, separator);
    var bytes = new Text();
    while (lines.readLine(bytes) > 0) {
      String line =
          TextFiles.unmarked(new String(bytes.getBytes(), 0, bytes.getLength(), options.charset()));
      if (!line.isBlank() && !isComment(line)) {
        return new CsvParser(options.asParserSettings()).parseLine(line);
      }
    }
    return new String[0];
  }

  private boolean isComment(String line) {
    return options.isCommentSet() && line.startsWith(String.valueOf(options.comment()));
  }

  private static List<String> names(String[] tokens) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < tokens.length; i++) {
      String name = tokens[i] == null ? "" : tokens[i];
      String clean = i == 0 ? TextFiles.unmarked(name) : name;
      names.add(clean.isEmpty() ? "_c" + i : clean);
    }
    return List.copyOf(names);
  }
}
