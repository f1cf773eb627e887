package io.tidegate.lineage.plan;

import io.tidegate.interop.Scala;
import io.tidegate.ledger.ColumnLineage.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetArrayStructFields;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * What the value of an expression comes from.
 *
 * @param plans the origins of a subquery's columns, given the columns around it
 */
record Expressions(BiFunction<LogicalPlan, Scope, Scope> plans) {

  /** Functions whose result does not show their arguments. */
  private static final Set<String> MASKING =
      Set.of("md5", "sha1", "sha2", "crc32", "hash", "xxhash64", "approx_count_distinct", "mask");

  Origins of(Expression expression, Scope scope) {
    if (expression instanceof Attribute attribute) {
      return scope.of(attribute);
    }
    if (expression instanceof Alias alias) {
      return of(alias.child(), scope);
    }
    if (expression instanceof OuterReference outer) {
      return of((Expression) outer.e(), scope);
    }
    if (expression instanceof GetStructField field) {
      return of(field.child(), scope).field(field.extractFieldName());
    }
    if (expression instanceof GetArrayStructFields fields) {
      return of(fields.child(), scope).field(fields.field().name());
    }
    if (expression instanceof CreateNamedStruct struct) {
      return struct(struct, scope);
    }
    return decided(expression, scope);
  }

  private Origins struct(CreateNamedStruct struct, Scope scope) {
    Map<String, Origins> fields = new LinkedHashMap<>();
    List<Expression> values = Scala.list(struct.valExprs());
    for (int i = 0; i < values.size(); i++) {
      fields.put(String.valueOf(struct.names().apply(i)), of(values.get(i), scope));
    }
    return Origins.struct(fields);
  }

  /** Where some of the operands decide, rather than flow in. */
  private Origins decided(Expression expression, Scope scope) {
    if (expression instanceof AggregateExpression aggregate) {
      return aggregate(aggregate, scope);
    }
    if (expression instanceof WindowExpression window) {
      Origins value = of(window.windowFunction(), scope);
      return value.and(of(window.windowSpec(), scope).deciding(Kind.WINDOW));
    }
    if (expression instanceof If choice) {
      Origins values = all(List.of(choice.trueValue(), choice.falseValue()), scope);
      return choice(values, of(choice.predicate(), scope));
    }
    if (expression instanceof CaseWhen choice) {
      return cases(choice, scope);
    }
    if (expression instanceof SubqueryExpression subquery) {
      return subquery(subquery, scope);
    }
    return computed(expression, scope);
  }

  private Origins aggregate(AggregateExpression aggregate, Scope scope) {
    var function = aggregate.aggregateFunction();
    Origins value = all(Scala.list(function.children()), scope).computed(Kind.AGGREGATION);
    Origins shown = function instanceof Count || hides(function) ? value.masked() : value;
    List<Expression> filter = Scala.list(aggregate.filter().toList());
    return shown.and(all(filter, scope).deciding(Kind.FILTER));
  }

  private Origins cases(CaseWhen choice, Scope scope) {
    List<Expression> values = new ArrayList<>(Scala.list(choice.elseValue().toList()));
    List<Expression> conditions = new ArrayList<>();
    for (var branch : Scala.list(choice.branches())) {
      conditions.add(branch._1());
      values.add(branch._2());
    }
    return choice(all(values, scope), all(conditions, scope));
  }

  private static Origins choice(Origins values, Origins conditions) {
    return values.computed(Kind.TRANSFORMATION).and(conditions.deciding(Kind.CONDITIONAL));
  }

  /** The columns of the query around it are named inside, and found there. */
  private Origins subquery(SubqueryExpression subquery, Scope scope) {
    Scope inside = plans.apply(subquery.plan(), scope);
    Origins value = Origins.all(inside.of(Scala.list(subquery.plan().output())));
    return value.computed(Kind.TRANSFORMATION).and(inside.rows());
  }

  private Origins computed(Expression expression, Scope scope) {
    Origins value = all(Scala.list(expression.children()), scope).computed(Kind.TRANSFORMATION);
    return hides(expression) ? value.masked() : value;
  }

  private static boolean hides(Expression function) {
    return MASKING.contains(function.prettyName());
  }

  Origins all(List<Expression> expressions, Scope scope) {
    return Origins.all(expressions.stream().map(each -> of(each, scope)).toList());
  }
}
