package io.tidegate.lineage.plan;

import io.tidegate.interop.Scala;
import io.tidegate.ledger.ColumnLineage;
import io.tidegate.ledger.ColumnLineage.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;

/**
 * Reads column lineage off the analyzed plan of a computation, before anything is computed. The
 * optimized plan is of no use: it has lost names, subqueries and the arguments of several {@code
 * count(distinct)}.
 *
 * <p>What it cannot know: which columns the code inside a typed function or a UDF over a struct
 * reads, and what was collected to the driver and made a Dataset again.
 */
public final class PlanLineage {

  private PlanLineage() {}

  /**
   * Where the columns of rows come from.
   *
   * @param inputs what the computation was given, by the keys of the conf
   */
  public static ColumnLineage of(Dataset<Row> rows, Map<String, Dataset<Row>> inputs) {
    var plan = rows.queryExecution().analyzed();
    var steps = new Steps(new Leaves(inputs));
    Scope result = steps.of(plan, Scope.EMPTY);
    Map<String, List<Source>> columns = new LinkedHashMap<>();
    for (Attribute column : Scala.list(plan.output())) {
      columns.put(column.name(), result.of(column).sorted());
    }
    return new ColumnLineage(columns, result.rows().sorted(), steps.opaque(), steps.undeclared());
  }
}
