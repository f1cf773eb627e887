package io.tidegate.lineage.plan;

import io.tidegate.interop.Scala;
import io.tidegate.ledger.ColumnLineage.Kind;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationRef;
import org.apache.spark.sql.catalyst.plans.logical.DeserializeToObject;
import org.apache.spark.sql.catalyst.plans.logical.Expand;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.LateralJoin;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SerializeFromObject;
import org.apache.spark.sql.catalyst.plans.logical.TypedFilter;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import org.apache.spark.sql.catalyst.plans.logical.WithCTE;
import org.apache.spark.sql.execution.LogicalRDD;

/** What comes out of each step of a plan, from the leaves up. For one plan. */
final class Steps {

  private record Named(List<Origins> columns, Origins rows) {}

  private final Leaves leaves;
  private final Expressions expressions = new Expressions(this::of);
  private final Decisions decisions = new Decisions(expressions);
  private final Map<Long, Named> commonTables = new HashMap<>();
  private final Set<String> opaque = new LinkedHashSet<>();
  private final Set<String> undeclared = new LinkedHashSet<>();

  Steps(Leaves leaves) {
    this.leaves = leaves;
  }

  List<String> opaque() {
    return List.copyOf(opaque);
  }

  List<String> undeclared() {
    return List.copyOf(undeclared);
  }

  /**
   * What comes out of a plan.
   *
   * @param outer the columns of the query around it, which a correlated subquery may name
   */
  Scope of(LogicalPlan plan, Scope outer) {
    if (plan instanceof WithCTE with) {
      return withCommonTables(with, outer);
    }
    if (plan instanceof CTERelationRef reference) {
      return commonTable(reference);
    }
    if (plan.children().isEmpty()) {
      return leaf(plan);
    }
    List<Scope> children =
        Scala.list(plan.children()).stream().map(child -> of(child, outer)).toList();
    return step(plan, Scope.beside(children), children, outer);
  }

  private Scope withCommonTables(WithCTE with, Scope outer) {
    for (var table : Scala.list(with.cteDefs())) {
      Scope inside = of(table.child(), outer);
      commonTables.put(table.id(), new Named(inside.of(Scala.list(table.output())), inside.rows()));
    }
    return of(with.plan(), outer);
  }

  private Scope commonTable(CTERelationRef reference) {
    Named table = commonTables.getOrDefault(reference.cteId(), new Named(List.of(), Origins.NONE));
    return new Scope(zip(Scala.list(reference.output()), table.columns()), table.rows());
  }

  private Scope leaf(LogicalPlan leaf) {
    return leaves.columns(leaf).orElseGet(() -> unknownLeaf(leaf));
  }

  private Scope unknownLeaf(LogicalPlan leaf) {
    if (leaf instanceof LogicalRDD) {
      opaque.add(leaf.nodeName());
      return leaves.fromEverywhere(leaf);
    }
    if (!Leaves.isConstant(leaf)) {
      undeclared.add(Leaves.describe(leaf));
    }
    return Scope.leaf(Scala.list(leaf.output()), column -> Origins.NONE);
  }

  private Scope step(LogicalPlan plan, Scope in, List<Scope> children, Scope outer) {
    Scope seen = outer.columns().isEmpty() ? in : Scope.beside(List.of(outer, in));
    if (plan instanceof Project project) {
      return in.only(named(project.projectList(), seen));
    }
    if (plan instanceof Aggregate aggregate) {
      return in.only(named(aggregate.aggregateExpressions(), seen))
          .decidedBy(decisions.by(aggregate.groupingExpressions(), seen, Kind.GROUP_BY));
    }
    if (plan instanceof Window window) {
      return in.with(named(window.windowExpressions(), seen));
    }
    if (plan instanceof Union union) {
      return union(union, in, children);
    }
    if (plan instanceof Expand expand) {
      return expand(expand, in, seen);
    }
    if (plan instanceof LateralJoin join) {
      return lateral(join, in, seen);
    }
    return plan instanceof Generate generate
        ? generate(generate, in, seen)
        : decisions.over(plan, in, seen, children).orElseGet(() -> other(plan, in));
  }

  private static Scope union(Union union, Scope in, List<Scope> children) {
    List<LogicalPlan> plans = Scala.list(union.children());
    List<List<Origins>> parts =
        IntStream.range(0, plans.size())
            .mapToObj(i -> children.get(i).of(Scala.list(plans.get(i).output())))
            .toList();
    List<Attribute> output = Scala.list(union.output());
    List<Origins> merged =
        IntStream.range(0, output.size())
            .mapToObj(i -> parts.stream().map(part -> part.get(i)).reduce(Origins::and))
            .flatMap(Optional::stream)
            .toList();
    return in.only(zip(output, merged));
  }

  private Scope expand(Expand expand, Scope in, Scope seen) {
    List<Attribute> output = Scala.list(expand.output());
    var projections = Scala.list(expand.projections());
    Map<ExprId, Origins> columns = new HashMap<>();
    for (int i = 0; i < output.size(); i++) {
      int column = i;
      List<Expression> values = projections.stream().map(row -> row.apply(column)).toList();
      columns.put(output.get(i).exprId(), expressions.all(values, seen));
    }
    return in.only(columns);
  }

  private Scope lateral(LateralJoin join, Scope in, Scope seen) {
    Scope right = of(join.right().plan(), seen);
    Scope both = Scope.beside(List.of(in, right));
    return both.decidedBy(decisions.by(join.condition().toList(), both, Kind.JOIN));
  }

  private Scope generate(Generate generate, Scope in, Scope seen) {
    var generator = (Expression) generate.generator();
    Origins value =
        expressions.all(Scala.list(generator.children()), seen).computed(Kind.TRANSFORMATION);
    return in.with(Scope.each(Scala.list(generate.generatorOutput()), column -> value));
  }

  /** Columns that a step of another kind makes are taken to come from all that it is given. */
  private Scope other(LogicalPlan plan, Scope in) {
    List<Attribute> made =
        Scala.list(plan.output()).stream().filter(column -> !in.has(column)).toList();
    if (plan instanceof TypedFilter) {
      opaque.add(plan.nodeName());
      return in.decidedBy(everything(in).deciding(Kind.FILTER));
    }
    if (made.isEmpty()) {
      return in;
    }
    if (plan instanceof DeserializeToObject object) {
      Origins value = expressions.of(object.deserializer(), in);
      return in.only(Scope.each(made, column -> value));
    }
    if (!(plan instanceof SerializeFromObject)) {
      opaque.add(plan.nodeName());
    }
    Origins all = everything(in).computed(Kind.TRANSFORMATION);
    return in.with(Scope.each(made, column -> all));
  }

  private static Origins everything(Scope in) {
    return Origins.all(List.copyOf(in.columns().values()));
  }

  private Map<ExprId, Origins> named(
      scala.collection.Seq<? extends NamedExpression> list, Scope seen) {
    Map<ExprId, Origins> columns = new HashMap<>();
    for (NamedExpression each : Scala.<NamedExpression>list(list)) {
      columns.put(each.exprId(), expressions.of((Expression) each, seen));
    }
    return columns;
  }

  private static Map<ExprId, Origins> zip(List<Attribute> columns, List<Origins> values) {
    Map<ExprId, Origins> all = new HashMap<>();
    for (int i = 0; i < Math.min(columns.size(), values.size()); i++) {
      all.put(columns.get(i).exprId(), values.get(i));
    }
    return all;
  }
}
