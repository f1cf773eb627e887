package io.tidegate.publish.delta;

import io.tidegate.interop.Scala;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.delta.DeltaConfigs;
import org.apache.spark.sql.delta.DeltaOptions;
import org.apache.spark.sql.delta.NoMapping$;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.constraints.Constraint;
import org.apache.spark.sql.delta.constraints.Constraints;
import org.apache.spark.sql.delta.files.DelayedCommitProtocol;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.Seq;

/**
 * The transaction that a staging writes through and that is never committed. It names the files
 * after the run, puts the output's table properties, NOT NULL and comments into whatever metadata
 * the write asks for, and holds the rows of a new table to the predicate of a replacing write,
 * which Delta does for tables that exist only.
 */
final class StagingTransaction extends OptimisticTransaction {

  private final String runId;
  private final Map<String, String> properties;
  private final Optional<StructType> schema;
  private final List<Expression> mustHold;
  private final List<StagingCommitProtocol> protocols = new ArrayList<>();

  /**
   * @param properties table properties that the commit sets
   * @param schema the table's schema after the commit; empty when it stays as it is
   * @param mustHold what every row written has to satisfy; empty where Delta sees to it
   */
  StagingTransaction(
      TableLog table,
      Snapshot base,
      String runId,
      Map<String, String> properties,
      Optional<StructType> schema,
      List<Expression> mustHold) {
    super(table.log(), Option.empty(), base);
    this.runId = runId;
    this.properties = TableProperties.forCommit(properties, base);
    this.schema = schema;
    this.mustHold = List.copyOf(mustHold);
  }

  /** One for each write that this transaction made, in order; the last wrote the job's rows. */
  List<StagingCommitProtocol> protocols() {
    return List.copyOf(protocols);
  }

  @Override
  public DelayedCommitProtocol getCommitter(Path table) {
    var own = new StagingCommitProtocol(table.toString(), prefixLength(), deltaDataSubdir(), runId);
    protocols.add(own);
    return own;
  }

  /** As Delta decides it: random directories on demand, and always under column mapping. */
  private Option<Object> prefixLength() {
    boolean random =
        (boolean) DeltaConfigs.RANDOMIZE_FILE_PREFIXES().fromMetaData(metadata())
            || !metadata().columnMappingMode().equals(NoMapping$.MODULE$);
    return random
        ? Option.apply(DeltaConfigs.RANDOM_PREFIX_LENGTH().fromMetaData(metadata()))
        : Option.empty();
  }

  @Override
  public void updateMetadata(Metadata proposed, boolean ignoreDefaultProperties) {
    super.updateMetadata(wanted(proposed), ignoreDefaultProperties);
  }

  private Metadata wanted(Metadata proposed) {
    StructType promised =
        schema.map(s -> Promises.of(proposed.schema(), s)).orElseGet(proposed::schema);
    return TableProperties.with(proposed, promised, properties);
  }

  @Override
  public Seq<FileAction> writeFiles(
      Dataset<?> rows,
      Option<DeltaOptions> options,
      boolean isOptimize,
      Seq<Constraint> constraints) {
    if (canUpdateMetadata() && !wanted(metadata()).equals(metadata())) {
      updateMetadata(metadata(), false);
    }
    List<Constraint> all = new ArrayList<>(Scala.list(constraints));
    mustHold.forEach(
        e -> all.add(new Constraints.Check(DeltaFailures.PREDICATE + e.sql() + ")", e)));
    return super.writeFiles(rows, options, isOptimize, Scala.seq(all));
  }
}
