package io.tidegate.quality;

import io.tidegate.interop.Scala;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Length;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;

/**
 * Deequ's aggregates without the array that its least and greatest values go through: each value
 * becomes text in it and a number again. The result is the same where the text keeps the number,
 * which that of a {@code float} does not: the float 0.1 comes back as the double 0.1.
 */
final class Simplified {

  private final StructType schema;

  Simplified(StructType schema) {
    this.schema = schema;
  }

  Column of(Column aggregate) {
    return new Column(simplify(aggregate.expr()));
  }

  private Expression simplify(Expression expression) {
    if (expression instanceof Cast cast && cast.dataType().equals(DataTypes.DoubleType)) {
      Expression selection = KnownAggregates.selection(cast.child());
      if (selection != cast.child() && keepsNumbers(selection)) {
        return (Expression)
            cast.withNewChildren(
                Scala.<Expression>seq(java.util.List.of(selection)).toIndexedSeq());
      }
    }
    return expression.mapChildren(this::simplify);
  }

  private boolean keepsNumbers(Expression selection) {
    if (selection instanceof Cast cast && cast.child() instanceof Length) {
      return true;
    }
    return selection instanceof UnresolvedAttribute attribute
        && attribute.nameParts().size() == 1
        && schema.getFieldIndex(attribute.nameParts().head()).isDefined()
        && keepsNumbers(schema.apply(attribute.nameParts().head()).dataType());
  }

  private static boolean keepsNumbers(DataType type) {
    return type.equals(DataTypes.ByteType)
        || type.equals(DataTypes.ShortType)
        || type.equals(DataTypes.IntegerType)
        || type.equals(DataTypes.LongType)
        || type.equals(DataTypes.DoubleType)
        || type instanceof DecimalType;
  }
}
