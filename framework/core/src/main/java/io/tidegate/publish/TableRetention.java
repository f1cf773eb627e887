package io.tidegate.publish;

import io.delta.tables.DeltaTable;
import io.tidegate.problem.UserException;
import java.time.Duration;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.util.QuotingUtils;
import org.apache.spark.sql.functions;

/** Delta's DELETE of whole partitions and its VACUUM, through its public interface. */
public final class TableRetention {

  private static final String USER_METADATA = "spark.databricks.delta.commitInfo.userMetadata";

  /** With it Delta refuses to remove files that the table promises to keep. */
  private static final String SAFE = "spark.databricks.delta.retentionDurationCheck.enabled";

  /** How many tasks VACUUM lists a table with. */
  private static final String TASKS = "spark.sql.sources.parallelPartitionDiscovery.parallelism";

  private static final int TASKS_PER_CORE = 8;

  private final SparkSession spark;
  private final String path;

  public TableRetention(SparkSession spark, String path) {
    this.spark = spark;
    this.path = path;
  }

  /** See {@link Publisher#partitions}. Opens the footer of every file. */
  List<TablePartition> partitions(String column) {
    Dataset<Row> table = spark.read().format("delta").load(path);
    PartitionValues values = PartitionValues.of(table.schema(), column);
    return table
        .groupBy(
            values.text(name(values)).as("value"),
            functions.col("_metadata.file_path").as("file"),
            functions.col("_metadata.file_size").as("size"))
        .count()
        .groupBy("value")
        .agg(
            functions.count("*"),
            functions.sum("size"),
            functions.sum("count"),
            functions.count("*"))
        .orderBy("value")
        .collectAsList()
        .stream()
        .map(values::partition)
        .toList();
  }

  private static Column name(PartitionValues values) {
    return functions.col(QuotingUtils.quoteIdentifier(values.column().name()));
  }

  /**
   * See {@link Publisher#deletePartitions}.
   *
   * @param history the table's
   */
  public Optional<Published> delete(
      String column,
      Collection<String> partitions,
      CommitNote note,
      Supplier<List<Commit>> history) {
    SparkSession own = session(Optional.of(note));
    var unused =
        during(
            own,
            () -> {
              DeltaTable table = DeltaTable.forPath(own, path);
              PartitionValues values = PartitionValues.of(table.toDF().schema(), column);
              Object[] wanted = partitions.stream().map(values::literal).toArray();
              table.delete(name(values).isin(wanted));
              return path;
            });
    return history.get().stream()
        .filter(commit -> commit.note().filter(n -> n.is(note.runId(), note.output())).isPresent())
        .findFirst()
        .flatMap(Commit::published);
  }

  /** See {@link Publisher#unused}. */
  public long unused(Duration keep) {
    SparkSession own = session(Optional.empty());
    return during(
        own,
        () ->
            own.sql(vacuum(keep) + " DRY RUN").collectAsList().stream()
                .map(row -> row.getString(0))
                .filter(TableRetention::isFile)
                .count());
  }

  /** Delta lists directories too, those that it will find not to be empty among them. */
  private static boolean isFile(String listed) {
    String name = listed.substring(listed.lastIndexOf('/') + 1);
    return name.contains(".") && !name.contains("=");
  }

  /** See {@link Publisher#vacuum}. */
  public void vacuum(Duration keep, CommitNote note) {
    SparkSession own = session(Optional.of(note));
    var unused = during(own, () -> own.sql(vacuum(keep)).count());
  }

  /** Delta counts hours: a part of one counts as one. */
  private String vacuum(Duration keep) {
    long hours = (keep.toSeconds() + 3_599) / 3_600;
    return "VACUUM delta.%s RETAIN %d HOURS".formatted(QuotingUtils.quoteIdentifier(path), hours);
  }

  private SparkSession session(Optional<CommitNote> note) {
    SparkSession own = spark.newSession();
    note.ifPresent(text -> own.conf().set(USER_METADATA, text.toJson()));
    own.conf().set(SAFE, true);
    if (!spark.sparkContext().getConf().contains(TASKS)) {
      own.conf().set(TASKS, TASKS_PER_CORE * spark.sparkContext().defaultParallelism());
    }
    return own;
  }

  private <T> T during(SparkSession own, Supplier<T> work) {
    try {
      return ActiveSession.during(own, work);
    } catch (Exception e) { // Delta's may be a checked one that no signature names.
      throw translated(e);
    }
  }

  private RuntimeException translated(Exception e) {
    if (e instanceof ConcurrentModificationException) {
      return new ConflictException(
          "nothing was deleted from %s: somebody else committed to the same partitions meanwhile"
              .formatted(path),
          e);
    }
    if (e instanceof IllegalArgumentException || isDeltas(e)) {
      var mistake = new UserException("%s: %s".formatted(path, firstLine(e)), "");
      mistake.initCause(e);
      return mistake;
    }
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }

  /** What Delta says of the request, not of the environment. */
  private static boolean isDeltas(Exception e) {
    return e instanceof AnalysisException
        || (e instanceof SparkThrowable delta
            && delta.getErrorClass() != null
            && delta.getErrorClass().startsWith("DELTA_"));
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }
}
