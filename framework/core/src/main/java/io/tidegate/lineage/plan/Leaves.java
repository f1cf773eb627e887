package io.tidegate.lineage.plan;

import io.tidegate.interop.Scala;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.catalog.HiveTableRelation;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Range;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;

/**
 * Which of the job's inputs a plan's leaf reads. A self join gives a leaf other columns' ids; what
 * it reads from stays the same object, and that is what a leaf is known by.
 */
final class Leaves {

  private final Map<Object, String> inputs = new IdentityHashMap<>();

  /** For rows of the driver's memory: where there are none, all such leaves share one object. */
  private final Map<ExprId, String> columns = new HashMap<>();

  private final List<String> names;

  Leaves(Map<String, Dataset<Row>> inputs) {
    this.names = List.copyOf(inputs.keySet());
    inputs.forEach(
        (name, rows) ->
            Scala.list(rows.queryExecution().analyzed().collectLeaves())
                .forEach(leaf -> remember(leaf, name)));
  }

  private void remember(LogicalPlan leaf, String input) {
    inputs.put(source(leaf), input);
    if (leaf instanceof LocalRelation) {
      Scala.list(leaf.output()).forEach(column -> columns.put(column.exprId(), input));
    }
  }

  private Optional<String> input(LogicalPlan leaf) {
    String known = inputs.get(source(leaf));
    return known != null || !(leaf instanceof LocalRelation)
        ? Optional.ofNullable(known)
        : Scala.list(leaf.output()).stream()
            .findFirst()
            .flatMap(column -> Optional.ofNullable(columns.get(column.exprId())));
  }

  private static Object source(LogicalPlan leaf) {
    if (leaf instanceof LogicalRelation relation) {
      return relation.relation();
    }
    if (leaf instanceof DataSourceV2Relation relation) {
      return relation.table();
    }
    if (leaf instanceof HiveTableRelation relation) {
      return relation.tableMeta();
    }
    if (leaf instanceof LogicalRDD relation) {
      return relation.rdd();
    }
    return leaf instanceof LocalRelation local && local.data().nonEmpty() ? local.data() : leaf;
  }

  /** Its columns by the names that the input's dataset has; empty for a leaf of no input. */
  Optional<Scope> columns(LogicalPlan leaf) {
    return input(leaf)
        .map(
            input ->
                Scope.leaf(
                    Scala.list(leaf.output()), column -> Origins.column(input, column.name())));
  }

  /** What may have come from anywhere: a checkpoint, an RDD. */
  Scope fromEverywhere(LogicalPlan leaf) {
    Origins all = Origins.all(names.stream().map(Origins::everyColumn).toList());
    return Scope.leaf(Scala.list(leaf.output()), column -> all);
  }

  /** Made of nothing that was read. */
  static boolean isConstant(LogicalPlan leaf) {
    return leaf instanceof LocalRelation || leaf instanceof OneRowRelation || leaf instanceof Range;
  }

  /** What a leaf reads that is no input: a table's name, the paths, or Spark's text for it. */
  static String describe(LogicalPlan leaf) {
    if (leaf instanceof LogicalRelation relation) {
      return relation.catalogTable().isDefined()
          ? relation.catalogTable().get().identifier().unquotedString()
          : describe(relation);
    }
    return leaf instanceof DataSourceV2Relation relation
        ? relation.table().name()
        : leaf.nodeName();
  }

  private static String describe(LogicalRelation relation) {
    return relation.relation() instanceof HadoopFsRelation files
        ? Scala.list(files.location().rootPaths()).stream()
            .map(Path::toString)
            .sorted()
            .collect(Collectors.joining(", "))
        : relation.relation().toString();
  }
}
