package io.tidegate.observe;

import static java.util.stream.Collectors.joining;

import io.tidegate.interop.Scala;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.codegen.Block;
import org.apache.spark.sql.catalyst.expressions.codegen.CodeBlock;
import org.apache.spark.sql.catalyst.expressions.codegen.CodeGenerator;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.catalyst.expressions.codegen.JavaCode$;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import scala.collection.IndexedSeq;
import scala.collection.Seq;
import scala.collection.immutable.Map$;

/**
 * A column's value, unchanged; as it passes, the row's other values are added to the task's totals.
 * Spark compiles it into the step that makes the row. It says that it is not deterministic, so that
 * Spark evaluates it once for each row.
 *
 * <p>The values that the totals need are copied to fields, and each input is a method of its own:
 * Spark would lay them all into one method, and the JVM does not compile one of more than 8,000
 * bytes.
 */
final class Tap extends OwnExpression {

  private final List<Total> inputs;
  private final Totals totals;

  /** Only where nothing is compiled. */
  private transient Running @Nullable [] running;

  /**
   * @param children the column, then what the inputs are made of
   * @param inputs bound to the children behind the first
   */
  Tap(Seq<Expression> children, List<Total> inputs, Totals totals) {
    super(children);
    this.inputs = inputs;
    this.totals = totals;
  }

  @Override
  public ExprCode doGenCode(CodegenContext context, ExprCode unused) {
    ExprCode column = children().head().genCode(context);
    Block code = column.code();
    var fields = new ArrayList<ExprCode>();
    for (Expression child : Scala.list(children()).subList(1, children().size())) {
      ExprCode value = child.genCode(context);
      ExprCode field = field(context, child);
      fields.add(field);
      code = code.$plus(value.code()).$plus(copied(value, field));
    }
    for (String method : methods(context, fields)) {
      code = code.$plus(block(method + "();\n"));
    }
    return new ExprCode(code, column.isNull(), column.value());
  }

  private static ExprCode field(CodegenContext context, Expression child) {
    String value = state(context, CodeGenerator.javaType(child.dataType()), "observedValue");
    String isNull = state(context, "boolean", "observedIsNull");
    return ExprCode.apply(
        JavaCode$.MODULE$.isNullGlobal(isNull), JavaCode$.MODULE$.global(value, child.dataType()));
  }

  private static Block copied(ExprCode from, ExprCode to) {
    return block(
        "%s = %s;\n%s = %s;\n".formatted(to.isNull(), from.isNull(), to.value(), from.value()));
  }

  /** What to call for each row, with the values in the fields. */
  private List<String> methods(CodegenContext context, List<ExprCode> fields) {
    String reference = context.addReferenceObj("totals", totals, Totals.class.getName());
    String begun = state(context, Running.class.getName() + "[]", "running");
    context.addPartitionInitializationStatement(begun + " = " + reference + ".begin();");
    var adding = new LinkedHashMap<Expression, List<Held>>();
    for (int i = 0; i < inputs.size(); i++) {
      Total total = inputs.get(i);
      var held = new Held(total.kind(), state(context, total.kind().type(), "total"));
      context.addPartitionInitializationStatement(
          "%s = (%s) %s[%d];".formatted(held.name(), total.kind().type(), begun, i));
      adding.computeIfAbsent(total.input(), same -> new ArrayList<>()).add(held);
    }
    Seq<ExprCode> codes = generated(context, fields, List.copyOf(adding.keySet()));
    var methods = new ArrayList<String>();
    for (List<Held> held : adding.values()) {
      methods.add(method(context, codes.apply(methods.size()), held));
    }
    return methods;
  }

  /** A total in a field of the compiled code. */
  private record Held(Total.Kind kind, String name) {

    String adding(ExprCode input) {
      return "%s.add(%s); ".formatted(name, kind == Total.Kind.COUNT ? "" : input.value());
    }
  }

  private static String method(CodegenContext context, ExprCode input, List<Held> totals) {
    String name = context.freshName("observe");
    String adds = totals.stream().map(held -> held.adding(input)).collect(joining());
    return context.addNewFunction(
        name,
        "private void %s() {\n%s\nif (!%s) { %s}\n}\n"
            .formatted(name, input.code(), input.isNull(), adds),
        false);
  }

  /** The inputs know the fields and nothing of the row; what Spark has found alike, it has not. */
  private static Seq<ExprCode> generated(
      CodegenContext context, List<ExprCode> fields, List<Expression> inputs) {
    Seq<ExprCode> variables = context.currentVars();
    String row = context.INPUT_ROW();
    context.currentVars_$eq(Scala.seq(fields));
    context.INPUT_ROW_$eq(null);
    try {
      return context.withSubExprEliminationExprs(
          Map$.MODULE$.empty(),
          () -> Scala.seq(inputs.stream().map(input -> input.genCode(context)).toList()));
    } finally {
      context.currentVars_$eq(variables);
      context.INPUT_ROW_$eq(row);
    }
  }

  private static String state(CodegenContext context, String type, String name) {
    return context.addMutableState(type, name, variable -> "", true, true);
  }

  static Block block(String code) {
    return new CodeBlock(Scala.seq(List.of(code)), Scala.seq(List.of()));
  }

  @Override
  public @Nullable Object eval(InternalRow row) {
    Running[] own = Optional.ofNullable(running).orElseGet(totals::begin);
    running = own;
    var values = new GenericInternalRow(children().size() - 1);
    for (int i = 1; i < children().size(); i++) {
      values.update(i - 1, children().apply(i).eval(row));
    }
    for (int i = 0; i < own.length; i++) {
      @Nullable Object value = inputs.get(i).input().eval(values);
      if (value != null) {
        inputs.get(i).kind().add(own[i], value);
      }
    }
    return children().head().eval(row);
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> replaced) {
    return new Tap(replaced.toSeq(), inputs, totals);
  }

  @Override
  public boolean deterministic() {
    return false;
  }

  @Override
  public boolean stateful() {
    return true;
  }

  @Override
  public DataType dataType() {
    return children().head().dataType();
  }

  @Override
  public String prettyName() {
    return "tidegate_observed";
  }

  @Override
  List<Object> parameters() {
    return List.of(inputs, totals);
  }
}
