package io.tidegate.dataset;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.interop.Scala;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.json.JSONOptionsInRead;
import org.apache.spark.sql.catalyst.util.CaseInsensitiveMap;
import org.apache.spark.sql.execution.datasources.json.JsonFileFormat;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** JSON files: parsed with the declared schema, or with the one that Spark infers from them. */
final class JsonInputs {

  private static final String NO_SCHEMA =
      "JSON files have no schema of their own: a value of another type makes its row corrupt,"
          + " a missing one is null";

  private final FileSource source;
  private final Contract contract;
  private final PinnedScan scan;
  private final ScanCounts counts;
  private final CountingFormat format;
  private final Map<String, String> options;

  JsonInputs(FileSource source) {
    this.source = source;
    this.contract = source.contract();
    this.options = new LinkedHashMap<>(source.config().options());
    options.putAll(CountingFormat.OPTIONS);
    this.scan = source.scan(options);
    this.counts = new ScanCounts();
    source.spark().sparkContext().register(counts);
    this.format =
        new CountingFormat(
            new JsonFileFormat(), "json", counts, RowChecks.of(contract, source.config()));
  }

  Input resolve() {
    try {
      var partitions = source.partitions(scan);
      var declared = contract.declared();
      return declared.isPresent()
          ? read(parsed(declared.get(), partitions), partitions)
          : read(inferred(), partitions);
    } catch (UnreadableException e) {
      return source.resolution().unreadable(contract, e.lines());
    }
  }

  private Input read(StructType data, StructType partitions) throws UnreadableException {
    var rows = scan.rows(format, source.files(), data, partitions);
    contract.requireDistinct(List.of(rows.columns()));
    var resolution = source.resolution();
    var rowCounts =
        new ScannedRows(
            resolution.checks(),
            inference(resolution.checks()),
            FileSource.lengths(source.files()),
            counts);
    var rejected = new RejectedRows(source.spark());
    rejected.add(source.files(), rejectedReader(data.asNullable()));
    return resolution.readable(
        contract.columns().renamed(rows), rowCounts, schema(rows.schema()), rejected);
  }

  private RejectedReader rejectedReader(StructType data) {
    var spark = source.spark();
    var parsing =
        new JSONOptionsInRead(
            new CaseInsensitiveMap<>(Scala.map(options)),
            spark.conf().get("spark.sql.session.timeZone"),
            "");
    var hadoop = new SerializableConfiguration(spark.sessionState().newHadoopConf());
    var required =
        Arrays.stream(data.fieldNames()).filter(contract::requires).collect(Collectors.toSet());
    return new RejectedReader(
        parsing.multiLine()
            ? new WholeFileJson(
                format.everything(spark, data, options),
                parsing.encoding().getOrElse(() -> "UTF-8"),
                hadoop)
            : new NumberedJson(
                data,
                CountingFormat.withCorrupt(data),
                parsing,
                hadoop,
                StrictTimes.settings(data, spark)),
        new JsonReasons(data, required, parsing),
        format.layout(data));
  }

  private List<Finding> inference(InputChecks checks) {
    return contract.declared().isPresent() ? List.of() : List.of(checks.inferred());
  }

  private Optional<Outcome> schema(StructType rows) {
    return contract.declared().isPresent()
        ? Optional.of(new Outcome.NotApplicable(NO_SCHEMA))
        : contract.outcome(contract.differences(rows));
  }

  private StructType parsed(StructType schema, StructType partitions) {
    return new StructType(
        Arrays.stream(schema.fields())
            .map(
                field ->
                    new StructField(
                        fileName(field.name()), field.dataType(), true, field.metadata()))
            .filter(field -> !contains(partitions, field.name()))
            .toArray(StructField[]::new));
  }

  private String fileName(String jobName) {
    var fileNames = contract.columns().fileNames(jobName);
    if (fileNames.size() > 1) {
      throw new UserException(
          Problem.at(
              Place.key(source.config().name() + ".columns"),
              "more than one column is read as " + jobName + ": " + String.join(", ", fileNames),
              "JSON with a schema takes one"));
    }
    return fileNames.get(0);
  }

  private StructType inferred() throws UnreadableException {
    String corrupt = CountingFormat.OPTIONS.getOrDefault("columnNameOfCorruptRecord", "");
    StructType found = scan.infer(format, source.files()).getOrElse(StructType::new);
    var fields =
        Arrays.stream(found.fields())
            .filter(field -> !field.name().equals(corrupt))
            .toArray(StructField[]::new);
    if (fields.length == 0) {
      throw new UnreadableException(List.of("no column could be inferred: declare a schema"));
    }
    return new StructType(fields);
  }

  private boolean contains(StructType schema, String name) {
    return Arrays.stream(schema.fieldNames()).anyMatch(other -> contract.names().same(other, name));
  }
}
