package io.tidegate.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import io.trino.sql.parser.ParsingOptions;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.CreateView;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SingleColumn;
import io.trino.sql.tree.Statement;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Athena's views are Trino's SQL; its external tables are Hive's, and are not looked at. */
class AthenaTest {

  @TestFactory
  Stream<DynamicTest> everyViewIsTrinos() throws IOException {
    return Script.read("athena.sql").statements().stream()
        .filter(statement -> !statement.startsWith("CREATE EXTERNAL TABLE"))
        .map(
            statement ->
                DynamicTest.dynamicTest(
                    statement.lines().findFirst().orElseThrow(),
                    () -> assertThat(parse(statement)).isNotNull()));
  }

  @TestFactory
  Stream<DynamicTest> everyTableHasTheLedgersColumns() throws IOException {
    List<CreateView> views =
        Script.read("athena.sql").statements().stream()
            .filter(statement -> statement.startsWith("CREATE OR REPLACE VIEW"))
            .map(statement -> (CreateView) parse(statement))
            .toList();
    return StoredLedger.TABLES.stream()
        .map(
            table ->
                DynamicTest.dynamicTest(
                    table,
                    () ->
                        assertThat(columns(views, table))
                            .isEqualTo(StoredLedger.table(table).get(0))));
  }

  private static Statement parse(String statement) {
    return new SqlParser().createStatement(statement, new ParsingOptions());
  }

  private static String columns(List<CreateView> views, String table) {
    return views.stream()
        .filter(view -> view.getName().toString().equals("tidegate." + table))
        .map(view -> (QuerySpecification) view.getQuery().getQueryBody())
        .flatMap(query -> query.getSelect().getSelectItems().stream())
        .map(AthenaTest::name)
        .collect(Collectors.joining("|"));
  }

  private static String name(SelectItem item) {
    var column = (SingleColumn) item;
    return column
        .getAlias()
        .orElseGet(
            () ->
                column.getExpression() instanceof DereferenceExpression field
                    ? field.getField().orElseThrow()
                    : (Identifier) column.getExpression())
        .getValue();
  }
}
