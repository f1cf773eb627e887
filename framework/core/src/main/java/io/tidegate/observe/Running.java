package io.tidegate.observe;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.SQLOrderingUtil;

/**
 * An aggregate of the rows that a task has seen. Public for the code that Spark compiles; each kind
 * is a class of its own, so that this code calls it directly. The arithmetic is that of Spark's
 * aggregate of the same name.
 */
public sealed interface Running extends Serializable {

  /** Adds another task's, of the same kind. */
  void merge(Running other);

  /** As Catalyst has it; empty for SQL's null. */
  Optional<Object> value();

  /** {@code count}. */
  final class Count implements Running {
    private long rows;

    public void add() {
      rows++;
    }

    @Override
    public void merge(Running other) {
      rows += ((Count) other).rows;
    }

    @Override
    public Optional<Object> value() {
      return Optional.of(rows);
    }
  }

  /** {@code sum} of integral numbers, which wraps. */
  final class LongSum implements Running {
    private long sum;
    private boolean any;

    public void add(long value) {
      sum += value;
      any = true;
    }

    @Override
    public void merge(Running other) {
      sum += ((LongSum) other).sum;
      any |= ((LongSum) other).any;
    }

    @Override
    public Optional<Object> value() {
      return any ? Optional.of(sum) : Optional.empty();
    }
  }

  /** {@code sum} of floating-point numbers. */
  final class DoubleSum implements Running {
    private double sum;
    private boolean any;

    public void add(double value) {
      sum += value;
      any = true;
    }

    @Override
    public void merge(Running other) {
      sum += ((DoubleSum) other).sum;
      any |= ((DoubleSum) other).any;
    }

    @Override
    public Optional<Object> value() {
      return any ? Optional.of(sum) : Optional.empty();
    }
  }

  /** {@code min} or {@code max} of doubles: NaN is the greatest, and -0.0 is 0.0. */
  final class DoubleExtreme implements Running {
    private final boolean isLeast;
    private double extreme;
    private boolean any;

    DoubleExtreme(boolean isLeast) {
      this.isLeast = isLeast;
    }

    public void add(double value) {
      if (!any || isBeyond(SQLOrderingUtil.compareDoubles(value, extreme))) {
        extreme = value;
        any = true;
      }
    }

    private boolean isBeyond(int comparison) {
      return isLeast ? comparison < 0 : comparison > 0;
    }

    @Override
    public void merge(Running other) {
      if (((DoubleExtreme) other).any) {
        add(((DoubleExtreme) other).extreme);
      }
    }

    @Override
    public Optional<Object> value() {
      return any ? Optional.of(extreme) : Optional.empty();
    }
  }

  /** The central moments behind a deviation, themselves: {@code CentralMomentAgg}'s buffer. */
  final class Moments implements Running {
    private double n;
    private double mean;
    private double m2;

    public void add(double value) {
      n += 1;
      double delta = value - mean;
      double deltaN = delta / n;
      mean += deltaN;
      m2 += delta * (delta - deltaN);
    }

    /** As {@code CentralMomentAgg} does, after Chan and others. */
    @Override
    public void merge(Running other) {
      var that = (Moments) other;
      double all = n + that.n;
      double delta = that.mean - mean;
      double deltaN = all == 0 ? 0 : delta / all;
      m2 += that.m2 + delta * deltaN * n * that.n;
      mean += deltaN * that.n;
      n = all;
    }

    @Override
    public Optional<Object> value() {
      return Optional.of(new GenericInternalRow(new Object[] {n, mean, m2}));
    }
  }
}
