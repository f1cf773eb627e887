package io.tidegate.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.postgresql.PGConnection;

/** Rows to a table of a database: through the gate, and by Spark's JDBC writer alone. */
record LoadCost(SparkSession spark, TpchData data, Confs confs, Path work, Effort effort)
    implements Scenario {

  private static final int WRITERS = 4;

  private static final String CONF =
      """
      job { name = load, owner = benchmarks }
      warehouse = "%s"
      %s
      inputs.lineitem { format = parquet, path = "%s" }
      output {
        name = bench.table, format = jdbc, database = bench, table = public.items, writers = %d
        write = %s
      }
      """;

  private static final String MERGE = "merge, keys = [order_key, line_number]";

  private static final String KEY = "CREATE UNIQUE INDEX ON items (order_key, line_number)";

  @Override
  public String name() {
    return "load";
  }

  @Override
  public List<Result> run(Comparison.Progress progress) {
    try (BenchDatabase database = BenchDatabase.start()) {
      Path csv = csv();
      plain(database, "half", "1000", data.lineItems().where("order_key % 2 = 0"));
      List<Variant> variants =
          List.of(
              new Variant("plain", target -> plain(database, "items", "1000", data.lineItems()))
                  .after(() -> empty(database)),
              new Variant("plain, batches of 10,000 rewritten", target -> rewritten(database))
                  .after(() -> empty(database)),
              gated("tidegate", database, "append").after(() -> empty(database)),
              gated("tidegate, into a table with a key", database, "append")
                  .after(() -> keyed(database)),
              gated("tidegate, merge into half of the rows", database, MERGE)
                  .after(() -> half(database)),
              new Variant("copy from CSV", target -> copy(database, csv), false)
                  .after(() -> shaped(database)));
      return List.of(
          new Result(
              "load",
              "line items into PostgreSQL, %d connections; copy with one; %s"
                  .formatted(WRITERS, data.title()),
              "0.5; merge 1.3 of load",
              effort.compare("load", progress, variants),
              List.of()));
    }
  }

  private Variant gated(String name, BenchDatabase database, String write) {
    return new Variant(
        name,
        target ->
            new Writes(spark)
                .gated(
                    confs.job(
                        CONF.formatted(
                            target,
                            database.conf(),
                            data.inputs().get("lineitem"),
                            WRITERS,
                            write)),
                    inputs -> inputs.get("lineitem")));
  }

  private static void plain(
      BenchDatabase database, String table, String batchRows, Dataset<Row> rows) {
    rows.coalesce(WRITERS)
        .write()
        .mode("append")
        .option("batchsize", batchRows)
        .jdbc(database.url(), table, database.properties());
  }

  private void rewritten(BenchDatabase database) {
    var properties = database.properties();
    properties.put("reWriteBatchedInserts", "true");
    data.lineItems()
        .coalesce(WRITERS)
        .write()
        .mode("append")
        .option("batchsize", "10000")
        .jdbc(database.url(), "items", properties);
  }

  private static void empty(BenchDatabase database) {
    database.execute("DROP TABLE IF EXISTS items", "DROP TABLE IF EXISTS tidegate_loads");
  }

  private static void shaped(BenchDatabase database) {
    empty(database);
    database.execute("CREATE TABLE items (LIKE half)");
  }

  private static void keyed(BenchDatabase database) {
    shaped(database);
    database.execute(KEY);
  }

  private static void half(BenchDatabase database) {
    empty(database);
    database.execute("CREATE TABLE items AS TABLE half", KEY, "VACUUM ANALYZE items");
  }

  private Path csv() {
    Path folder = work.resolve("lineitem-csv-" + data.scale());
    if (!Files.exists(folder.resolve("_SUCCESS"))) {
      data.lineItems().coalesce(WRITERS).write().mode("overwrite").csv(folder.toString());
    }
    return folder;
  }

  private static void copy(BenchDatabase database, Path folder) {
    try (Connection connection = database.connect();
        Stream<Path> files = Files.list(folder)) {
      List<InputStream> parts =
          files
              .filter(file -> file.toString().endsWith(".csv"))
              .sorted()
              .map(LoadCost::open)
              .toList();
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "COPY items FROM STDIN (FORMAT csv, ESCAPE '\\')",
              new SequenceInputStream(Collections.enumeration(parts)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
