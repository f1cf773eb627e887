package io.tidegate.query;

import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.regexp_extract;

import io.tidegate.problem.TransientException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A ledger as temporary views of a session: {@code runs, outputs, inputs, checks, metrics, lineage,
 * events}, and below them the JSON documents themselves as {@code ledger_...}. They read the ledger
 * each time they are asked. Columns are only ever added; a field that old records do not have is
 * null.
 */
public final class LedgerViews {

  private static final String STARTED =
      """
      runId STRING, job STRING, owner STRING, logicalDate STRING, started STRING,
      program STRUCT<version: STRING, commit: STRING, dirty: BOOLEAN>,
      rulesFingerprint STRING, configFingerprint STRING, user STRING,
      process STRUCT<host: STRING, pidNamespace: STRING, pid: BIGINT, application: STRING>""";

  private static final String CLOSED =
      """
      start STRUCT<runId: STRING, job: STRING, logicalDate: STRING>,
      status STRING, ended STRING, verdict STRING, error STRING, notes ARRAY<STRING>,
      inputs ARRAY<STRUCT<
        version: STRUCT<name: STRING, path: STRING, format: STRING, deltaVersion: BIGINT,
          files: ARRAY<STRUCT<path: STRING, bytes: BIGINT, modified: STRING,
            checksum: STRING>>,
          modified: STRING, bytes: BIGINT,
          slice: STRUCT<column: STRING, after: STRUCT<value: STRING>,
            upTo: STRUCT<value: STRING>>>,
        rows: BIGINT, corruptRows: BIGINT, schema: STRING>>,
      outputs ARRAY<STRUCT<
        key: STRING, dataset: STRING, path: STRING, version: BIGINT, rows: BIGINT, bytes: BIGINT,
        measures: MAP<STRING, DOUBLE>, quarantined: BIGINT, quarantineVersion: BIGINT,
        lineage: STRING, schema: STRING,
        changes: STRUCT<inserted: BIGINT, updated: BIGINT, deleted: BIGINT>,
        write: STRUCT<location: STRING, mode: STRING, creates: BOOLEAN,
          partition: MAP<STRING, STRING>>>>,
      findings ARRAY<STRUCT<
        kind: STRING, check: STRING, subject: STRING, severity: STRING, outcome: STRING,
        expected: STRING, actual: STRING, detail: STRING, why: STRING, cause: STRING>>,
      steps MAP<STRING, STRING>""";

  private static final String INTERVENED =
      """
      runId STRING, job STRING, status STRING, at STRING, who STRING, reason STRING,
      versions MAP<STRING, BIGINT>""";

  private static final String LINEAGE =
      """
      columns MAP<STRING, ARRAY<STRUCT<
        input: STRING, column: STRING, kind: STRING, masked: BOOLEAN>>>,
      rows ARRAY<STRUCT<input: STRING, column: STRING, kind: STRING, masked: BOOLEAN>>,
      opaque ARRAY<STRING>, undeclared ARRAY<STRING>""";

  private static final String EVENT = "/events/([^/]+)/[^/]+/([^./]+)\\.(\\d+)\\.([a-z-]+)";

  private final SparkSession spark;
  private final String root;

  private LedgerViews(SparkSession spark, String root) {
    this.spark = spark;
    this.root = root;
  }

  /**
   * Makes the views, or makes them anew.
   *
   * @param ledger its directory; nothing in it is needed
   * @throws TransientException when its file system cannot be reached
   */
  public static void create(SparkSession spark, String ledger) {
    new LedgerViews(spark, ledger).create();
  }

  private void create() {
    json("runs", "*.started.*.json", STARTED).createOrReplaceTempView("ledger_started");
    json("runs", "*.closed.json", CLOSED).createOrReplaceTempView("ledger_closed");
    json("runs", "*.intervened.*.json", INTERVENED).createOrReplaceTempView("ledger_intervened");
    json("shared", "*.json", LINEAGE)
        .withColumn("job", part("/shared/([^/]+)/", 1))
        .withColumn("fingerprint", part("/([0-9a-f]{64})\\.json$", 1))
        .createOrReplaceTempView("ledger_lineage");
    events("*.json", "kind").createOrReplaceTempView("ledger_events");
    events("*.{sent,refused}", "mark").drop("event").createOrReplaceTempView("ledger_marks");
    statements().forEach(spark::sql);
  }

  private Dataset<Row> json(String folder, String names, String schema) {
    StructType fields = StructType.fromDDL(schema);
    return exists(folder)
        ? files(names).schema(fields).json(root + "/" + folder)
        : spark.createDataFrame(List.of(), fields);
  }

  private Dataset<Row> events(String names, String what) {
    StructType text = StructType.fromDDL("event STRING");
    Dataset<Row> files =
        exists("events")
            ? files(names).option("wholetext", true).text(root + "/events").toDF("event")
            : spark.createDataFrame(List.of(), text);
    return files
        .withColumn("job", part(EVENT, 1))
        .withColumn("run_id", part(EVENT, 2))
        .withColumn("number", part(EVENT, 3).cast("int"))
        .withColumn(what, part(EVENT, 4));
  }

  private DataFrameReader files(String names) {
    return spark.read().option("recursiveFileLookup", true).option("pathGlobFilter", names);
  }

  private static Column part(String pattern, int group) {
    return regexp_extract(input_file_name(), pattern, group);
  }

  private boolean exists(String folder) {
    Path path = new Path(root, folder);
    try {
      return path.getFileSystem(spark.sessionState().newHadoopConf()).exists(path);
    } catch (IOException e) {
      throw new TransientException("could not look for " + path + ": " + e.getMessage(), e);
    }
  }

  /** The file's statements, without its comments. */
  private static List<String> statements() {
    try (InputStream file = LedgerViews.class.getResourceAsStream("views.sql")) {
      if (file == null) {
        throw new IllegalStateException("views.sql is missing beside " + LedgerViews.class);
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.replaceAll("(?m)^--.*$", "").split(";"))
          .map(String::strip)
          .filter(statement -> !statement.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
