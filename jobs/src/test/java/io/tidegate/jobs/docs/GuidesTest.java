package io.tidegate.jobs.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tidegate.Tidegate;
import io.tidegate.cli.Commands;
import io.tidegate.config.ConfigReader;
import io.tidegate.config.JobConfig;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.ReadOptions;
import io.tidegate.job.RunReport;
import io.tidegate.job.SqlTransform;
import io.tidegate.jobs.Extract;
import io.tidegate.quality.RuleFileChecker;
import io.tidegate.testkit.LocalSpark;
import io.tidegate.testkit.TestRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every snippet of the README and of the guides is read by what would read it for a user. */
class GuidesTest {

  private static final Pattern BLOCK = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL);

  private static final Pattern SCRIPT = Pattern.compile("sql = \"([\\w-]+\\.sql)\"");

  /** What a fragment of a conf is laid over. */
  private static final String BASE =
      """
      job { name = a-job, owner = a-team }
      warehouse = "warehouse"
      inputs.orders { format = csv, path = "orders" }
      output {
        name = raw.orders, format = delta, path = ${warehouse}"/orders", write = append
      }
      """;

  private record Snippet(Path page, int number, String language, String text) {
    String name() {
      return page.getFileName() + " " + number + " " + language;
    }
  }

  @TestFactory
  Stream<DynamicTest> everyConfIsRead(@TempDir Path project) {
    return snippets("hocon")
        .map(s -> dynamicTest(s.name(), () -> assertThat(read(s, project).outputs()).hasSize(1)));
  }

  private static JobConfig read(Snippet conf, Path project) throws IOException {
    String all = snippets("dqdl").map(Snippet::text).findFirst().orElseThrow();
    Matcher rules = Pattern.compile("\"([\\w-]+\\.dqdl)\"").matcher(conf.text());
    while (rules.find()) {
      boolean rows = rules.group(1).contains("-rows");
      write(
          project.resolve("quality-rules/" + rules.group(1)),
          rows ? "Rules = [ IsComplete \"id\" ]" : all);
    }
    write(
        project.resolve("conf/defaults.conf"), Files.readString(Path.of("../conf/defaults.conf")));
    Matcher script = SCRIPT.matcher(conf.text());
    if (script.find()) {
      write(project.resolve("conf/my/" + script.group(1)), script(conf.page()));
    }
    Path file = project.resolve("conf/my/snippet.conf");
    write(file, conf.text().contains("job {") ? conf.text() : BASE + conf.text());
    return new ConfigReader(new RuleFileChecker(), Map.of())
        .read(file.toString(), ReadOptions.NONE.at(LogicalDate.parse("2024-03-01")));
  }

  private static String script(Path page) throws IOException {
    return snippets("sql").filter(s -> s.page().equals(page)).findFirst().orElseThrow().text();
  }

  @Test
  void theScriptOfTheGuideRuns(@TempDir Path project) throws IOException {
    Snippet conf =
        snippets("hocon").filter(s -> s.page().endsWith("sql-job.md")).findFirst().orElseThrow();
    SparkSession spark = LocalSpark.session();

    assertThat(
            TestRun.of(new SqlTransform(read(conf, project).sql().orElseThrow()))
                .settings("at-least = 100")
                .input(
                    "orders",
                    spark.sql(
                        "SELECT * FROM VALUES (1, 80D, DATE'2024-03-01'), (1, 30D, DATE'2024-03-01'),"
                            + " (2, 99D, DATE'2024-03-01'), (2, 99D, DATE'2024-03-02')"
                            + " AS (customer_key, total_price, order_date)"))
                .input(
                    "customers",
                    spark.sql(
                        "SELECT * FROM VALUES (1, 'ann'), (2, 'bob') AS (customer_key, name)"))
                .output()
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[2024-03-01,ann,110.0]");
  }

  @Test
  void theFilesOfTheGuideAreExtracted(@TempDir Path project) throws IOException {
    List<Snippet> page = snippets(Path.of("../docs/guides/files.md")).toList();
    var unused = read(page.get(0), project);
    write(project.resolve("landing/orders/2024-03-01/1.csv"), page.get(1).text());
    write(project.resolve("landing/orders/2024-03-01/_SUCCESS"), "");
    String conf = project.resolve("conf/my/snippet.conf").toString();
    SparkSession spark = LocalSpark.session();

    RunReport report =
        Tidegate.on(spark)
            .run(
                new Extract(),
                conf,
                "2024-03-01",
                "warehouse=" + project + "/warehouse",
                "landing=" + project + "/landing");

    assertThat(report.isPublished()).as(report.toTable()).isTrue();
    String table = project + "/warehouse/raw/orders";
    assertThat(spark.read().format("delta").load(table).count()).isEqualTo(2);
    assertThat(page.get(2).text().lines().skip(1).toList())
        .isEqualTo(rejected(spark, table + "__rejects_orders"));
  }

  private static List<String> rejected(SparkSession spark, String table) {
    return spark.read().format("delta").load(table).orderBy("line").collectAsList().stream()
        .map(row -> "%-4d  %-17s  %s".formatted(row.getLong(1), row.getString(2), row.getString(3)))
        .toList();
  }

  @Test
  void theFirstJobsConfNamesItsClass(@TempDir Path project) throws IOException {
    Snippet conf =
        snippets("hocon").filter(s -> s.page().endsWith("first-job.md")).findFirst().orElseThrow();
    assertThat(conf.text()).contains("class = \"" + BigOrders.class.getName() + "\"");
    assertThat(read(conf, project).outputs()).hasSize(1);
  }

  @TestFactory
  Stream<DynamicTest> everyRuleFileIsRead(@TempDir Path project) {
    return snippets("dqdl")
        .map(
            s ->
                dynamicTest(
                    s.name(),
                    () -> {
                      write(project.resolve("quality-rules/snippet.dqdl"), s.text());
                      Path conf = project.resolve("snippet.conf");
                      write(
                          conf,
                          BASE
                              + "output.quality = [ { rules = \"snippet.dqdl\", on-failure = hold"
                              + " } ]");
                      new ConfigReader(new RuleFileChecker(), Map.of())
                          .read(conf.toString(), ReadOptions.NONE);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> everyLineOfJavaIsInASource() throws IOException {
    List<String> sources = new ArrayList<>();
    for (Path root : List.of(Path.of("src"), Path.of("../framework/core/src"))) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          sources.add(withoutIndent(Files.readString(file)));
        }
      }
    }
    return snippets("java")
        .map(
            s ->
                dynamicTest(
                    s.name(),
                    () ->
                        assertThat(sources.stream().filter(inThere(s)).count())
                            .as("the sources that have this snippet:\n" + s.text())
                            .isPositive()));
  }

  private static Predicate<String> inThere(Snippet snippet) {
    String text = withoutIndent(snippet.text());
    return source -> source.contains(text);
  }

  @TestFactory
  Stream<DynamicTest> everyCommandIsUnderstood() {
    return snippets("")
        .flatMap(s -> s.text().lines().filter(line -> line.startsWith("bin/tidegate ")))
        .map(line -> line.replaceAll("\\s+# .*", ""))
        .distinct()
        .map(line -> dynamicTest(line, () -> assertThat(parse(line)).isNotEmpty()));
  }

  private static List<String> parse(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(line);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    String[] args = words.subList(1, words.size()).toArray(String[]::new);
    return Commands.commandLine().parseArgs(args).expandedArgs();
  }

  private static Stream<Snippet> snippets(String language) {
    return pages().flatMap(GuidesTest::snippets).filter(s -> s.language().equals(language));
  }

  private static Stream<Path> pages() {
    try (Stream<Path> guides = Files.list(Path.of("../docs/guides"))) {
      return Stream.concat(
          Stream.of(Path.of("../README.md"), Path.of("../docs/security.md")), guides.sorted())
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Snippet> snippets(Path page) {
    try {
      Matcher block = BLOCK.matcher(Files.readString(page));
      var found = new ArrayList<Snippet>();
      while (block.find()) {
        found.add(new Snippet(page, found.size() + 1, block.group(1), block.group(2)));
      }
      return found.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String withoutIndent(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n"));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
