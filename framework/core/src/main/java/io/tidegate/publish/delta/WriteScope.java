package io.tidegate.publish.delta;

import io.tidegate.config.WriteMode;
import io.tidegate.interop.Scala;
import io.tidegate.problem.UserException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.delta.DeltaOptions;
import org.apache.spark.sql.delta.DeltaTableUtils;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import scala.Tuple2;
import scala.collection.Seq;

/**
 * Which part of the table a write replaces: as options for Delta's writer, and as what the
 * transaction has to count as read, so that Delta's conflict checker compares every commit since
 * the base version with it.
 *
 * @param predicate of {@code REPLACE_PARTITION} and {@code REPLACE_WHERE}
 */
record WriteScope(WriteMode write, Optional<String> predicate) {

  SaveMode saveMode() {
    return write == WriteMode.APPEND || write == WriteMode.MERGE
        ? SaveMode.Append
        : SaveMode.Overwrite;
  }

  /**
   * Every option that decides what is replaced is set, so that no session setting of the same
   * meaning steps in.
   */
  DeltaOptions options(SparkSession spark, boolean mergeSchema, boolean overwriteSchema) {
    Map<String, String> options = new HashMap<>();
    options.put("mergeSchema", String.valueOf(mergeSchema));
    options.put("overwriteSchema", String.valueOf(overwriteSchema));
    options.put(
        "partitionOverwriteMode", write == WriteMode.DYNAMIC_PARTITIONS ? "dynamic" : "static");
    predicate.ifPresent(where -> options.put("replaceWhere", where));
    return new DeltaOptions(Scala.map(options), spark.sessionState().conf());
  }

  /** The predicate parsed, its columns unresolved; empty for the modes that have none. */
  List<Expression> conditions(SparkSession spark) {
    return predicate.stream().map(where -> parse(spark, where)).toList();
  }

  /**
   * Counts as read what the write replaces. A predicate on data columns counts its partitions as
   * read, all of their files: more than it looked at, never less.
   *
   * @return the files that count as read
   */
  List<AddFile> read(OptimisticTransaction transaction, List<Action> actions, SparkSession spark) {
    return switch (write) {
      case APPEND, SCD2 -> List.of();
      // The first rows of a table: any that another run has put there are in the way.
      case OVERWRITE, MERGE -> Scala.list(transaction.filterFiles());
      case DYNAMIC_PARTITIONS ->
          Scala.list(transaction.filterFiles(Scala.set(partitions(actions))));
      case REPLACE_PARTITION, REPLACE_WHERE ->
          Scala.list(transaction.filterFiles(partitionConditions(transaction, spark), false));
    };
  }

  private Seq<Expression> partitionConditions(
      OptimisticTransaction transaction, SparkSession spark) {
    Seq<String> columns = transaction.metadata().partitionColumns();
    Seq<Expression> none = Scala.seq(List.of());
    return conditions(spark).stream()
        .map(where -> DeltaTableUtils.splitMetadataAndDataPredicates(where, columns, spark))
        .map(Tuple2::_1)
        .reduce(none, (a, b) -> b);
  }

  private static Set<scala.collection.immutable.Map<String, String>> partitions(
      List<Action> actions) {
    Set<scala.collection.immutable.Map<String, String>> partitions = new HashSet<>();
    for (Action action : actions) {
      if (action instanceof AddFile file) {
        partitions.add(file.partitionValues());
      }
    }
    return partitions;
  }

  private static Expression parse(SparkSession spark, String predicate) {
    try {
      return spark.sessionState().sqlParser().parseExpression(predicate);
    } catch (ParseException e) {
      throw new UserException(
          "the predicate '" + predicate + "' is not SQL: " + DeltaFailures.firstLine(e), "");
    }
  }
}
