package io.tidegate.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Loads by batches of inserts. Nobody waits for a lock: of two that collide, one fails. */
record DuckDbLoading(Dialect dialect) implements Loading {

  private static final long serialVersionUID = 1L;

  private static final String COLUMNS =
      """
      SELECT column_name, data_type, is_nullable, column_default IS NOT NULL FROM duckdb_columns()
      WHERE schema_name = coalesce(nullif(?, ''), current_schema()) AND table_name = ?
        AND database_name = current_database() ORDER BY column_index""";

  private static final String CHECKS =
      """
      SELECT 'check_' || constraint_index, expression FROM duckdb_constraints()
      WHERE schema_name = coalesce(nullif(?, ''), current_schema()) AND table_name = ?
        AND database_name = current_database() AND constraint_type = 'CHECK'
      ORDER BY constraint_index""";

  /** Of its own names for them; the others are written as in PostgreSQL. */
  private static final Map<String, DataType> NAMES =
      Map.of(
          "TINYINT", DataTypes.ByteType,
          "FLOAT", DataTypes.FloatType,
          "DOUBLE", DataTypes.DoubleType,
          "VARCHAR", DataTypes.StringType,
          "BLOB", DataTypes.BinaryType,
          "TIMESTAMP", DataTypes.TimestampNTZType);

  @Override
  public Optional<String> type(DataType type) {
    if (type instanceof ArrayType array && !(array.elementType() instanceof ArrayType)) {
      return type(array.elementType()).map(element -> element + "[]");
    }
    return NAMES.entrySet().stream()
        .filter(known -> known.getValue().equals(type))
        .map(Map.Entry::getKey)
        .findFirst()
        .or(() -> PostgresTypes.of(type));
  }

  @Override
  public DataType sparkType(String type) {
    if (type.endsWith("[]")) {
      return DataTypes.createArrayType(sparkType(type.substring(0, type.length() - 2)));
    }
    DataType known = NAMES.get(type);
    return known != null
        ? known
        : PostgresTypes.spark(type.toLowerCase(Locale.ROOT).replace("decimal", "numeric"));
  }

  @Override
  public List<TableColumn> columns(Connection connection, TableName table) throws SQLException {
    var columns = new ArrayList<TableColumn>();
    try (PreparedStatement query = of(connection, COLUMNS, table)) {
      ResultSet row = query.executeQuery();
      while (row.next()) {
        columns.add(
            new TableColumn(
                row.getString(1), row.getString(2), row.getBoolean(3), false, row.getBoolean(4)));
      }
    }
    return List.copyOf(columns);
  }

  @Override
  public List<CheckConstraint> checks(Connection connection, TableName table) throws SQLException {
    var checks = new ArrayList<CheckConstraint>();
    try (PreparedStatement query = of(connection, CHECKS, table)) {
      ResultSet row = query.executeQuery();
      while (row.next()) {
        checks.add(new CheckConstraint(row.getString(1), row.getString(2)));
      }
    }
    return List.copyOf(checks);
  }

  private static PreparedStatement of(Connection connection, String query, TableName table)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(query);
    statement.setString(1, table.schema());
    statement.setString(2, table.name());
    return statement;
  }

  @Override
  public void lock(Connection connection, TableName name) {
    // What two transactions change alike fails in one of them.
  }

  @Override
  public void lockRows(Connection connection, TableName table) {
    // As above.
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
    String values =
        Arrays.stream(schema.fields()).map(this::value).collect(Collectors.joining(", "));
    return new BatchSink(
        connection.prepareStatement(
            "INSERT INTO %s (%s) VALUES (%s)".formatted(dialect.table(table), names, values)),
        schema,
        batchRows);
  }

  private String value(StructField field) {
    String type = type(field.dataType()).orElse("VARCHAR");
    if (field.dataType() instanceof ArrayType) {
      return "CAST(CAST(? AS JSON) AS " + type + ")";
    }
    return field.dataType() instanceof BinaryType ? "from_hex(?)" : "CAST(? AS " + type + ")";
  }

  @Override
  public Optional<String> constraint(SQLException failure) {
    return Optional.empty();
  }

  /** It gives no states to its errors. */
  @Override
  public boolean isConflict(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("Conflict") || message.contains("conflict");
  }
}
