package io.tidegate.quality;

import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * An aggregate that the statistics of the written files answer, so that no row has to be looked at
 * for it.
 */
sealed interface Known {

  /** The column whose statistics are needed. */
  default Optional<String> needs() {
    return Optional.empty();
  }

  /** What has to be evaluated for the column's extremes. */
  default Optional<Expression> over() {
    return Optional.empty();
  }

  /** {@code count(1)}. */
  record AllRows() implements Known {}

  /**
   * The number of values that are not null: {@code count(column)}, or a sum of ones for them.
   *
   * @param isSum a sum over no rows is null, a count is 0
   */
  record NotNull(String column, boolean isSum) implements Known {
    @Override
    public Optional<String> needs() {
      return Optional.of(column);
    }
  }

  /**
   * {@code min} or {@code max} of an expression that grows with the column.
   *
   * @param of the expression
   */
  record Extreme(String column, Expression of, boolean isLeast) implements Known {
    @Override
    public Optional<String> needs() {
      return Optional.of(column);
    }

    @Override
    public Optional<Expression> over() {
      return Optional.of(of);
    }
  }

  /**
   * The number of rows that meet a condition that, when it holds for two values of the column,
   * holds for all between them. The statistics answer only when it holds for the least and the
   * greatest value.
   */
  record Meeting(String column, Expression condition) implements Known {
    @Override
    public Optional<String> needs() {
      return Optional.of(column);
    }

    @Override
    public Optional<Expression> over() {
      return Optional.of(condition);
    }
  }
}
