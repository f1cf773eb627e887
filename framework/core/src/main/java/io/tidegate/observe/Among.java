package io.tidegate.observe;

import io.tidegate.interop.Scala;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.collection.IndexedSeq;
import scala.collection.Seq;

/** {@code text in ('a', 'b')}, where none of the list is null. */
final class Among extends OwnExpression {

  private final Members members;

  /**
   * @param children the text
   */
  Among(Seq<Expression> children, Members members) {
    super(children);
    this.members = members;
  }

  /** Empty when the list is not one of texts. Of a long one Spark has made a set. */
  static Optional<Expression> of(In in) {
    List<Expression> list = Scala.list(in.list());
    return in.value().dataType().equals(DataTypes.StringType)
            && list.stream().allMatch(item -> item instanceof Literal text && text.value() != null)
        ? Optional.of(
            new Among(
                Scala.seq(List.of(in.value())),
                new Members(list.stream().map(Among::text).toList())))
        : Optional.empty();
  }

  private static UTF8String text(Expression literal) {
    return (UTF8String) ((Literal) literal).value();
  }

  @Override
  public ExprCode doGenCode(CodegenContext context, ExprCode result) {
    ExprCode text = children().head().genCode(context);
    String set = context.addReferenceObj("members", members, Members.class.getName());
    String code =
        "boolean %s = !%s && %s.contains(%s);\n"
            .formatted(result.value(), text.isNull(), set, text.value());
    return new ExprCode(text.code().$plus(Tap.block(code)), text.isNull(), result.value());
  }

  @Override
  public @Nullable Object eval(InternalRow row) {
    @Nullable Object text = children().head().eval(row);
    return text == null ? null : members.contains((UTF8String) text);
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> replaced) {
    return new Among(replaced.toSeq(), members);
  }

  @Override
  public DataType dataType() {
    return DataTypes.BooleanType;
  }

  @Override
  List<Object> parameters() {
    return List.of(members);
  }
}
