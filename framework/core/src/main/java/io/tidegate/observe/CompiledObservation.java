package io.tidegate.observe;

import io.tidegate.interop.Scala;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.Unevaluable;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenFallback;
import org.apache.spark.sql.catalyst.optimizer.OptimizeIn$;
import org.apache.spark.sql.catalyst.optimizer.ReplaceExpressions$;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.Seq;

/** Through a {@link Tap} in the rows' first column. */
final class CompiledObservation implements Observation {

  private final List<NamedExpression> aggregates;
  private final List<AggregateExpression> parts;
  private final Totals totals;
  private final Dataset<Row> rows;

  private CompiledObservation(
      Dataset<Row> rows,
      List<NamedExpression> aggregates,
      List<AggregateExpression> parts,
      List<Total> taken) {
    this.aggregates = aggregates;
    this.parts = parts;
    this.totals =
        new Totals(rows.sparkSession().sparkContext(), taken.stream().map(Total::kind).toList());
    List<Attribute> columns = Scala.list(rows.queryExecution().analyzed().output());
    this.rows =
        rows.select(
            Stream.concat(
                    Stream.of(named(tap(columns.get(0), taken), columns.get(0))),
                    columns.stream().skip(1).map(Column::new))
                .toArray(Column[]::new));
  }

  private Tap tap(Attribute column, List<Total> taken) {
    List<Attribute> used =
        taken.stream()
            .flatMap(total -> Scala.list(total.input().references().toSeq()).stream())
            .distinct()
            .toList();
    var children = new ArrayList<Expression>(List.of(column));
    children.addAll(used);
    List<Total> bound =
        taken.stream().map(total -> new Total(total.kind(), bound(total.input(), used))).toList();
    return new Tap(Scala.seq(children), bound, totals);
  }

  private static Expression bound(Expression input, List<Attribute> values) {
    if (input instanceof Attribute value) {
      return new BoundReference(values.indexOf(value), value.dataType(), value.nullable());
    }
    Optional<Expression> among = input instanceof In in ? Among.of(in) : Optional.empty();
    return among.orElse(input).mapChildren(child -> bound(child, values));
  }

  /**
   * Empty when some aggregate is of no kind that can be compiled, or Spark would not compile it.
   */
  static Optional<Observation> of(Dataset<Row> rows, List<Column> aggregates) {
    if (rows.columns().length == 0 || isInMemory(rows.queryExecution().analyzed())) {
      return Optional.empty();
    }
    List<NamedExpression> resolved = resolved(rows, aggregates);
    List<AggregateExpression> parts =
        resolved.stream().flatMap(each -> parts((Expression) each)).toList();
    List<Total> totals = parts.stream().flatMap(part -> Total.of(part).stream()).toList();
    return resolved.isEmpty()
            || totals.size() < parts.size()
            || !totals.stream().map(Total::input).allMatch(CompiledObservation::isPlain)
        ? Optional.empty()
        : Optional.of(new CompiledObservation(rows, resolved, parts, totals));
  }

  /** Spark evaluates a projection of such rows while it plans, and keeps the result. */
  private static boolean isInMemory(LogicalPlan plan) {
    return Scala.list(plan.collectLeaves()).stream().allMatch(LocalRelation.class::isInstance);
  }

  /** With what no input can do without: functions replaced that have no code, sets for lists. */
  private static List<NamedExpression> resolved(Dataset<Row> rows, List<Column> aggregates) {
    var rest = aggregates.subList(1, aggregates.size()).toArray(Column[]::new);
    LogicalPlan analyzed = rows.agg(aggregates.get(0), rest).queryExecution().analyzed();
    LogicalPlan plan = OptimizeIn$.MODULE$.apply(ReplaceExpressions$.MODULE$.apply(analyzed));
    return plan instanceof Aggregate aggregate
        ? Scala.list(aggregate.aggregateExpressions())
        : List.of();
  }

  private static Stream<AggregateExpression> parts(Expression expression) {
    return expression instanceof AggregateExpression aggregate
        ? Stream.of(aggregate)
        : Scala.list(expression.children()).stream().flatMap(CompiledObservation::parts);
  }

  /** Whether it can be compiled without the rest of what Spark's optimizer does. */
  private static boolean isPlain(Expression input) {
    return input.deterministic() && !input.exists(CompiledObservation::isNotCompiled);
  }

  private static boolean isNotCompiled(Expression node) {
    return node instanceof CodegenFallback
        || node instanceof PlanExpression
        || (node instanceof Unevaluable && !(node instanceof Attribute));
  }

  private static Column named(Tap tap, Attribute column) {
    Seq<String> none = Scala.seq(List.of());
    return new Column(
        new Alias(
            tap,
            column.name(),
            NamedExpression$.MODULE$.newExprId(),
            none,
            Option.apply(column.metadata()),
            none));
  }

  @Override
  public Dataset<Row> rows() {
    return rows;
  }

  /** The totals are there when the action is done; nothing is waited for. */
  @Override
  public Optional<Row> await(Duration limit) {
    Running[] merged = totals.merged();
    Map<AggregateExpression, Literal> values = new IdentityHashMap<>();
    IntStream.range(0, merged.length)
        .forEach(i -> values.put(parts.get(i), literal(merged[i], parts.get(i))));
    Object[] all =
        aggregates.stream()
            .map(
                each ->
                    CatalystTypeConverters.convertToScala(
                        result((Expression) each, values).eval(null),
                        ((Expression) each).dataType()))
            .toArray();
    return Optional.of(new GenericRowWithSchema(all, schema()));
  }

  private static Literal literal(Running total, AggregateExpression aggregate) {
    return new Literal(total.value().orElse(null), aggregate.dataType());
  }

  private static Expression result(
      Expression expression, Map<AggregateExpression, Literal> values) {
    return expression instanceof AggregateExpression aggregate
        ? Objects.requireNonNull(values.get(aggregate))
        : expression.mapChildren(child -> result(child, values));
  }

  private StructType schema() {
    return new StructType(
        aggregates.stream()
            .map(
                each ->
                    new StructField(
                        each.name(), ((Expression) each).dataType(), true, each.metadata()))
            .toArray(StructField[]::new));
  }

  @Override
  public void close() {
    totals.clear();
  }
}
