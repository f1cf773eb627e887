package io.tidegate.jobs.demo;

import io.tidegate.Tidegate;
import io.tidegate.check.Finding;
import io.tidegate.config.PublishStrategy;
import io.tidegate.job.RunReport;
import io.tidegate.job.SparkJob;
import io.tidegate.jobs.Extract;
import io.tidegate.jobs.orders.CurateDailyRevenue;
import io.tidegate.jobs.orders.ExtractOrders;
import io.tidegate.jobs.orders.Fault;
import io.tidegate.jobs.orders.OrderFiles;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunStatus;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.Publishers;
import io.tidegate.run.Interventions;
import io.tidegate.run.Sessions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Ten days of a shop's orders through the gate, some of them faulty. */
final class Demo {

  private static final LocalDate FIRST = LocalDate.of(2024, 3, 1);
  private static final int DAYS = 10;
  private static final double SCALE = 0.02;

  private static final LocalDate ODD_DAY = FIRST.plusDays(3);
  private static final LocalDate LATE_DAY = FIRST.plusDays(9);

  private static final Map<LocalDate, Fault> FAULTS =
      Map.of(
          FIRST.plusDays(1),
          Fault.SHIP_MODE_MISSING,
          ODD_DAY,
          Fault.FIFTH_OF_VOLUME,
          FIRST.plusDays(4),
          Fault.CHANNEL_ADDED,
          FIRST.plusDays(6),
          Fault.PRIORITY_DROPPED,
          FIRST.plusDays(7),
          Fault.NEGATIVE_PRICES,
          FIRST.plusDays(8),
          Fault.DUPLICATE_KEYS,
          LATE_DAY,
          Fault.LATE_LINE_ITEMS);

  /** For all its runs in one session: what conf/defaults.conf says, and room for their code. */
  private static final Map<String, String> SPARK =
      Map.of(
          "spark.sql.shuffle.partitions", "4",
          "spark.databricks.delta.snapshotPartitions", "4",
          "spark.sql.codegen.cache.maxEntries", "3000");

  private final Path directory;
  private final Path conf;
  private final PrintWriter out;

  Demo(Path directory, Path conf, PrintWriter out) {
    this.directory = directory;
    this.conf = conf;
    this.out = out;
  }

  void run() throws IOException {
    try (var session = Sessions.open("tidegate demo", SPARK)) {
      session.spark().sparkContext().setLogLevel("ERROR");
      run(session.spark());
    }
  }

  void run(SparkSession spark) throws IOException {
    clear();
    Path files = Files.createDirectories(directory.resolve("files"));
    var shop = new OrderFiles(files, SCALE, FIRST, DAYS, FAULTS);
    shop.deliverReferences();
    try (var database = DemoDatabase.start(directory)) {
      database.fill(files);
      tenDays(new Day(spark, database), shop);
      rejectedDaysAreInvisible(spark);
      revenue(spark, database);
    }
    whereThingsAre();
  }

  private void tenDays(Day days, OrderFiles shop) throws IOException {
    out.println(
        "Ten days of a shop's orders. Each day: extract to raw tables, curate revenue, load it into"
            + " the reports' database.\n");
    var unused = days.run(new Extract(), "extract-customers", FIRST);
    for (int day = 0; day < DAYS; day++) {
      LocalDate date = FIRST.plusDays(day);
      shop.deliver(date);
      days.run(date);
    }
    out.printf("%nThe line items of %s arrive at last, and the day runs again:%n", LATE_DAY);
    shop.deliverLate(LATE_DAY);
    days.run(LATE_DAY);
  }

  /** The jobs of a day. */
  private final class Day {

    private final SparkSession spark;
    private final DemoDatabase database;

    Day(SparkSession spark, DemoDatabase database) {
      this.spark = spark;
      this.database = database;
    }

    void run(LocalDate date) {
      RunReport extract = run(new ExtractOrders(), "extract-orders", date);
      if (extract.status() == RunStatus.HELD) {
        release(spark, extract.record().start().runId());
      }
      if (extract.isPublished() || extract.status() == RunStatus.HELD) {
        run(new CurateDailyRevenue(), "curate-daily-revenue", date);
        run(new Extract(), "load-daily-revenue", date);
      }
    }

    RunReport run(SparkJob job, String name, LocalDate date) {
      RunReport report =
          Tidegate.on(spark)
              .run(
                  job,
                  conf.resolve("orders").resolve(name + ".conf").toString(),
                  date.toString(),
                  sets(job));
      out.printf("%s  %-21s %-9s %s%n", date, name, words(report.status()), explain(report));
      out.flush();
      return report;
    }

    /** What the job's conf leaves open. */
    private String[] sets(SparkJob job) {
      var sets = new ArrayList<String>(List.of("warehouse=" + warehouse()));
      if (job instanceof Extract) {
        sets.add("database=" + database.url());
        sets.add("login-file=" + database.loginFile());
      } else if (job instanceof ExtractOrders) {
        sets.add("data=" + directory.resolve("files"));
      }
      return sets.toArray(String[]::new);
    }
  }

  private static String explain(RunReport report) {
    String rows =
        report.record().outputs().stream()
            .map(
                output ->
                    "%s %,d rows%s"
                        .formatted(
                            output.dataset(),
                            output.rows(),
                            output.quarantined() > 0
                                ? " (" + output.quarantined() + " quarantined)"
                                : ""))
            .collect(Collectors.joining(", "));
    String problems =
        report.record().findings().stream()
            .filter(Finding::isProblem)
            .map(finding -> finding.subject() + " " + finding.check())
            .distinct()
            .collect(Collectors.joining(", "));
    return problems.isEmpty() ? rows : "because of " + problems;
  }

  /** A person has looked at the odd day: it was a holiday. */
  private void release(SparkSession spark, String runId) {
    out.printf("            a holiday: tidegate release %s --reason \"a holiday\"%n", runId);
    Publisher publisher = Publishers.choose(spark, PublishStrategy.DIRECT).publisher();
    new Interventions(Ledger.open(ledger()), publisher, Clock.systemUTC(), user())
        .release(runId, "a holiday")
        .forEach(
            (dataset, version) ->
                out.printf("            %s is at version %d%n", dataset, version));
  }

  private static String user() {
    return System.getProperty("user.name", "unknown");
  }

  private void rejectedDaysAreInvisible(SparkSession spark) {
    List<String> days =
        spark
            .sql(
                "select distinct cast(order_date as string) from delta.`%s/raw/orders` order by 1"
                    .formatted(warehouse()))
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    List<String> missing =
        Stream.iterate(FIRST, date -> date.plusDays(1))
            .limit(DAYS)
            .map(LocalDate::toString)
            .filter(date -> !days.contains(date))
            .toList();
    out.printf("%nDays in raw.orders: %s%n", String.join(" ", days));
    out.printf("Rejected, never visible: %s%n", String.join(" ", missing));
  }

  /** The database computes it. */
  private void revenue(SparkSession spark, DemoDatabase database) {
    String query =
        """
        SELECT nation, count(*) AS days, sum(orders)::bigint AS orders,
          sum(revenue)::numeric(12,2) AS revenue
        FROM mart.daily_revenue
        GROUP BY nation ORDER BY revenue DESC LIMIT 5""";
    String answer =
        spark
            .read()
            .format("jdbc")
            .option("url", database.url())
            .option("user", DemoDatabase.USER)
            .option("query", query)
            .load()
            .showString(5, 40, false);
    out.printf("%nIn PostgreSQL:%n%s%n%n%s", query, answer);
  }

  private void whereThingsAre() {
    out.printf("%nEverything lies in %s:%n", directory);
    out.println("  files      what the shop delivered");
    out.println("  warehouse  the Delta tables and, in _tidegate, the ledger");
    out.printf("Look around:%n  tidegate history extract-orders --ledger %s%n", ledger());
    out.printf("  tidegate rejected RUN --ledger %s%n", ledger());
    out.printf("  tidegate explain curated.daily_revenue --ledger %s%n", ledger());
    out.printf("  tidegate impact raw.orders@v3.. --ledger %s%n", ledger());
    out.flush();
  }

  private String warehouse() {
    return directory.resolve("warehouse").toString();
  }

  private String ledger() {
    return warehouse() + "/_tidegate";
  }

  private static String words(RunStatus status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void clear() throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.exists(directory.resolve("warehouse")) && !isEmpty(directory)) {
      throw new IOException(directory + " is not empty and not a demo's: give another --dir");
    }
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(Demo::delete);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
