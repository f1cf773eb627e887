package io.tidegate.dataset;

import io.tidegate.interop.Scala;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.execution.datasources.csv.CSVFileFormat;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * CSV files with headers. Spark gives a schema's columns to a file's by position, so the files are
 * read in one scan for each different header, each with the schema of that header, and the scans
 * are joined by name.
 */
final class CsvInputs {

  private static final Set<String> ENCODING = Set.of("encoding", "charset");

  private final FileSource source;
  private final Contract contract;
  private final Map<String, String> options;
  private final PinnedScan scan;
  private final ScanCounts counts;
  private final CountingFormat format;

  CsvInputs(FileSource source) {
    this.source = source;
    this.contract = source.contract();
    this.options = new LinkedHashMap<>(source.config().options());
    this.options.putAll(CountingFormat.OPTIONS);
    this.options.put("header", "true");
    decodeBeforeSplitting();
    this.scan = source.scan(options);
    this.counts = new ScanCounts();
    source.spark().sparkContext().register(counts);
    var checks =
        RowChecks.of(contract, source.config()).withTrailer(source.config(), this::parsing);
    this.format = new CountingFormat(new CSVFileFormat(), "csv", counts, checks);
  }

  /** A line break of several bytes cannot be looked for in the bytes: such a file is read whole. */
  private void decodeBeforeSplitting() {
    boolean wide =
        options.entrySet().stream()
            .filter(option -> ENCODING.contains(option.getKey().toLowerCase(Locale.ROOT)))
            .anyMatch(option -> option.getValue().matches("(?i)UTF-?(16|32).*"));
    if (wide) {
      options.put("multiLine", "true");
    }
  }

  /** Files that have the same header. */
  private record Layout(List<String> header, List<FileStatus> files) {}

  Input resolve() {
    contract.declared().ifPresent(this::checkTypes);
    try {
      var layouts = layouts();
      checkHeaders(layouts);
      return read(layouts, source.partitions(scan));
    } catch (UnreadableException e) {
      return source.resolution().unreadable(contract, e.lines());
    }
  }

  private void checkTypes(StructType schema) {
    for (var field : schema.fields()) {
      if (!format.supportDataType(field.dataType())) {
        throw new UserException(
            Problem.at(
                Place.key(source.config().name() + ".schema"),
                "a CSV column cannot be " + field.dataType().sql() + ": " + field.name()));
      }
    }
  }

  /** In the order of each header's first file. Files without a line have no rows and no layout. */
  private List<Layout> layouts() {
    var files = source.files();
    var reader = headerReader();
    var headers = Parallel.map(files, reader::read);
    Map<List<String>, Layout> layouts = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      if (!headers.get(i).isEmpty()) {
        layouts
            .computeIfAbsent(headers.get(i), header -> new Layout(header, new ArrayList<>()))
            .files()
            .add(files.get(i));
      }
    }
    return List.copyOf(layouts.values());
  }

  private CsvHeaderReader headerReader() {
    return new CsvHeaderReader(source.spark().sessionState().newHadoopConf(), parsing());
  }

  private void checkHeaders(List<Layout> layouts) throws UnreadableException {
    if (layouts.isEmpty()) {
      throw new UnreadableException(List.of("no file has a header"));
    }
    List<String> lines = new ArrayList<>();
    for (var layout : layouts) {
      lines.addAll(perFile(layout, contract.columns().ambiguous(layout.header())));
    }
    if (!lines.isEmpty()) {
      throw new UnreadableException(lines);
    }
  }

  private static List<String> perFile(Layout layout, List<String> lines) {
    return layout.files().stream()
        .flatMap(file -> lines.stream().map(line -> file.getPath() + ": " + line))
        .toList();
  }

  private Input read(List<Layout> layouts, StructType partitions) {
    List<Dataset<Row>> scans = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    List<FileStatus> files = new ArrayList<>();
    var rejected = new RejectedRows(source.spark());
    for (var layout : layouts) {
      var rows = scan.rows(format, layout.files(), schema(layout), partitions);
      differences.addAll(perFile(layout, contract.differences(rows.schema())));
      scans.add(contract.columns().renamed(rows));
      files.addAll(layout.files());
      rejected.add(layout.files(), rejectedReader(schema(layout)));
    }
    var resolution = source.resolution();
    return resolution.readable(
        new UnionByName(contract.names()).of(scans, contract.declared()),
        new ScannedRows(resolution.checks(), List.of(), FileSource.lengths(files), counts),
        contract.outcome(differences),
        rejected);
  }

  private RejectedReader rejectedReader(StructType data) {
    var spark = source.spark();
    var parsing = parsing();
    var hadoop = new SerializableConfiguration(spark.sessionState().newHadoopConf());
    var required =
        Arrays.stream(data.fieldNames()).filter(contract::requires).collect(Collectors.toSet());
    return new RejectedReader(
        new NumberedCsv(format.everything(spark, data, options), parsing, hadoop),
        new CsvReasons(data, required, parsing),
        format.layout(data));
  }

  private CSVOptions parsing() {
    String zone = source.spark().conf().get("spark.sql.session.timeZone");
    try {
      return new CSVOptions(Scala.map(options), false, zone);
    } catch (RuntimeException e) {
      throw new UserException(
          Problem.at(Place.key(source.config().name() + ".options"), DeclaredSchema.firstLine(e)));
    }
  }

  private StructType schema(Layout layout) {
    return new StructType(
        layout.header().stream()
            .map(name -> DataTypes.createStructField(name, type(name), true))
            .toArray(StructField[]::new));
  }

  private DataType type(String fileName) {
    String jobName = contract.columns().jobName(fileName);
    return contract.declared().stream()
        .flatMap(schema -> Arrays.stream(schema.fields()))
        .filter(field -> contract.names().same(field.name(), jobName))
        .map(StructField::dataType)
        .findFirst()
        .orElse(DataTypes.StringType);
  }
}
