package io.tidegate.dataset;

import io.tidegate.interop.Scala;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * A parser for which a date or time that Spark cannot read makes its row corrupt.
 *
 * <p>By default Spark fails the whole job at a value that Spark 2 would have read, such as one with
 * text after it ({@code spark.sql.legacy.timeParserPolicy}). The policy is the session's; here it
 * is changed for the parser alone. A session that asks for the old reader keeps it.
 */
final class StrictTimes extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>>
    implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String POLICY = "spark.sql.legacy.timeParserPolicy";

  private final Function1<PartitionedFile, Iterator<InternalRow>> parser;
  private final HashMap<String, String> settings;

  private StrictTimes(
      Function1<PartitionedFile, Iterator<InternalRow>> parser, HashMap<String, String> settings) {
    this.parser = parser;
    this.settings = settings;
  }

  /** The parser itself where the policy makes no difference. */
  static Function1<PartitionedFile, Iterator<InternalRow>> around(
      Function1<PartitionedFile, Iterator<InternalRow>> parser,
      StructType parsed,
      SparkSession session) {
    var settings = settings(parsed, session);
    return settings.isEmpty() ? parser : new StrictTimes(parser, settings);
  }

  /** The session's settings with the policy changed; none where it makes no difference. */
  static HashMap<String, String> settings(StructType parsed, SparkSession session) {
    String types = parsed.catalogString();
    // A column's name can look like a type; that costs time and no more.
    if (!types.contains("date") && !types.contains("timestamp")
        || session.conf().get(POLICY).equals("LEGACY")) {
      return new HashMap<>();
    }
    var settings = new HashMap<String, String>();
    Map<String, String> all = Scala.javaMap(session.sessionState().conf().getAllConfs());
    all.forEach(
        (key, value) -> {
          if (key.startsWith("spark.sql.")) {
            settings.put(key, value);
          }
        });
    settings.put(POLICY, "CORRECTED");
    return settings;
  }

  @Override
  public Iterator<InternalRow> apply(PartitionedFile file) {
    var conf = new SQLConf();
    settings.forEach(conf::setConfString);
    return new Rows(SQLConf.withExistingConf(conf, () -> parser.apply(file)), conf);
  }

  private static final class Rows extends AbstractIterator<InternalRow> {

    private final Iterator<InternalRow> parsed;
    private final SQLConf conf;

    Rows(Iterator<InternalRow> parsed, SQLConf conf) {
      this.parsed = parsed;
      this.conf = conf;
    }

    @Override
    public boolean hasNext() {
      return (Boolean) SQLConf.withExistingConf(conf, parsed::hasNext);
    }

    @Override
    public InternalRow next() {
      return SQLConf.withExistingConf(conf, parsed::next);
    }
  }
}
