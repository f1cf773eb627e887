package io.tidegate.dialects;

import static java.util.Objects.requireNonNull;

import com.google.zetasql.Analyzer;
import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.LanguageOptions;
import com.google.zetasql.PreparedQuery;
import com.google.zetasql.SimpleCatalog;
import com.google.zetasql.SimpleColumn;
import com.google.zetasql.SimpleTable;
import com.google.zetasql.TableContent;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.Value;
import com.google.zetasql.ZetaSQLBuiltinFunctionOptions;
import com.google.zetasql.ZetaSQLOptions.ProductMode;
import com.google.zetasql.ZetaSQLType.TypeKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The language of BigQuery, as its makers parse and evaluate it, with tables in memory. */
final class GoogleSql {

  private final AnalyzerOptions options = new AnalyzerOptions();
  private final SimpleCatalog catalog = new SimpleCatalog("memory");
  private final Map<String, TableContent> contents = new HashMap<>();

  GoogleSql() {
    var language = new LanguageOptions();
    language.enableMaximumLanguageFeatures();
    language.setSupportsAllStatementKinds();
    language.setProductMode(ProductMode.PRODUCT_EXTERNAL);
    options.setLanguageOptions(language);
    options.setPruneUnusedColumns(true);
    catalog.addZetaSQLFunctionsAndTypes(new ZetaSQLBuiltinFunctionOptions(language));
  }

  /**
   * @throws RuntimeException when it is none
   */
  List<List<String>> parse(String statement) {
    return Analyzer.extractTableNamesFromStatement(statement, options);
  }

  /** An external table of one column, a line of a file, and BigQuery's own column, the file. */
  void addLines(String table, List<StoredLedger.Line> lines) {
    var text = TypeFactory.createSimpleType(TypeKind.TYPE_STRING);
    add(
        table,
        List.of(new SimpleColumn(table, "line", text), new SimpleColumn(table, "_FILE_NAME", text)),
        TableContent.create(
            lines.stream()
                .map(
                    line ->
                        List.of(
                            Value.createStringValue(line.text()),
                            Value.createStringValue(line.file())))
                .toList()));
  }

  private void add(String table, List<SimpleColumn> columns, TableContent content) {
    catalog.addSimpleTable(new SimpleTable(table, columns));
    contents.put(table, content);
  }

  /** A table of what the query answers. Only tables without a dataset can have content here. */
  void addView(String name, String query) {
    try (PreparedQuery prepared =
        PreparedQuery.builder()
            .setSql(query.replace("tidegate.", ""))
            .setAnalyzerOptions(options)
            .setCatalog(catalog)
            .setTablesContents(contents)
            .prepare()) {
      add(name, prepared.getColumns(), prepared.execute(Map.of()));
    }
  }

  /** The names of the columns; then the rows, sorted. */
  List<String> lines(String table) {
    Stream<String> names =
        catalog.getTable(table, null).getColumnList().stream().map(column -> column.getName());
    Stream<String> rows =
        requireNonNull(contents.get(table)).getTableData().stream()
            .map(row -> row.stream().map(GoogleSql::text).collect(Collectors.joining("|")))
            .map(row -> row.replace("\n", "\\n"))
            .sorted();
    return Stream.concat(Stream.of(names.collect(Collectors.joining("|"))), rows).toList();
  }

  private static String text(Value value) {
    if (value.isNull()) {
      return "null";
    }
    return switch (value.getType().getKind()) {
      case TYPE_STRING -> value.getStringValue();
      case TYPE_INT64 -> String.valueOf(value.getInt64Value());
      case TYPE_DOUBLE -> String.valueOf(value.getDoubleValue());
      case TYPE_BOOL -> String.valueOf(value.getBoolValue());
      case TYPE_ARRAY -> value.getElementList().stream().map(GoogleSql::text).toList().toString();
      case TYPE_TIMESTAMP ->
          Instant.EPOCH.plus(value.getTimestampUnixMicros(), ChronoUnit.MICROS).toString();
      default -> throw new IllegalArgumentException("no table has a " + value.getType());
    };
  }
}
