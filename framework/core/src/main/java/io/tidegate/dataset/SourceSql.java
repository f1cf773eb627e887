package io.tidegate.dataset;

import io.tidegate.config.JdbcSource;
import io.tidegate.jdbc.Dialect;
import io.tidegate.jdbc.Reading;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a source's queries have in common: where the rows come from, and which of them.
 *
 * @param conditions in the database's SQL, all of which hold
 */
record SourceSql(Dialect dialect, JdbcSource source, List<String> conditions) {

  static SourceSql of(Dialect dialect, JdbcSource source) {
    return new SourceSql(dialect, source, source.where().map(SourceSql::inner).stream().toList());
  }

  SourceSql and(List<String> more) {
    return new SourceSql(
        dialect, source, Stream.concat(conditions.stream(), more.stream()).toList());
  }

  SourceSql and(String condition) {
    return and(List.of(condition));
  }

  /** The source as a whole, for its columns. */
  String all() {
    return "SELECT * FROM " + relation();
  }

  String select(String what) {
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    return "SELECT " + what + " FROM " + relation() + where;
  }

  String quoted(String column) {
    return dialect.quoted(column);
  }

  Reading reading() {
    return dialect.reading();
  }

  private String relation() {
    return source.isQuery()
        ? inner(source.what().strip().replaceFirst(";$", "")) + " s"
        : dialect.table(source.what()) + " s";
  }

  /** On lines of its own: a comment at its end must not swallow what follows. */
  private static String inner(String sql) {
    return "(" + sql + "\n)";
  }
}
