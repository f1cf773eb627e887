package io.tidegate.faults;

import io.tidegate.TestSpark;
import io.tidegate.config.ConfigReader;
import io.tidegate.config.JobConfig;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.PublishStrategy;
import io.tidegate.config.ReadOptions;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.Ledger;
import io.tidegate.publish.ActiveSession;
import io.tidegate.publish.Publishers;
import io.tidegate.quality.RuleFileChecker;
import io.tidegate.run.JobRunner;
import io.tidegate.run.Repair;
import io.tidegate.run.RunListener;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.functions;

/**
 * A job in a folder of its own. The tables, the staged files and the ledger are on the faulty file
 * system; the conf, the rules and the input are not, and readers do not go through it either.
 */
final class Site {

  static final String JOB = "copy-orders";
  static final String FIRST = "2024-03-01";
  static final String SECOND = "2024-03-02";

  /** Greater than any that Linux gives a process. */
  private static final String NO_PROCESS = "4194305";

  private final Path folder;
  private final Scenario scenario;

  Site(Path folder, Scenario scenario) {
    this.folder = folder;
    this.scenario = scenario;
  }

  /** Writes the conf, and publishes what the scenario has published before. */
  Site build() throws IOException {
    Files.createDirectories(folder.resolve("quality-rules"));
    Files.writeString(
        folder.resolve("quality-rules/orders.dqdl"),
        "Rules = [ IsComplete \"id\", IsPrimaryKey \"id\" \"day\", RowCount > 0 ]\n");
    Files.writeString(
        folder.resolve("quality-rules/rows.dqdl"), "Rules = [ ColumnValues \"price\" > 0 ]\n");
    Files.writeString(folder.resolve("job.conf"), conf());
    orders(FIRST, 10);
    orders(SECOND, 7);
    switch (scenario.earlier()) {
      case NOTHING -> {}
      case ONE_DAY -> publish(FIRST);
      case TWO_DAYS -> {
        publish(FIRST);
        publish(SECOND);
      }
    }
    orders(SECOND, 12);
    return this;
  }

  private void publish(String date) {
    RunReport report = run(date, Disc.healthy());
    if (!report.isPublished()) {
      throw new AssertionError(report.toTable());
    }
  }

  private String conf() {
    String rows =
        scenario == Scenario.QUARANTINE
            ? ", { rules = \"rows.dqdl\", on-failure = quarantine }"
            : "";
    String second =
        """
        outputs.days {
          name = raw.days, format = delta, path = ${warehouse}"/days"
          write = replace-partition, partition-by = [day]
        }
        """;
    return """
        job { name = %s, owner = team }
        warehouse = "%s"
        ledger { path = ${warehouse}"/ledger" }
        publish { strategy = %s }
        inputs.orders {
          format = csv, path = "%s/orders-"${logical-date}".csv"
          schema = "id bigint, price double"
        }
        outputs.orders {
          name = raw.orders, format = delta, path = ${warehouse}"/orders"
          write = %s
          volume { min-rows = 1, otherwise = reject }
          quality = [ { rules = "orders.dqdl", on-failure = reject }%s ]
        }
        %s
        """
        .formatted(
            JOB,
            FaultyFileSystem.path(warehouse()),
            scenario.strategy(),
            folder,
            scenario.write(),
            rows,
            scenario == Scenario.SEVERAL_OUTPUTS ? second : "");
  }

  /** Orders with ids from 1 on; the price of every fifth is one that a row rule may refuse. */
  void orders(String date, int rows) throws IOException {
    var text = new StringBuilder("id,price\n");
    IntStream.rangeClosed(1, rows)
        .forEach(i -> text.append(i).append(',').append(i % 5 == 0 ? -i : i * rows).append('\n'));
    Files.writeString(folder.resolve("orders-" + date + ".csv"), text);
  }

  Path folder() {
    return folder;
  }

  Path warehouse() {
    return folder.resolve("warehouse");
  }

  Path table(String name) {
    return warehouse().resolve(name);
  }

  Scenario scenario() {
    return scenario;
  }

  /** Runs the job in this process, on this disc. */
  RunReport run(String date, Disc disc) {
    return run(date, disc, disc::step);
  }

  /**
   * @param steps is told each step that begins
   */
  RunReport run(String date, Disc disc, Consumer<String> steps) {
    DeltaLog.clearCache();
    SparkSession session = FaultyFileSystem.session(TestSpark.session(), disc);
    return new JobRunner(session, Clock.systemUTC(), new Steps(steps))
        .run(new CopyOrders(scenario), config(date));
  }

  private record Steps(Consumer<String> told) implements RunListener {
    @Override
    public void step(String step, String detail) {
      told.accept(step);
    }
  }

  private JobConfig config(String date) {
    return new ConfigReader(new RuleFileChecker(), Map.of())
        .read(folder + File.separator + "job.conf", ReadOptions.NONE.at(LogicalDate.parse(date)));
  }

  /** As {@code tidegate ledger repair}, with its default. */
  List<String> repair() {
    DeltaLog.clearCache();
    var strategy = PublishStrategy.valueOf(scenario.strategy().toUpperCase(Locale.ROOT));
    SparkSession session = FaultyFileSystem.session(TestSpark.session(), Disc.healthy());
    var repair =
        new Repair(ledger(), Publishers.choose(session, strategy).publisher(), Clock.systemUTC());
    return ActiveSession.during(session, () -> repair.repair(Duration.ofDays(1)));
  }

  Ledger ledger() {
    return Ledger.open(warehouse() + "/ledger");
  }

  /** What a reader sees now: each table's rows, in an order; none for a table that is not there. */
  Map<String, List<String>> rows() {
    DeltaLog.clearCache();
    var rows = new TreeMap<String, List<String>>();
    scenario.tables().forEach(name -> rows.put(name, rows(name)));
    return rows;
  }

  private List<String> rows(String name) {
    String path = table(name).toString();
    SparkSession spark = TestSpark.interpreting(TestSpark.session().newSession());
    if (!DeltaLog.forTable(spark, path).tableExists()) {
      return List.of();
    }
    var table = spark.read().format("delta").load(path).drop("_run_id");
    Column[] all = Arrays.stream(table.columns()).map(functions::col).toArray(Column[]::new);
    return table.orderBy(all).collectAsList().stream().map(Row::toString).toList();
  }

  /**
   * Makes every run of the ledger one of a process that is gone, as the runs that died here are.
   */
  void bury() throws IOException {
    for (Path entry : files(warehouse().resolve("ledger"))) {
      String text = Files.readString(entry);
      if (text.contains("\"pid\":")) {
        Files.writeString(entry, text.replaceAll("\"pid\":\\d+", "\"pid\":" + NO_PROCESS));
      }
    }
  }

  /** Puts the tables and the ledger aside, for {@link #restore}. */
  void save() throws IOException {
    copy(warehouse(), folder.resolve("saved"));
  }

  void restore() throws IOException {
    copy(folder.resolve("saved"), warehouse());
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> old = all(to);
    for (int i = old.size() - 1; i >= 0; i--) {
      Files.delete(old.get(i));
    }
    for (Path path : all(from)) {
      Files.copy(path, to.resolve(from.relativize(path)));
    }
  }

  static List<Path> files(Path folder) throws IOException {
    return all(folder).stream().filter(Files::isRegularFile).toList();
  }

  /** What is in the folder, parents before their children; empty when there is none. */
  private static List<Path> all(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.toList();
    }
  }
}
