package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.cli.Commands;
import io.tidegate.config.ConfigReader;
import io.tidegate.config.JobConfig;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.ReadOptions;
import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.RunReport;
import io.tidegate.job.SparkJob;
import io.tidegate.job.TransformJob;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.ledger.RunStatus;
import io.tidegate.lineage.events.HttpSink;
import io.tidegate.quality.RuleFileChecker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secret of its own in every kind of place where one may stand, searched for in all that a run
 * leaves behind: logs, ledger, report, exceptions, quarantine, Delta's log, what commands print.
 */
class SecretPlacesTest {

  private static final List<String> SECRETS =
      List.of(
          "sEcReT-of-a-setting",
          "sEcReT-of-a-jdbc-url",
          "sEcReT-of-an-option",
          "sEcReT-of-the-environment",
          "sEcReT-of-spark",
          "sEcReT-of-a-backend",
          "sEcReT-of-a-header",
          "sEcReT-of-an-argument",
          "sEcReT-of-a-variable");

  private static final String INJECTED = "sEcReT-of-an-injected-backend";

  private static final Map<String, String> ENVIRONMENT =
      Map.of("SHOP_TOKEN", "sEcReT-of-the-environment");

  private static final String CONF =
      """
      vars { shop-password = "sEcReT-of-a-variable", api-key = none }
      settings {
        db-password = "sEcReT-of-a-setting"
        db-url = "jdbc:postgresql://db/shop?user=ann&password=sEcReT-of-a-jdbc-url&ssl=true"
        shop-token = ${?SHOP_TOKEN}
        shop = "as ann with "${shop-password}
        key = ${api-key}
      }
      inputs.orders.options { "shop.secret-key" = "sEcReT-of-an-option" }
      spark { "spark.hadoop.fs.s3a.secret.key" = "sEcReT-of-spark" }
      lineage {
        tags { note = "with "${settings.db-password} }
        transport {
          type = composite
          transports {
            key { type = http, url = "URL", api-key = "sEcReT-of-a-backend" }
            header { type = http, url = "URL", headers { Authorization = "Bearer sEcReT-of-a-header" } }
          }
        }
      }
      output.quality = ${output.quality} [ { rules = "rows.dqdl", on-failure = quarantine } ]
      """;

  @TempDir Path folder;

  private final StringWriter log = new StringWriter();
  private final HttpSink backend = HttpSink.open();
  private OrdersGate gate;

  @BeforeEach
  void everyPlace() {
    gate = new OrdersGate(folder, TestSpark.interpreting());
    gate.csv("2024-03-01", "id,price\n1,2\n2,-5\n3,4\n");
    gate.rules("rows.dqdl", "ColumnValues \"price\" > 0");
    gate.write("job.conf", gate.read("job.conf") + CONF.replace("URL", backend.url()));
    TestSpark.session();
    listen();
  }

  /** Everything of Tidegate's, and what an operator has Spark and Delta log at most. */
  private void listen() {
    var appender =
        WriterAppender.newBuilder()
            .setName("secrets")
            .setTarget(log)
            .setLayout(PatternLayout.newBuilder().withPattern("%p %c %m%n%throwable").build())
            .build();
    appender.start();
    ((LoggerContext) LogManager.getContext(false)).getRootLogger().addAppender(appender);
    Configurator.setRootLevel(Level.INFO);
    Configurator.setLevel("io.tidegate", Level.DEBUG);
  }

  @AfterEach
  void theBackendIsGone() {
    backend.close();
  }

  @AfterEach
  void nothingIsLoggedAnyMore() {
    var root = ((LoggerContext) LogManager.getContext(false)).getRootLogger();
    root.getAppenders().values().stream()
        .filter(appender -> appender.getName().equals("secrets"))
        .forEach(
            appender -> {
              root.removeAppender(appender);
              appender.stop();
            });
    Configurator.setLevel("io.tidegate", Level.WARN);
    Configurator.setRootLevel(Level.WARN);
  }

  @Test
  void ofARunThatQuarantinesAndPublishes() throws IOException {
    RunReport report = run(new OrdersGate.Copy());
    assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(report.record().outputs().get(0).quarantined()).isEqualTo(1);
    assertThat(log.toString()).contains("INFO org.apache.spark").contains("sql.delta");
    assertThat(backend.authorizations())
        .contains("Bearer sEcReT-of-a-backend", "Bearer sEcReT-of-a-header");
    assertThat(backend.told()).hasSize(8);
    nowhere(backend.events().toArray(String[]::new));
    String id = report.record().start().runId();
    nowhere(
        report.toTable(),
        LedgerJson.write(report.record()),
        call("show", id),
        call("show", "--json", id),
        call("history", "copy-orders"),
        call("history", "--json", "copy-orders"));
  }

  @Test
  void ofARunWhoseDriverTellsThemAll() throws IOException {
    String all = String.join(", ", SECRETS);
    var failure =
        new IllegalStateException("refused: " + all, new IOException("not one of " + all));
    failure.addSuppressed(new IOException("while closing " + all));
    var shown = new StringWriter();
    try {
      run(
          new TransformJob() {
            @Override
            protected Dataset<Row> transform(Inputs inputs, RunContext run) {
              throw failure;
            }
          });
    } catch (RuntimeException e) {
      e.printStackTrace(new PrintWriter(shown, true));
    }
    assertThat(shown.toString()).startsWith("java.lang.IllegalStateException: refused: ***, ***");
    nowhere(shown.toString());
  }

  @Test
  void ofABackendThatRefuses() throws IOException {
    backend.answering(HttpSink.status(401));
    RunReport report = run(new OrdersGate.Copy());
    assertThat(report.record().notes())
        .contains(
            "lineage: events not delivered: HTTP status 401; they are kept: the job's next run"
                + " sends them, or 'tidegate lineage resend'");
    nowhere(report.toTable(), LedgerJson.write(report.record()));
  }

  @Test
  void ofATransportThatIsInjectedWrongly() throws IOException {
    var injected =
        Map.of(
            "spark.openlineage.transport.type",
            "http",
            "spark.openlineage.transport.url",
            "no url: " + INJECTED,
            "spark.openlineage.transport.auth.type",
            "api_key",
            "spark.openlineage.transport.auth.apiKey",
            INJECTED);
    injected.forEach(TestSpark.session().sparkContext().conf()::set);
    try {
      RunReport report = run(new OrdersGate.Copy());
      assertThat(report.status()).isEqualTo(RunStatus.PUBLISHED);
      assertThat(report.record().notes())
          .singleElement()
          .asString()
          .startsWith("lineage: events not delivered: ");
      assertThat(LedgerJson.write(report.record())).doesNotContain(INJECTED);
      assertThat(filesWith(INJECTED)).isEmpty();
      assertThat(log.toString().lines().filter(line -> line.contains(INJECTED))).isEmpty();
    } finally {
      injected.keySet().forEach(TestSpark.session().sparkContext().conf()::remove);
    }
  }

  @Test
  void ofAConfThatIsWrong() throws IOException {
    var mistakes = new ArrayList<String>();
    for (String key :
        List.of("db-password", "db-url", "shop", "key", "\"no-such\"", "db-password.x")) {
      String name = "bad-" + mistakes.size() + ".conf";
      gate.write(name, "include \"job\"\njob.interval = ${settings." + key + "}\n");
      mistakes.add(
          call(
              "validate",
              folder.resolve(name).toString(),
              "--set=api-key=sEcReT-of-an-argument",
              "--set=sEcReT-of-an-argument.password"));
    }
    assertThat(mistakes).allMatch(text -> text.contains("job.conf") || text.contains("bad-"));
    nowhere(mistakes.toArray(String[]::new));
  }

  private RunReport run(SparkJob job) {
    var date = Optional.of(LogicalDate.parse("2024-03-01"));
    var sets = List.of("api-key=sEcReT-of-an-argument");
    JobConfig config =
        new ConfigReader(new RuleFileChecker(), ENVIRONMENT)
            .read(folder + "/job.conf", new ReadOptions(date, sets, Optional.empty()));
    return new JobRunner(TestSpark.session(), Clock.systemUTC(), RunListener.NONE).run(job, config);
  }

  private String call(String... args) {
    var all = new ArrayList<>(List.of(args));
    if (!args[0].equals("validate")) {
      all.addAll(List.of("--ledger", folder + "/ledger"));
    }
    var text = new StringWriter();
    var out = new PrintWriter(text, true);
    Commands.commandLine().setOut(out).setErr(out).execute(all.toArray(String[]::new));
    return text.toString();
  }

  /** Neither in these texts nor in the log nor in any file but the conf. */
  private void nowhere(String... texts) throws IOException {
    for (String secret : SECRETS) {
      assertThat(List.of(texts)).allSatisfy(text -> assertThat(text).doesNotContain(secret));
      assertThat(log.toString().lines().filter(line -> line.contains(secret))).isEmpty();
      assertThat(filesWith(secret)).isSubsetOf("job.conf");
    }
  }

  private List<String> filesWith(String secret) throws IOException {
    var found = new ArrayList<String>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(secret)) {
          found.add(folder.relativize(file).toString());
        }
      }
    }
    return found;
  }
}
