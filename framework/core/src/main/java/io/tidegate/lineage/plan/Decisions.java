package io.tidegate.lineage.plan;

import io.tidegate.interop.Scala;
import io.tidegate.ledger.ColumnLineage.Kind;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.AsOfJoin;
import org.apache.spark.sql.catalyst.plans.logical.Deduplicate;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Except;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Intersect;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import scala.collection.Seq;

/** Steps whose columns are their children's, and which decide which rows there are. */
record Decisions(Expressions expressions) {

  /**
   * @param in the children's columns
   * @param seen with those of the query around
   * @return empty for a step of another kind
   */
  Optional<Scope> over(LogicalPlan plan, Scope in, Scope seen, List<Scope> children) {
    if (plan instanceof Intersect || plan instanceof Except) {
      return Optional.of(compared(plan, children));
    }
    return deciding(plan, in, seen).map(in::decidedBy);
  }

  private Optional<Origins> deciding(LogicalPlan plan, Scope in, Scope seen) {
    if (plan instanceof Filter filter) {
      return Optional.of(by(Scala.seq(List.of(filter.condition())), seen, Kind.FILTER));
    }
    if (plan instanceof Join join) {
      return Optional.of(by(join.condition().toList(), seen, Kind.JOIN));
    }
    if (plan instanceof AsOfJoin join) {
      Origins time = by(Scala.seq(List.of(join.asOfCondition())), seen, Kind.JOIN);
      return Optional.of(by(join.condition().toList(), seen, Kind.JOIN).and(time));
    }
    if (plan instanceof Sort sort) {
      return Optional.of(by(sort.order(), seen, Kind.SORT));
    }
    if (plan instanceof Deduplicate unique) {
      return Optional.of(by(unique.keys(), seen, Kind.GROUP_BY));
    }
    return plan instanceof Distinct
        ? Optional.of(output(plan, in).deciding(Kind.GROUP_BY))
        : Optional.empty();
  }

  /** The rows are the first one's; the second decides which of them. */
  private static Scope compared(LogicalPlan plan, List<Scope> children) {
    var plans = Scala.list(plan.children());
    Scope first = children.get(0);
    Scope second = children.get(1);
    return first
        .decidedBy(output(plans.get(0), first).deciding(Kind.FILTER))
        .decidedBy(output(plans.get(1), second).deciding(Kind.FILTER))
        .decidedBy(second.rows());
  }

  private static Origins output(LogicalPlan plan, Scope scope) {
    return Origins.all(scope.of(Scala.list(plan.output())));
  }

  Origins by(Seq<? extends Expression> deciding, Scope seen, Kind kind) {
    return expressions.all(Scala.<Expression>list(deciding), seen).deciding(kind);
  }
}
