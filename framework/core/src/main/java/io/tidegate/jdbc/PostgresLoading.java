package io.tidegate.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.postgresql.util.PSQLException;

/** Loads by COPY; what waits for a lock waits in the database. */
record PostgresLoading(Dialect dialect) implements Loading {

  private static final long serialVersionUID = 1L;

  private static final String COLUMNS =
      """
      SELECT attname, format_type(atttypid, atttypmod), NOT attnotnull,
        attgenerated <> '' OR attidentity = 'a', atthasdef OR attidentity <> ''
      FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped
      ORDER BY attnum""";

  private static final String CHECKS =
      """
      SELECT conname, pg_get_expr(conbin, conrelid) FROM pg_constraint
      WHERE conrelid = to_regclass(?) AND contype = 'c' ORDER BY conname""";

  /** What a driver that was killed leaves in the database may hold a lock for hours. */
  private static final String LIMIT =
      """
      SELECT set_config('lock_timeout', '10min', false)
      WHERE current_setting('lock_timeout') = '0'""";

  /** Serialization failure, deadlock. */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

  /** They have no equality of their own. */
  private static final Set<String> INCOMPARABLE = Set.of("json", "xml", "point", "polygon");

  @Override
  public Optional<String> type(DataType type) {
    return PostgresTypes.of(type);
  }

  @Override
  public DataType sparkType(String type) {
    return PostgresTypes.spark(type);
  }

  @Override
  public void limitWaits(Connection connection) throws SQLException {
    try (Statement limit = connection.createStatement()) {
      limit.execute(LIMIT);
    }
  }

  @Override
  public List<TableColumn> columns(Connection connection, TableName table) throws SQLException {
    var columns = new ArrayList<TableColumn>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setString(1, dialect.table(table));
      ResultSet row = query.executeQuery();
      while (row.next()) {
        columns.add(
            new TableColumn(
                row.getString(1),
                row.getString(2),
                row.getBoolean(3),
                row.getBoolean(4),
                row.getBoolean(5)));
      }
    }
    return List.copyOf(columns);
  }

  @Override
  public List<CheckConstraint> checks(Connection connection, TableName table) throws SQLException {
    var checks = new ArrayList<CheckConstraint>();
    try (PreparedStatement query = connection.prepareStatement(CHECKS)) {
      query.setString(1, dialect.table(table));
      ResultSet row = query.executeQuery();
      while (row.next()) {
        checks.add(new CheckConstraint(row.getString(1), row.getString(2)));
      }
    }
    return List.copyOf(checks);
  }

  @Override
  public void lock(Connection connection, TableName name) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
      lock.setString(1, "tidegate " + name);
      lock.execute();
    }
  }

  @Override
  public void lockRows(Connection connection, TableName table) throws SQLException {
    try (Statement lock = connection.createStatement()) {
      lock.execute("LOCK TABLE " + dialect.table(table) + " IN SHARE ROW EXCLUSIVE MODE");
    }
  }

  /** Rows that are not in the log are written once; a crash empties the table. */
  @Override
  public String createPassing() {
    return "CREATE UNLOGGED TABLE";
  }

  @Override
  public void keep(Connection connection, TableName table) throws SQLException {
    try (Statement alter = connection.createStatement()) {
      alter.execute("ALTER TABLE " + dialect.table(table) + " SET LOGGED");
    }
  }

  /**
   * By an index: sorting the keys takes a third of the time of grouping them. It fails for doubled
   * keys, and for those that fit in no index.
   */
  @Override
  public boolean findsUnique(Connection connection, TableName table, List<String> keys)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    String columns = keys.stream().map(dialect::quoted).collect(Collectors.joining(", "));
    try (Statement index = connection.createStatement()) {
      index.execute("CREATE UNIQUE INDEX ON " + dialect.table(table) + " (" + columns + ")");
      return true;
    } catch (SQLException none) {
      connection.rollback(before);
      return false;
    }
  }

  @Override
  public RowSink sink(
      Connection connection,
      TableName table,
      List<String> columns,
      StructType schema,
      int batchRows)
      throws SQLException {
    String names = columns.stream().map(dialect::quoted).collect(Collectors.joining(", "));
    return new CopySink(
        connection, dialect.table(table) + " (" + names + ")", new CopyText(columns, schema));
  }

  @Override
  public Optional<String> constraint(SQLException failure) {
    return failure instanceof PSQLException said && said.getServerErrorMessage() != null
        ? Optional.ofNullable(said.getServerErrorMessage().getConstraint())
        : Optional.empty();
  }

  @Override
  public boolean isConflict(SQLException failure) {
    return failure.getSQLState() != null && CONFLICTS.contains(failure.getSQLState());
  }

  @Override
  public String comparable(String value, String type) {
    return INCOMPARABLE.contains(type) ? "CAST(" + value + " AS text)" : value;
  }
}
