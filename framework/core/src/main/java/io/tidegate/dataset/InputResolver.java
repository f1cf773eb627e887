package io.tidegate.dataset;

import io.tidegate.config.DatabaseConfig;
import io.tidegate.config.Format;
import io.tidegate.config.InputConfig;
import io.tidegate.config.JdbcSource;
import io.tidegate.jdbc.Database;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.SparkSession;

/** Resolves configured inputs to exact versions, and checks and counts them. */
public final class InputResolver {

  private final SparkSession spark;
  private final Map<String, DatabaseConfig> databases;
  private final Slices slices;
  private final FileMemory memory;

  /**
   * @param databases with their secrets fetched
   * @param slices what the job's published runs have read of databases
   * @param memory what they have read of files
   */
  public InputResolver(
      SparkSession spark, Map<String, DatabaseConfig> databases, Slices slices, FileMemory memory) {
    this.spark = spark;
    this.databases = databases;
    this.slices = slices;
    this.memory = memory;
  }

  /**
   * Looks at the input as it is now. An input that is missing or has a form that cannot be read is
   * no error here: its findings say so, and its {@code rows()} throws.
   *
   * <p>Reads no rows, with one exception: JSON without a schema is read once to infer it.
   *
   * @param now the time that freshness is measured against
   * @throws io.tidegate.problem.UserException when the configuration itself is wrong: the schema is
   *     not DDL, or an option is not the conf's to set
   * @throws io.tidegate.problem.TransientException when the file system does not answer
   */
  public Input resolve(InputConfig config, Instant now) {
    ReaderOptions.check(config);
    if (config.format() == Format.DELTA) {
      return new DeltaInputs(spark, config, now).resolve();
    }
    if (config.jdbc().isPresent()) {
      return database(config, config.jdbc().get(), now);
    }
    var source = FileSource.of(spark, config, memory, now);
    if (source.files().isEmpty()) {
      return source.resolution().missing();
    }
    return switch (config.format()) {
      case PARQUET -> new ParquetInputs(source).resolve();
      case JSON -> new JsonInputs(source).resolve();
      case CSV -> new CsvInputs(source).resolve();
      case AVRO -> new AvroInputs(source, "avro").resolve();
      case DELTA, JDBC -> throw new IllegalStateException("resolved above");
    };
  }

  private Input database(InputConfig config, JdbcSource source, Instant now) {
    DatabaseConfig database =
        Objects.requireNonNull(databases.get(source.database()), "checked by the conf's reader");
    return new JdbcInputs(spark, config, source, Database.of(database), slices, now).resolve();
  }
}
