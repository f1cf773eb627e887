package io.tidegate.config;

/** How a dataset is stored. */
public enum Format {
  DELTA,
  PARQUET,
  JSON,
  CSV,
  AVRO,
  /** A table of a database, or a query. */
  JDBC
}
