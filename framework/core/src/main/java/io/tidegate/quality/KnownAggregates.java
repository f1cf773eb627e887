package io.tidegate.quality;

import io.tidegate.interop.Scala;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.BinaryComparison;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.CreateArray;
import org.apache.spark.sql.catalyst.expressions.ElementAt;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.expressions.aggregate.Max;
import org.apache.spark.sql.catalyst.expressions.aggregate.Min;
import org.apache.spark.sql.catalyst.expressions.aggregate.Sum;
import org.apache.spark.sql.types.DataTypes;

/** Tells, from an aggregate's form alone, whether statistics answer it. */
final class KnownAggregates {

  private KnownAggregates() {}

  static Optional<Known> of(Expression aggregate) {
    Expression bare = withoutLabels(aggregate);
    if (!(bare instanceof AggregateExpression whole)
        || whole.isDistinct()
        || whole.filter().isDefined()) {
      return Optional.empty();
    }
    AggregateFunction function = whole.aggregateFunction();
    if (function instanceof Count count) {
      return count(Scala.list(count.children()));
    }
    if (function instanceof Sum sum) {
      return sum(sum.child());
    }
    if (function instanceof Min min) {
      return growing(min.child()).map(column -> new Known.Extreme(column, min.child(), true));
    }
    return function instanceof Max max
        ? growing(max.child()).map(column -> new Known.Extreme(column, max.child(), false))
        : Optional.empty();
  }

  /** Names, and a cast of a count to the type that it has. */
  private static Expression withoutLabels(Expression expression) {
    if (expression instanceof Alias alias) {
      return withoutLabels(alias.child());
    }
    return expression instanceof Cast cast
            && cast.dataType().equals(DataTypes.LongType)
            && cast.child() instanceof AggregateExpression whole
            && whole.aggregateFunction() instanceof Count
        ? whole
        : expression;
  }

  private static Optional<Known> count(List<Expression> counted) {
    if (counted.size() != 1) {
      return Optional.empty();
    }
    Expression only = counted.get(0);
    return only instanceof Literal literal && literal.value() != null
        ? Optional.of(new Known.AllRows())
        : column(only).map(name -> new Known.NotNull(name, false));
  }

  private static Optional<Known> sum(Expression summed) {
    if (!(summed instanceof Cast cast) || !cast.dataType().equals(DataTypes.IntegerType)) {
      return Optional.empty();
    }
    Expression condition = cast.child();
    if (condition instanceof IsNotNull notNull) {
      return column(notNull.child()).map(name -> new Known.NotNull(name, true));
    }
    return between(condition).map(name -> new Known.Meeting(name, condition));
  }

  /**
   * The column, if the expression is it as a number, possibly as an element of the array into which
   * Deequ wraps a selection.
   */
  private static Optional<String> growing(Expression expression) {
    return expression instanceof Cast cast && cast.dataType().equals(DataTypes.DoubleType)
        ? column(selection(cast.child()))
        : Optional.empty();
  }

  /** What Deequ's analyzers select, without the array that says whether a row is in scope. */
  static Expression selection(Expression expression) {
    return expression instanceof ElementAt element
            && element.right() instanceof Literal index
            && Integer.valueOf(2).equals(index.value())
            && element.left() instanceof CreateArray array
            && array.children().size() == 2
        ? withoutName(array.children().apply(1))
        : expression;
  }

  private static Expression withoutName(Expression expression) {
    return expression instanceof Alias alias ? alias.child() : expression;
  }

  /** The one column of comparisons with literals that are joined by "and"; or it is null. */
  private static Optional<String> between(Expression condition) {
    if (condition instanceof Or either && either.left() instanceof IsNull isNull) {
      Optional<String> column = column(isNull.child());
      return column.isPresent() && column.equals(between(either.right()))
          ? column
          : Optional.empty();
    }
    if (condition instanceof And both) {
      Optional<String> left = part(both.left());
      return left.isPresent() && left.equals(part(both.right())) ? left : Optional.empty();
    }
    return part(condition);
  }

  private static Optional<String> part(Expression condition) {
    if (condition instanceof IsNotNull notNull) {
      return column(notNull.child());
    }
    if (condition instanceof And) {
      return between(condition);
    }
    if (!(condition instanceof BinaryComparison comparison)
        || comparison instanceof EqualNullSafe) {
      return Optional.empty();
    }
    if (comparison.right() instanceof Literal) {
      return column(comparison.left());
    }
    return comparison.left() instanceof Literal ? column(comparison.right()) : Optional.empty();
  }

  private static Optional<String> column(Expression expression) {
    return expression instanceof UnresolvedAttribute attribute && attribute.nameParts().size() == 1
        ? Optional.of(attribute.nameParts().head())
        : Optional.empty();
  }
}
