package io.tidegate.publish.delta;

import io.tidegate.config.OutputConfig;
import io.tidegate.config.PublishStrategy;
import io.tidegate.config.WriteMode;
import io.tidegate.interop.Scala;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import io.tidegate.publish.PartitionZones;
import io.tidegate.publish.ReplacedRows;
import io.tidegate.publish.StageRequest;
import io.tidegate.publish.StageRequest.Evolution;
import io.tidegate.publish.StagedOutput;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.DeltaColumnMapping;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.commands.WriteIntoDelta;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * Writes rows with Delta's own {@link WriteIntoDelta}, up to the point at which Delta would commit.
 * One for each staging.
 */
final class Stager {

  private static final Logger LOG = LoggerFactory.getLogger(Stager.class);
  private static final String STATISTICS = "spark.databricks.delta.stats.collect";

  private final TableLog table;
  private final StageRequest request;
  private final Snapshot base;
  private final WriteScope scope;
  private final StagingTransaction transaction;

  Stager(TableLog table, StageRequest request) {
    this.table = table;
    this.request = request;
    this.base = table.base(request.base().version());
    refuse(base, request);
    var output = request.output();
    var predicate = ReplacedRows.predicate(output, request.rows().schema());
    PartitionZones.check(table.spark(), output, request.rows().schema());
    this.scope = new WriteScope(output.write(), predicate);
    this.transaction =
        new StagingTransaction(
            table,
            base,
            request.runId(),
            output.properties(),
            schema(base, request),
            base.version() < 0 ? scope.conditions(table.spark()) : List.of());
  }

  private static Optional<StructType> schema(Snapshot base, StageRequest request) {
    var change = request.change();
    return base.version() < 0 || change.evolution() != Evolution.NONE
        ? Optional.of(change.schema())
        : Optional.empty();
  }

  /** What Delta could not take back, or what a commit in another transaction could not carry. */
  private static void refuse(Snapshot base, StageRequest request) {
    OutputConfig output = request.output();
    for (StructField field : base.schema().fields()) {
      if (field.metadata().contains("delta.identity.start")) {
        throw mistake(
            output,
            "the table's column '"
                + field.name()
                + "' is an identity column, whose values Delta"
                + " hands out at the commit",
            "set publish.strategy = staged");
      }
    }
    if (request.change().evolution() == Evolution.REPLACE
        && output.write() != WriteMode.OVERWRITE) {
      throw mistake(output, "only write = overwrite can replace the table's schema", "");
    }
  }

  StagedOutput stage(Clock clock) {
    List<Action> written = new ArrayList<>();
    try {
      written.addAll(withStatistics(this::write));
      removeUnused(written);
      return describe(written, clock);
    } catch (Throwable e) {
      removeAll(e);
      Optional<RuntimeException> known =
          DeltaFailures.ofStaging(e, request.output().key(), scope.predicate());
      if (known.isPresent()) {
        throw known.get();
      }
      throw e;
    }
  }

  /** The rows of a staging are known from the files' statistics, whatever the session says. */
  private List<Action> withStatistics(Supplier<List<Action>> write) {
    var settings = table.spark().conf();
    if (Boolean.parseBoolean(settings.get(STATISTICS, "true"))) {
      return write.get();
    }
    settings.set(STATISTICS, true);
    try {
      return write.get();
    } finally {
      settings.set(STATISTICS, false);
    }
  }

  private List<Action> write() {
    var output = request.output();
    var evolution = request.change().evolution();
    var spark = table.spark();
    var writing = writing();
    var command =
        new WriteIntoDelta(
            table.log(),
            writing.saveMode(),
            writing.options(spark, evolution == Evolution.MERGE, evolution == Evolution.REPLACE),
            Scala.seq(partitionColumns()),
            Scala.map(TableProperties.forCommit(output.properties(), base)),
            request.rows(),
            Option.empty(),
            Option.empty());
    var committed = command.writeAndReturnCommitData(transaction, spark, Option.empty(), false);
    return Scala.list(committed.actions());
  }

  /**
   * To an absent table all modes are one, and Delta would compute which of its files to replace.
   */
  private WriteScope writing() {
    return base.version() < 0 ? new WriteScope(WriteMode.APPEND, Optional.empty()) : scope;
  }

  /** Delta looks for those that it is given among the rows' columns, generated ones too. */
  private List<String> partitionColumns() {
    List<String> wanted = request.change().partitionBy();
    var present = String.join("\n", Scala.list(base.metadata().partitionColumns()));
    boolean same = present.equalsIgnoreCase(String.join("\n", wanted));
    return base.version() >= 0 && same && request.change().evolution() != Evolution.REPLACE
        ? List.of()
        : wanted;
  }

  /** Delta leaves files without rows out of the commit, and in the table's directory. */
  private void removeUnused(List<Action> written) {
    Set<Path> used = new HashSet<>();
    for (Action action : written) {
      if (action instanceof FileAction file) {
        used.add(new Path(table.log().dataPath(), new Path(file.pathAsUri())));
      }
    }
    var unused = writtenFiles().filter(file -> !used.contains(file)).toList();
    Files.remove(table.fileSystem(), table.log().dataPath(), unused);
  }

  private StagedOutput describe(List<Action> written, Clock clock) {
    List<Action> all = new ArrayList<>();
    transaction.newProtocol().foreach(all::add);
    transaction.newMetadata().foreach(all::add);
    all.addAll(written);
    List<StagedOutput.File> files = files(written);
    Metadata metadata = transaction.metadata();
    return request.staged(
        PublishStrategy.DIRECT,
        DeltaColumnMapping.dropColumnMappingMetadata(metadata.schema()),
        Scala.list(metadata.partitionColumns()),
        files,
        new Manifest(scope.predicate(), all).documents(),
        StagedFiles.rows(files),
        clock.instant());
  }

  /** The job's rows: a replacing write may have copied other rows of the table before. */
  private List<StagedOutput.File> files(List<Action> written) {
    var protocols = transaction.protocols();
    Set<Path> own =
        protocols.isEmpty()
            ? Set.of()
            : new HashSet<>(protocols.get(protocols.size() - 1).written());
    List<StagedOutput.File> files = new ArrayList<>();
    for (Action action : written) {
      if (action instanceof AddFile file && own.contains(file.absolutePath(table.log()))) {
        files.add(StagedFiles.describe(file, table, transaction.metadata()));
      }
    }
    return List.copyOf(files);
  }

  private void removeAll(Throwable cause) {
    try {
      Files.remove(table.fileSystem(), table.log().dataPath(), writtenFiles().toList());
      StagedFiles.removeEmptyTable(table);
    } catch (RuntimeException e) {
      LOG.warn("could not remove all that the failed staging of {} wrote", table.path(), e);
      cause.addSuppressed(e);
    }
  }

  private Stream<Path> writtenFiles() {
    return transaction.protocols().stream().flatMap(protocol -> protocol.written().stream());
  }

  private static UserException mistake(OutputConfig output, String message, String remedy) {
    return new UserException(Problem.at(Place.key("outputs." + output.key()), message, remedy));
  }
}
