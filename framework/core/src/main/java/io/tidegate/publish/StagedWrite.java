package io.tidegate.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.delta.tables.DeltaTable;
import io.tidegate.config.WriteMode;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import io.tidegate.publish.StageRequest.Evolution;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.util.QuotingUtils;

/**
 * How staged rows are written into the table: what a {@link StagedOutput} keeps of its request.
 *
 * @param schema the table's schema after the publish, Spark's schema JSON
 * @param constraints the table properties that are CHECK constraints, which the rows are held to
 * @param merge of {@code MERGE} alone
 */
record StagedWrite(
    Optional<String> replaceWhere,
    Evolution evolution,
    String schema,
    Map<String, String> properties,
    Map<String, String> constraints,
    Optional<MergeRule> merge) {

  static final String CONSTRAINT = "delta.constraints.";

  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

  static StagedWrite of(StageRequest request) {
    var output = request.output();
    if (request.change().evolution() == Evolution.REPLACE
        && output.write() != WriteMode.OVERWRITE) {
      throw new UserException(
          Problem.at(
              Place.key("outputs." + output.key()),
              "only write = overwrite can replace the table's schema"));
    }
    return new StagedWrite(
        ReplacedRows.predicate(output, request.rows().schema()),
        request.change().evolution(),
        request.change().schema().json(),
        new TreeMap<>(output.properties()),
        constraints(request.base().properties(), output.properties()),
        MergeRule.of(output, request.rows().schema()));
  }

  @SafeVarargs
  private static Map<String, String> constraints(Map<String, String>... properties) {
    Map<String, String> constraints = new TreeMap<>();
    for (Map<String, String> some : properties) {
      constraints.putAll(some);
    }
    constraints.keySet().removeIf(key -> !key.toLowerCase(Locale.ROOT).startsWith(CONSTRAINT));
    return constraints;
  }

  /** Why the rows cannot go into a table of these partition columns and properties; or empty. */
  Optional<String> obstacle(
      StagedOutput staged, List<String> partitionBy, Map<String, String> present) {
    if (evolution != Evolution.REPLACE && !partitionBy.equals(staged.partitionBy())) {
      return Optional.of(
          "the table is partitioned by %s now and was by %s"
              .formatted(partitionBy, staged.partitionBy()));
    }
    Map<String, String> others = constraints(present);
    others.entrySet().removeAll(constraints.entrySet());
    return others.entrySet().stream()
        .map(
            e ->
                "the table has the constraint %s (%s) now"
                    .formatted(e.getKey().substring(CONSTRAINT.length()), e.getValue()))
        .findFirst();
  }

  static StagedWrite fromJson(String json) {
    try {
      return JSON.readValue(json, StagedWrite.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a staged write: " + json, e);
    }
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of strings cannot be written as JSON", e);
    }
  }

  /**
   * The one commit. Every option that decides what is replaced is set, whatever the session says.
   *
   * @param number which publish of this (job, logical date) it is, ascending
   */
  void publish(Dataset<Row> rows, StagedOutput staged, CommitNote note, long number) {
    DataFrameWriter<Row> writer =
        rows.write()
            .format("delta")
            .mode(saveMode(staged.write()))
            .option("mergeSchema", evolution == Evolution.MERGE)
            .option("overwriteSchema", evolution == Evolution.REPLACE)
            .option(
                "partitionOverwriteMode",
                staged.write() == WriteMode.DYNAMIC_PARTITIONS ? "dynamic" : "static")
            .option("userMetadata", note.toJson())
            .option("txnAppId", applicationId(staged))
            .option("txnVersion", number);
    replaceWhere.ifPresent(where -> writer.option("replaceWhere", where));
    if (staged.baseVersion() < 0) {
      properties.forEach(writer::option);
    }
    writer.partitionBy(staged.partitionBy().toArray(String[]::new)).save(staged.path());
  }

  /** Rows are merged into any table but a new one. */
  private static String saveMode(WriteMode write) {
    return switch (write) {
      case APPEND -> "append";
      case MERGE -> "errorifexists";
      default -> "overwrite";
    };
  }

  static String applicationId(StagedOutput staged) {
    return ReplacedRows.applicationId(staged.job(), staged.logicalDate(), staged.key());
  }

  /** Sets the properties that the table has not, in a commit of their own. */
  void applyProperties(SparkSession spark, String path) {
    Map<String, String> missing = new TreeMap<>(properties);
    missing.keySet().removeIf(StagedWrite::isOfProtocol);
    if (missing.isEmpty()) {
      return;
    }
    Map<String, String> present = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    present.putAll(
        DeltaTable.forPath(spark, path).detail().select("properties").head().getJavaMap(0));
    missing.entrySet().removeIf(wanted -> wanted.getValue().equals(present.get(wanted.getKey())));
    if (!missing.isEmpty()) {
      spark.sql(
          "ALTER TABLE delta.%s SET TBLPROPERTIES (%s)"
              .formatted(
                  QuotingUtils.quoteIdentifier(path),
                  missing.entrySet().stream()
                      .map(e -> quoted(e.getKey()) + " = " + quoted(e.getValue()))
                      .collect(Collectors.joining(", "))));
    }
  }

  /** Delta keeps these in the protocol, not among the properties. */
  private static boolean isOfProtocol(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return lower.startsWith("delta.feature.")
        || lower.equals("delta.minreaderversion")
        || lower.equals("delta.minwriterversion");
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
