package io.tidegate.dataset;

import io.tidegate.interop.Scala;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.Seq;

/**
 * Spark's CSV, JSON or Avro format, with every row counted as it is parsed. It stands in the place
 * of Spark's format in a scan, so that the plan, its size estimate and its splits stay as they are.
 *
 * <p>Whether a row is corrupt must not hang on what the job selects: Spark parses only the columns
 * that are asked for. So the columns that can fail to parse, all but the strings, are always
 * parsed, CSV is always split into all of its tokens, and no filter goes into the parser.
 */
final class CountingFormat implements FileFormat, DataSourceRegister {

  private static final String CORRUPT = "__tidegate_corrupt_row";

  /** What must hold for the counts; these win over what the conf says. */
  static final Map<String, String> OPTIONS =
      Map.of(
          "mode", "PERMISSIVE",
          "columnNameOfCorruptRecord", CORRUPT,
          "columnPruning", "false");

  private final FileFormat parser;
  private final String name;
  private final ScanCounts counts;
  private final RowChecks checks;
  private final boolean canBeCorrupt;

  /**
   * @param name what explained plans call the scan
   */
  CountingFormat(FileFormat parser, String name, ScanCounts counts, RowChecks checks) {
    this(parser, name, counts, checks, true);
  }

  private CountingFormat(
      FileFormat parser, String name, ScanCounts counts, RowChecks checks, boolean canBeCorrupt) {
    this.canBeCorrupt = canBeCorrupt;
    this.checks = checks;
    this.parser = parser;
    this.name = name;
    this.counts = counts;
  }

  /** Of files that know their types: a row can be read, or its file cannot. */
  static CountingFormat ofTyped(FileFormat parser, String name, ScanCounts counts) {
    return new CountingFormat(parser, name, counts, RowChecks.NONE, false);
  }

  @Override
  public Function1<PartitionedFile, Iterator<InternalRow>> buildReader(
      SparkSession session,
      StructType data,
      StructType partitions,
      StructType wanted,
      Seq<Filter> filters,
      scala.collection.immutable.Map<String, String> options,
      Configuration hadoop) {
    Seq<Filter> none = Scala.seq(java.util.List.of());
    if (!canBeCorrupt) {
      var reader = parser.buildReader(session, data, partitions, wanted, none, options, hadoop);
      return new CountingReader(reader, RowLayout.ofGood(wanted), counts);
    }
    var parsed = withCorrupt(parsed(data, wanted));
    var all = withCorrupt(data);
    var reader = parser.buildReader(session, all, partitions, parsed, none, options, hadoop);
    var strict = StrictTimes.around(reader, parsed, session);
    var layout = RowLayout.of(parsed, wanted.length(), data, checks);
    return new CountingReader(strict, layout, counts);
  }

  /**
   * All rows of whole files, the corrupt ones too: every column, and the corrupt text behind them.
   */
  Function1<PartitionedFile, Iterator<InternalRow>> everything(
      SparkSession session, StructType data, Map<String, String> options) {
    var all = withCorrupt(data);
    Seq<Filter> none = Scala.seq(java.util.List.of());
    var reader =
        parser.buildReader(
            session,
            all,
            new StructType(),
            all,
            none,
            Scala.map(options),
            session.sessionState().newHadoopConf());
    return StrictTimes.around(reader, all, session);
  }

  static StructType withCorrupt(StructType data) {
    return data.add(CORRUPT, DataTypes.StringType);
  }

  /** Of what {@link #everything} gives. */
  RowLayout layout(StructType data) {
    return RowLayout.of(withCorrupt(data), data.length(), data, checks);
  }

  /**
   * The wanted columns, then those whose values can be corrupt; at least one, and all where any of
   * them may hold a total.
   */
  private StructType parsed(StructType data, StructType wanted) {
    var fields = new LinkedHashSet<>(Arrays.asList(wanted.fields()));
    Arrays.stream(data.fields()).filter(this::isParsed).forEach(fields::add);
    if (fields.isEmpty() && !data.isEmpty()) {
      fields.add(data.fields()[0]);
    }
    return new StructType(fields.toArray(StructField[]::new));
  }

  private boolean isParsed(StructField field) {
    return !field.dataType().equals(DataTypes.StringType)
        || checks.required().test(field.name())
        || checks.trailer().isPresent();
  }

  @Override
  public Option<StructType> inferSchema(
      SparkSession session,
      scala.collection.immutable.Map<String, String> options,
      Seq<FileStatus> files) {
    return parser.inferSchema(session, options, files);
  }

  @Override
  public OutputWriterFactory prepareWrite(
      SparkSession session,
      Job job,
      scala.collection.immutable.Map<String, String> options,
      StructType schema) {
    throw new UnsupportedOperationException("an input is never written");
  }

  @Override
  public boolean isSplitable(
      SparkSession session, scala.collection.immutable.Map<String, String> options, Path path) {
    return parser.isSplitable(session, options, path);
  }

  @Override
  public boolean supportDataType(DataType type) {
    return parser.supportDataType(type);
  }

  @Override
  public String shortName() {
    return name;
  }

  @Override
  public String toString() {
    return parser.toString();
  }
}
