package io.tidegate.jdbc;

/** PostgreSQL, 14 and later. */
final class PostgresDialect implements Dialect {

  private static final long serialVersionUID = 1L;

  @Override
  public String urlPrefix() {
    return "jdbc:postgresql:";
  }

  @Override
  public String driver() {
    return "org.postgresql.Driver";
  }

  @Override
  public Loading loading() {
    return new PostgresLoading(this);
  }

  @Override
  public Reading reading() {
    return new PostgresReading(this);
  }
}
