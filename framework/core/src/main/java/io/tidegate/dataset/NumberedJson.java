package io.tidegate.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.tidegate.interop.Scala;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.io.Text;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.json.CreateJacksonParser;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.catalyst.json.JacksonParser;
import org.apache.spark.sql.catalyst.util.FailureSafeParser;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.SerializableConfiguration;

/** JSON lines, each parsed as Spark's source parses it: a line has no row, one, or an array's. */
final class NumberedJson implements NumberedRows {

  private static final long serialVersionUID = 1L;

  private final StructType data;
  private final StructType all;
  private final JSONOptions options;
  private final SerializableConfiguration hadoop;
  private final HashMap<String, String> strictTimes;

  /**
   * @param data the columns of the files
   * @param all the same, and the column of corrupt text
   * @param strictTimes the settings to parse with; the task's own when there are none
   */
  NumberedJson(
      StructType data,
      StructType all,
      JSONOptions options,
      SerializableConfiguration hadoop,
      HashMap<String, String> strictTimes) {
    this.strictTimes = strictTimes;
    this.data = data;
    this.all = all;
    this.options = options;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<NumberedRow> read(PartitionedFile file) {
    try {
      var in = TextFiles.open(file.toPath(), hadoop.value());
      var lines = new TextLines(in, options.lineSeparatorInRead().getOrElse(() -> new byte[0]));
      Tasks.closeAtEnd(lines);
      var conf = conf();
      var parser = SQLConf.withExistingConf(conf, this::parser);
      return new Rows(lines, parser, Charset.forName(encoding()), conf);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SQLConf conf() {
    if (strictTimes.isEmpty()) {
      return SQLConf.get();
    }
    var conf = new SQLConf();
    strictTimes.forEach(conf::setConfString);
    return conf;
  }

  private String encoding() {
    return options.encoding().getOrElse(() -> "UTF-8");
  }

  private FailureSafeParser<Text> parser() {
    var parser = new JacksonParser(data, options, true, Scala.seq(List.of()));
    return new FailureSafeParser<>(
        line -> parser.parse(line, this::open, text -> UTF8String.fromBytes(text.copyBytes())),
        options.parseMode(),
        all,
        options.columnNameOfCorruptRecord());
  }

  private JsonParser open(JsonFactory factory, Text line) {
    return options.encoding().isDefined()
        ? CreateJacksonParser.text(encoding(), factory, line)
        : CreateJacksonParser.text(factory, line);
  }

  private static final class Rows implements Iterator<NumberedRow> {

    private final TextLines lines;
    private final FailureSafeParser<Text> parser;
    private final Charset charset;
    private final SQLConf conf;
    private final Deque<NumberedRow> ready = new ArrayDeque<>();

    Rows(TextLines lines, FailureSafeParser<Text> parser, Charset charset, SQLConf conf) {
      this.conf = conf;
      this.lines = lines;
      this.parser = parser;
      this.charset = charset;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && lines.hasNext()) {
        var line = lines.next();
        var record = new TextRecord(line.number(), line.decoded(charset));
        SQLConf.withExistingConf(conf, () -> parse(line.bytes(), record));
      }
      return !ready.isEmpty();
    }

    private boolean parse(Text line, TextRecord record) {
      scala.collection.Iterator<InternalRow> rows = parser.parse(line);
      while (rows.hasNext()) {
        ready.add(new NumberedRow(rows.next().copy(), record));
      }
      return true;
    }

    @Override
    public NumberedRow next() {
      if (!hasNext()) {
        throw new java.util.NoSuchElementException("a row");
      }
      return ready.removeFirst();
    }
  }
}
