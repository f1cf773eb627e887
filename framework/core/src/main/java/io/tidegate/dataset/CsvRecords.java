package io.tidegate.dataset;

import com.univocity.parsers.csv.CsvParser;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.csv.CSVOptions;

/**
 * The records of a CSV file behind its header, one for each row that Spark's reader gives, in the
 * same order: Spark leaves out blank lines and comments, and so does this.
 */
interface CsvRecords extends Closeable {

  /** The next record; asked as often as Spark gives a row, and no more. */
  TextRecord next();

  static CsvRecords open(Path path, CSVOptions options, Configuration hadoop) throws IOException {
    InputStream in = TextFiles.open(path, hadoop);
    CsvRecords records =
        options.multiLine() ? new OfSeveralLines(in, options) : new OfOneLine(in, options);
    records.next();
    return records;
  }

  /** A record is a line. */
  final class OfOneLine implements CsvRecords {

    private final TextLines lines;
    private final Charset charset;
    private final CSVOptions options;

    OfOneLine(InputStream in, CSVOptions options) {
      this.lines = new TextLines(in, options.lineSeparatorInRead().getOrElse(() -> new byte[0]));
      this.charset = Charset.forName(options.charset());
      this.options = options;
    }

    @Override
    public TextRecord next() {
      while (lines.hasNext()) {
        var line = lines.next();
        String text = line.decoded(charset);
        if (!text.isBlank() && !isComment(text)) {
          return new TextRecord(line.number(), text);
        }
      }
      return new TextRecord(0, "");
    }

    private boolean isComment(String line) {
      return options.isCommentSet() && line.startsWith(String.valueOf(options.comment()));
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  /** A record goes on over the line breaks in its quotes. */
  final class OfSeveralLines implements CsvRecords {

    private final InputStream in;
    private final CsvParser parser;

    OfSeveralLines(InputStream in, CSVOptions options) {
      this.in = in;
      this.parser = new CsvParser(options.asParserSettings());
      parser.beginParsing(in, options.charset());
    }

    @Override
    public TextRecord next() {
      String[] tokens = parser.parseNext();
      if (tokens == null) {
        return new TextRecord(0, "");
      }
      String content = parser.getContext().currentParsedContent();
      String text = content == null ? "" : content;
      String record = text.strip();
      long breaks = record.chars().filter(c -> c == '\n').count();
      return new TextRecord(parser.getContext().currentLine() - breaks, TextFiles.unmarked(record));
    }

    @Override
    public void close() throws IOException {
      parser.stopParsing();
      in.close();
    }
  }
}
