package io.tidegate.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.util.QuotingUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What Delta would hold the rows to as it writes them, after the audit: counted in the staged rows
 * instead, in one pass over the columns that it needs.
 */
final class StagedChecks {

  private record Check(Column holds, LongFunction<BrokenConstraintException> broken) {}

  private final List<Check> checks = new ArrayList<>();

  StagedChecks(StructType schema, StagedWrite write) {
    notNull("", schema);
    write.constraints().forEach(this::constraint);
    write
        .replaceWhere()
        .ifPresent(
            where ->
                checks.add(
                    new Check(
                        functions.expr(where), rows -> BrokenConstraintException.replaced(where))));
  }

  private void notNull(String path, StructType schema) {
    for (StructField field : schema.fields()) {
      String quoted = path + QuotingUtils.quoteIdentifier(field.name());
      String name = quoted.replace("`", "");
      if (!field.nullable()) {
        checks.add(
            new Check(
                functions.col(quoted).isNotNull(),
                rows -> BrokenConstraintException.notNull(name, rows + " rows without it")));
      }
      if (field.dataType() instanceof StructType struct) {
        notNull(quoted + ".", struct);
      }
    }
  }

  private void constraint(String property, String condition) {
    String name = property.substring(StagedWrite.CONSTRAINT.length());
    checks.add(
        new Check(
            functions.expr(condition),
            rows ->
                BrokenConstraintException.check(
                    name, condition, rows + " rows that do not satisfy it")));
  }

  /**
   * @throws BrokenConstraintException of the first check that rows fail; a condition that is null
   *     fails too
   */
  void require(Dataset<Row> rows) {
    if (checks.isEmpty()) {
      return;
    }
    Column[] counts = checks.stream().map(StagedChecks::failing).toArray(Column[]::new);
    Row failing = rows.select(counts).head();
    for (int i = 0; i < counts.length; i++) {
      if (failing.getLong(i) > 0) {
        throw checks.get(i).broken().apply(failing.getLong(i));
      }
    }
  }

  private static Column failing(Check check) {
    var holds = functions.coalesce(check.holds(), functions.lit(false));
    return functions.count(functions.when(functions.not(holds), 1));
  }
}
