package io.tidegate.lineage.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;

/**
 * What is known of the columns that come out of a step of a plan.
 *
 * @param columns by Spark's ids; a column of an outer query is not among them
 * @param rows what decided which rows come out
 */
record Scope(Map<ExprId, Origins> columns, Origins rows) {

  static final Scope EMPTY = new Scope(Map.of(), Origins.NONE);

  /** Columns that nothing has decided over yet. */
  static Scope leaf(List<Attribute> columns, Function<Attribute, Origins> origins) {
    return new Scope(each(columns, origins), Origins.NONE);
  }

  /** A column can be there twice, as in {@code SELECT a, a}; it is the same one. */
  static Map<ExprId, Origins> each(List<Attribute> columns, Function<Attribute, Origins> origins) {
    Map<ExprId, Origins> all = new HashMap<>();
    columns.forEach(column -> all.put(column.exprId(), origins.apply(column)));
    return all;
  }

  /** The columns of several steps beside one another, as in a join. */
  static Scope beside(List<Scope> scopes) {
    if (scopes.size() == 1) {
      return scopes.get(0);
    }
    Map<ExprId, Origins> columns = new HashMap<>();
    scopes.forEach(scope -> columns.putAll(scope.columns));
    return new Scope(columns, Origins.all(scopes.stream().map(Scope::rows).toList()));
  }

  /** With further columns; one of the same id takes the place of the other. */
  Scope with(Map<ExprId, Origins> further) {
    Map<ExprId, Origins> all = new HashMap<>(columns);
    all.putAll(further);
    return new Scope(all, rows);
  }

  /** These columns alone. */
  Scope only(Map<ExprId, Origins> these) {
    return new Scope(these, rows);
  }

  Scope decidedBy(Origins further) {
    return new Scope(columns, rows.and(further));
  }

  boolean has(Attribute column) {
    return columns.containsKey(column.exprId());
  }

  /** Nothing for a column that no step has made, such as a lambda's variable. */
  Origins of(Attribute column) {
    return columns.getOrDefault(column.exprId(), Origins.NONE);
  }

  /** In the given order. */
  List<Origins> of(List<Attribute> output) {
    return output.stream().map(this::of).toList();
  }
}
