package io.tidegate.run;

import io.tidegate.TestSpark;
import io.tidegate.Tidegate;
import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.config.ConfigReader;
import io.tidegate.config.JobConfig;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.PublishStrategy;
import io.tidegate.config.ReadOptions;
import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.RunReport;
import io.tidegate.job.SparkJob;
import io.tidegate.job.TransformJob;
import io.tidegate.ledger.Ledger;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.Publishers;
import io.tidegate.quality.RuleFileChecker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** A small job in a folder of its own: a day's CSV of orders to one partition of a Delta table. */
final class OrdersGate {

  private final Path folder;
  private final SparkSession spark;

  /** Adds the day to the day's orders. */
  static final class Copy extends TransformJob {
    @Override
    protected Dataset<Row> transform(Inputs inputs, RunContext run) {
      return inputs.get("orders").withColumn("day", functions.lit(run.logicalDate().toString()));
    }
  }

  OrdersGate(Path folder) {
    this(folder, TestSpark.session());
  }

  /** In a session other than the module's. */
  OrdersGate(Path folder, SparkSession spark) {
    this.folder = folder;
    this.spark = spark;
    rules("orders.dqdl", "IsComplete \"id\",\n  IsPrimaryKey \"id\",\n  RowCount > 0");
    write(
        "job.conf",
        """
        job { name = copy-orders, owner = team }
        warehouse = "%s"
        ledger { path = ${warehouse}"/ledger" }
        inputs.orders {
          format = csv, path = "%s/orders-"${logical-date}".csv"
          schema = "id bigint, price double"
        }
        output {
          name = raw.orders, format = delta, path = ${warehouse}"/orders"
          write = replace-partition, partition-by = [day]
          volume {
            min-rows = 1, otherwise = reject
            previous { max-drop = 50%%, otherwise = hold }
          }
          quality = [ { rules = "orders.dqdl", on-failure = reject } ]
        }
        """
            .formatted(folder, folder));
  }

  void rules(String file, String rules) {
    write("quality-rules/" + file, "Rules = [\n  " + rules + "\n]\n");
  }

  /** A day of so many orders, with ids from 1 on. */
  void orders(String date, int rows) {
    var text = new StringBuilder("id,price\n");
    for (int i = 1; i <= rows; i++) {
      text.append(i).append(',').append(i * 2).append('\n');
    }
    csv(date, text.toString());
  }

  void csv(String date, String text) {
    write("orders-" + date + ".csv", text);
  }

  /** Replaces a part of the conf, which must be there. */
  void conf(String part, String replacement) {
    String conf = read("job.conf");
    if (!conf.contains(part)) {
      throw new AssertionError("the conf has no " + part);
    }
    write("job.conf", conf.replace(part, replacement));
  }

  RunReport run(String date, String... sets) {
    return run(new Copy(), date, sets);
  }

  RunReport run(SparkJob job, String date, String... sets) {
    return Tidegate.on(spark).run(job, folder + "/job.conf", date, sets);
  }

  /** The conf of a run, for a runner of the test's own. */
  JobConfig config(String date, String... sets) {
    var options =
        new ReadOptions(Optional.of(LogicalDate.parse(date)), List.of(sets), Optional.empty());
    return new ConfigReader(new RuleFileChecker(), Map.of()).read(folder + "/job.conf", options);
  }

  /** What the first finding of this check came to. */
  static Outcome outcome(RunReport report, String check) {
    return report.record().findings().stream()
        .filter(finding -> finding.check().equals(check))
        .map(Finding::outcome)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no finding " + check + "\n" + report.toTable()));
  }

  Interventions interventions() {
    return new Interventions(ledger(), publisher(), Clock.systemUTC(), "ann");
  }

  Ledger ledger() {
    return Ledger.open(folder + "/ledger");
  }

  Publisher publisher() {
    return Publishers.choose(spark, PublishStrategy.DIRECT).publisher();
  }

  String path() {
    return folder + "/orders";
  }

  Dataset<Row> table() {
    return spark.read().format("delta").load(path());
  }

  String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
