package io.tidegate.benchmarks;

import io.tidegate.run.OpenSession;
import io.tidegate.run.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the benchmarks that are asked for, and prints and writes what they came to. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures what the gate costs. Each comparison takes its variants in turns.")
public final class Benchmarks implements Callable<Integer> {

  /** As in conf/defaults.conf, for every variant: Spark's and Delta's own are for clusters. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.sql.shuffle.partitions", "4",
          "spark.databricks.delta.snapshotPartitions", "4");

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description =
          "overhead, fixed, growth, ledger, cli, quarantine, extract, load, lineage, impact, or one of overhead's cases:"
              + " line-items, line-item-keys, order-totals, order-total-keys; all when none is named")
  private List<String> names = List.of();

  @Option(names = "--scale", defaultValue = "1", description = "TPC-H's scale factor")
  private double scale = 1;

  @Option(
      names = "--scales",
      split = ",",
      defaultValue = "0.1,1",
      description = "the scale factors of 'growth'")
  private List<Double> scales = List.of();

  @Option(names = "--rounds", defaultValue = "5", description = "rounds that count")
  private int rounds = 5;

  @Option(names = "--warmups", defaultValue = "2", description = "rounds before them")
  private int warmups = 2;

  @Option(
      names = "--work",
      defaultValue = "target/bench",
      description = "where data and results go")
  private Path work = Path.of("target/bench");

  @Option(names = "--page", description = "a Markdown page whose measured part is replaced")
  private List<Path> pages = List.of();

  @Option(
      names = "--measured",
      description =
          "measures nothing: prints the results that are in --work, and lays them on --page")
  private boolean measured;

  @Option(names = "--project", defaultValue = ".", description = "the folder that has bin/tidegate")
  private Path project = Path.of(".");

  private Benchmarks() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Benchmarks()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createDirectories(work.toAbsolutePath());
    if (measured) {
      for (Path result : results(folder)) {
        report(Json.read(result));
      }
      return 0;
    }
    try (OpenSession session = Sessions.open("tidegate bench", SETTINGS)) {
      for (Scenario scenario : asked(scenarios(session.spark(), folder))) {
        String command = command(scenario.name());
        for (Result result : scenario.run(Benchmarks::print)) {
          var taken = new Measured(result, Machine.facts(command));
          Json.write(folder.resolve(result.name() + ".json"), taken);
          report(taken);
        }
      }
    }
    return 0;
  }

  private List<Scenario> scenarios(SparkSession spark, Path folder) {
    var effort = new Effort(folder, warmups, rounds);
    var data = new TpchData(spark, folder.resolve("data"), scale);
    var confs = new Confs(folder.resolve("conf"));
    var all = new ArrayList<Scenario>();
    for (Overhead.Case each : Overhead.CASES) {
      all.add(new Overhead(spark, data, confs, effort, each));
    }
    all.add(new FixedCost(spark, data, confs, effort));
    all.add(new Growth(spark, folder.resolve("data"), confs, effort, scales));
    all.add(new LedgerCost(effort));
    all.add(new ColdStart(project.toAbsolutePath(), effort));
    all.add(new QuarantineCost(spark, data, confs, effort));
    all.add(new ExtractCost(spark, data, confs, effort));
    all.add(new LoadCost(spark, data, confs, folder.resolve("data"), effort));
    all.add(new LineageCost(spark, effort));
    all.add(new ImpactCost(project.toAbsolutePath(), effort));
    return all;
  }

  private List<Scenario> asked(List<Scenario> all) {
    Set<String> known =
        all.stream()
            .flatMap(each -> Stream.of(each.group(), each.name()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException("no benchmark '" + name + "'; there are " + known);
      }
    }
    return all.stream()
        .filter(
            each -> names.isEmpty() || names.contains(each.group()) || names.contains(each.name()))
        .toList();
  }

  private List<Path> results(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".json"))
          .filter(file -> names.isEmpty() || names.contains(name(file)))
          .sorted()
          .toList();
    }
  }

  private static String name(Path result) {
    String file = result.getFileName().toString();
    return file.substring(0, file.length() - ".json".length());
  }

  private void report(Measured measured) throws IOException {
    for (Path page : pages) {
      Markdown.update(page, measured);
    }
    System.out.println(Markdown.text(measured));
  }

  private String command(String name) {
    return "bin/tidegate bench %s --scale %s --scales %s --rounds %d --warmups %d"
        .formatted(
            name,
            scale,
            String.join(",", scales.stream().map(String::valueOf).toList()),
            rounds,
            warmups);
  }

  private static void print(String name, String variant, int round, Duration time) {
    System.err.printf("%s %s %d %d ms%n", name, variant, round, time.toMillis());
  }
}
