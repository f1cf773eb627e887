package io.tidegate.observe;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;

/**
 * An expression of ours in a plan of Spark's: what Scala gives its case classes. It equals itself
 * alone, and is null where its first child is.
 */
abstract class OwnExpression extends Expression implements Serializable {

  private final Seq<Expression> children;

  OwnExpression(Seq<Expression> children) {
    this.children = children;
  }

  /** The constructor's parameters behind the children. */
  abstract List<Object> parameters();

  @Override
  public Seq<Expression> children() {
    return children;
  }

  @Override
  public boolean nullable() {
    return children.head().nullable();
  }

  @Override
  public Object productElement(int n) {
    return n == 0 ? children : parameters().get(n - 1);
  }

  @Override
  public int productArity() {
    return 1 + parameters().size();
  }

  @Override
  public boolean canEqual(Object other) {
    return this == other;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
