package io.tidegate.jdbc;

/** DuckDB, in a file that this process alone writes. */
final class DuckDbDialect implements Dialect {

  private static final long serialVersionUID = 1L;

  @Override
  public String urlPrefix() {
    return "jdbc:duckdb:";
  }

  @Override
  public String driver() {
    return "org.duckdb.DuckDBDriver";
  }

  @Override
  public Loading loading() {
    return new DuckDbLoading(this);
  }

  @Override
  public Reading reading() {
    return new DuckDbReading(this);
  }
}
