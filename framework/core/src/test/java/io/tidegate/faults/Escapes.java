package io.tidegate.faults;

import com.typesafe.config.ConfigUtil;
import io.tidegate.TestSpark;
import io.tidegate.Tidegate;
import io.tidegate.config.ConfigReader;
import io.tidegate.config.JobConfig;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.ReadOptions;
import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.RunReport;
import io.tidegate.job.TransformJob;
import io.tidegate.quality.RuleFileChecker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A project of one job that copies its input, by region, in a folder that is watched. */
final class Escapes {

  private static final StructType REGIONS =
      new StructType().add("region", DataTypes.StringType).add("price", DataTypes.LongType);

  private final Path top;
  private final Path project;

  static final class Copy extends TransformJob {
    @Override
    protected Dataset<Row> transform(Inputs inputs, RunContext run) {
      return inputs.get("orders");
    }
  }

  /**
   * @param top of all that is watched
   */
  Escapes(Path top, Path project) {
    this.top = top;
    this.project = project;
    rules("RowCount >= 0");
    write(project.resolve("warehouse/ledger/.keep"), "");
  }

  void rules(String rules) {
    write(project.resolve("quality-rules/orders.dqdl"), "Rules = [\n  " + rules + "\n]\n");
  }

  void conf(String further) {
    write(
        project.resolve("job.conf"),
        """
        job { name = copy-orders, owner = team }
        warehouse = "%1$s/warehouse"
        ledger { path = ${warehouse}"/ledger" }
        inputs.orders { format = parquet, path = "%1$s/orders.parquet" }
        output {
          name = raw.orders, format = delta, path = ${warehouse}"/orders"
          write = append, partition-by = [region]
          quality = [ { rules = "orders.dqdl", on-failure = reject } ]
        }
        """
                .formatted(project)
            + further
            + "\n");
  }

  /** The input: a row for each of these regions. */
  void rows(List<String> regions) {
    table(REGIONS, regions.stream().map(region -> new Object[] {region, 1L}).toList());
  }

  void table(StructType schema, List<Object[]> rows) {
    TestSpark.interpreting()
        .createDataFrame(rows.stream().map(RowFactory::create).toList(), schema)
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(project + "/orders.parquet");
  }

  RunReport run(String date, String... sets) {
    return Tidegate.on(TestSpark.interpreting()).run(new Copy(), confFile(), date, sets);
  }

  JobConfig config(String date, String... sets) {
    return new ConfigReader(new RuleFileChecker(), Map.of())
        .read(
            confFile(),
            new ReadOptions(
                Optional.of(LogicalDate.parse(date)), Arrays.asList(sets), Optional.empty()));
  }

  /** The regions in the table, one for each of its rows. */
  List<String> regions() {
    return TestSpark.interpreting()
        .read()
        .format("delta")
        .load(warehouse() + "/orders")
        .select("region")
        .collectAsList()
        .stream()
        .map(row -> row.isNullAt(0) ? "<null>" : row.getString(0))
        .toList();
  }

  String confFile() {
    return project + "/job.conf";
  }

  String warehouse() {
    return project + "/warehouse";
  }

  String ledger() {
    return warehouse() + "/ledger";
  }

  /** Everything but the warehouse, with sizes and times, so that a change shows. */
  Set<String> filesOutside() {
    try (Stream<Path> files = Files.walk(top)) {
      return files
          .filter(file -> !file.startsWith(project.resolve("warehouse")))
          .filter(file -> !file.startsWith(project.resolve("quality-rules")))
          .map(Escapes::fingerprint)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fingerprint(Path file) {
    try {
      return Files.isDirectory(file)
          ? file + "/"
          : file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Path file, String text) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String quoted(String text) {
    return ConfigUtil.quoteString(text);
  }
}
