package io.tidegate.observe;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.CentralMomentAgg;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.expressions.aggregate.Max;
import org.apache.spark.sql.catalyst.expressions.aggregate.Min;
import org.apache.spark.sql.catalyst.expressions.aggregate.Sum;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * One aggregate that {@link Running} can take.
 *
 * @param input what is aggregated, of the type that the kind takes
 */
record Total(Kind kind, Expression input) implements Serializable {

  /** How it is taken. */
  enum Kind {
    COUNT(Running.Count.class),
    LONG_SUM(Running.LongSum.class),
    DOUBLE_SUM(Running.DoubleSum.class),
    LEAST(Running.DoubleExtreme.class),
    GREATEST(Running.DoubleExtreme.class),
    MOMENTS(Running.Moments.class);

    private final Class<? extends Running> type;

    Kind(Class<? extends Running> type) {
      this.type = type;
    }

    /** As Java code names it. */
    String type() {
      return type.getCanonicalName();
    }

    Running begin() {
      return switch (this) {
        case COUNT -> new Running.Count();
        case LONG_SUM -> new Running.LongSum();
        case DOUBLE_SUM -> new Running.DoubleSum();
        case LEAST -> new Running.DoubleExtreme(true);
        case GREATEST -> new Running.DoubleExtreme(false);
        case MOMENTS -> new Running.Moments();
      };
    }

    /** Without compiled code: the value is not null. */
    void add(Running running, Object value) {
      switch (this) {
        case COUNT -> ((Running.Count) running).add();
        case LONG_SUM -> ((Running.LongSum) running).add((Long) value);
        case DOUBLE_SUM -> ((Running.DoubleSum) running).add((Double) value);
        case LEAST, GREATEST -> ((Running.DoubleExtreme) running).add((Double) value);
        case MOMENTS -> ((Running.Moments) running).add((Double) value);
      }
    }
  }

  /** Empty when there is no kind for it. */
  static Optional<Total> of(AggregateExpression aggregate) {
    if (aggregate.isDistinct() || aggregate.filter().isDefined()) {
      return Optional.empty();
    }
    AggregateFunction function = aggregate.aggregateFunction();
    if (function instanceof Count count && count.children().size() == 1) {
      return Optional.of(new Total(Kind.COUNT, count.children().head()));
    }
    if (function instanceof Sum sum) {
      return sum(sum);
    }
    if (function instanceof Min min) {
      return ofDouble(Kind.LEAST, min.child());
    }
    if (function instanceof Max max) {
      return ofDouble(Kind.GREATEST, max.child());
    }
    return function instanceof CentralMomentAgg moments && isBare(moments)
        ? ofDouble(Kind.MOMENTS, moments.child())
        : Optional.empty();
  }

  /** Deequ's deviation gives the moments themselves: how many, their mean, and the second. */
  private static boolean isBare(CentralMomentAgg moments) {
    return moments.dataType() instanceof StructType && moments.aggBufferAttributes().size() == 3;
  }

  private static Optional<Total> sum(Sum sum) {
    DataType type = sum.child().dataType();
    if (type instanceof IntegralType && sum.evalMode().equals(EvalMode.LEGACY())) {
      return Optional.of(new Total(Kind.LONG_SUM, cast(sum.child(), DataTypes.LongType)));
    }
    return type instanceof FloatType
        ? Optional.of(new Total(Kind.DOUBLE_SUM, cast(sum.child(), DataTypes.DoubleType)))
        : ofDouble(Kind.DOUBLE_SUM, sum.child());
  }

  private static Expression cast(Expression input, DataType type) {
    return input.dataType().equals(type)
        ? input
        : new Cast(input, type, Option.empty(), EvalMode.LEGACY());
  }

  private static Optional<Total> ofDouble(Kind kind, Expression input) {
    return input.dataType().equals(DataTypes.DoubleType)
        ? Optional.of(new Total(kind, input))
        : Optional.empty();
  }
}
