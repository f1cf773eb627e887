package io.tidegate.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.config.ConfigReader;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.ReadOptions;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.SubmittedRuns.Ended;
import io.tidegate.quality.RuleFileChecker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The DAGs of {@code docs/airflow}, run by a Python against a package of the tests' own that takes
 * the place of Airflow: operators with the arguments and templates of Airflow's, which do nothing.
 */
class AirflowDagsTest {

  private static final Path DAGS = Path.of("../../docs/airflow");
  private static final Path AIRFLOW = Path.of("src/test/resources/airflow");
  private static final String CONF = "../../conf/orders/curate-daily-revenue.conf";
  private static final String JOB = "curate-daily-revenue";
  private static final ObjectMapper JSON = new ObjectMapper();

  @BeforeAll
  static void python() {
    assumeTrue(
        exists(), "skipped: there is no python3 of 3.9 or later to run the DAGs of docs/airflow");
  }

  private static boolean exists() {
    try {
      String asks = "import sys; sys.exit(sys.version_info < (3, 9))";
      return new ProcessBuilder("python3", "-c", asks).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode check(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("python3", AIRFLOW.resolve("check.py").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().put("PYTHONPATH", AIRFLOW + ":" + DAGS);
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Path errors = Files.createTempFile("airflow", ".err");
    Process process = builder.redirectError(errors.toFile()).start();
    String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    Files.delete(errors);
    return JSON.readTree(shown);
  }

  /** What Airflow fills in for a date and a try is what is rendered for them. */
  @ParameterizedTest
  @CsvSource({
    "2024-03-01, 2024-03-01T00:00:00+00:00, 1",
    "2024-03-01T05:00Z, 2024-03-01T06:00:00+01:00, 12"
  })
  void eachOperatorIsCalledWithTheRunsOwnRequest(String date, String start, int attempt)
      throws IOException, InterruptedException {
    JsonNode dags = check("rendered", DAGS.toString(), start, String.valueOf(attempt));
    assertThat(dags).hasSize(5);
    for (String environment : environments().toList()) {
      var operator = operator(environment, LogicalDate.parse(date), attempt);
      JsonNode dag = dags.get("revenue_" + environment.replace('-', '_'));
      assertThat(only(operator.arguments(), dag.get("arguments"))).isEqualTo(operator.arguments());
      assertThat(dag.get("class").textValue())
          .isEqualTo("Tidegate" + operator.name().substring(operator.name().lastIndexOf('.') + 1));
    }
  }

  private static Stream<String> environments() {
    return Stream.of("yarn", "emr", "emr-serverless", "dataproc", "dataproc-serverless");
  }

  private static AirflowOperator operator(String environment, LogicalDate date, int attempt) {
    var loaded =
        new ConfigReader(new RuleFileChecker(), Map.of())
            .load(CONF, new ReadOptions(Optional.of(date), List.of(), Optional.of(environment)));
    var submission =
        new Submission(
            loaded.job().name(),
            date,
            attempt,
            ConfLocation.forDriver(CONF, loaded.deployment().deploy()),
            Optional.of(environment),
            List.of(),
            loaded.deployment());
    Request request = Submissions.render(submission, loaded.job().secrets());
    return AirflowOperator.of(request, loaded.deployment().deploy().timeout());
  }

  /** The members of {@code all} that {@code wanted} has too. */
  private static ObjectNode only(ObjectNode wanted, JsonNode all) {
    var kept = JSON.createObjectNode();
    wanted.fieldNames().forEachRemaining(name -> kept.set(name, all.get(name)));
    return kept;
  }

  /** Not by our own renderer: against the requests that are stored, and that the SDKs check. */
  @Test
  void whatGoesToAmazonIsTheRequestThatSubmitSends() throws IOException, InterruptedException {
    JsonNode dags = check("rendered", DAGS.toString(), "2024-03-01T00:00:00+00:00", "1");
    JsonNode step = dags.at("/revenue_emr/arguments");
    var addSteps = JSON.createObjectNode();
    addSteps.set("JobFlowId", step.get("job_flow_id"));
    addSteps.set("Steps", step.get("steps"));
    addSteps.set("ExecutionRoleArn", step.get("execution_role_arn"));
    assertThat(addSteps).isEqualTo(stored("emr"));

    JsonNode run = dags.at("/revenue_emr_serverless/arguments");
    // As the operator puts its call together.
    ObjectNode startJobRun = run.get("config").deepCopy();
    startJobRun.set("clientToken", run.get("client_request_token"));
    startJobRun.set("applicationId", run.get("application_id"));
    startJobRun.set("executionRoleArn", run.get("execution_role_arn"));
    startJobRun.set("jobDriver", run.get("job_driver"));
    startJobRun.set("name", run.get("name"));
    startJobRun.set("configurationOverrides", run.get("configuration_overrides"));
    assertThat(startJobRun).isEqualTo(stored("emr-serverless"));
  }

  private static JsonNode stored(String name) throws IOException {
    return JSON.readTree(Path.of("../../emr/requests", name + ".json").toFile());
  }

  @Test
  void everyTaskIsDeferredHasItsParentSentAndDaysOfUtc() throws IOException, InterruptedException {
    JsonNode dags = check("rendered", DAGS.toString(), "2024-03-01T00:00:00+00:00", "1");
    for (JsonNode dag : dags) {
      JsonNode arguments = dag.get("arguments");
      boolean waits = dag.get("class").textValue().equals("TidegateSparkSubmitOperator");
      assertThat(arguments.path("deferrable").asBoolean()).isNotEqualTo(waits);
      assertThat(arguments.get("openlineage_inject_parent_job_info").asBoolean()).isTrue();
      // Airflow leaves alone what names a parent already.
      assertThat(arguments.toString()).doesNotContain("spark.openlineage");
      assertThat(dag.get("cron").textValue()).isEqualTo("@daily");
      assertThat(dag.get("timezone").textValue()).isEqualTo("UTC");
      assertThat(dag.get("retries").intValue()).isEqualTo(3);
    }
  }

  @Test
  void datesLabelsAndTokensAreOurs() throws IOException, InterruptedException {
    var starts =
        List.of(
            "2024-03-01T00:00:00+00:00",
            "2024-03-01T01:00:00+01:00",
            "2024-02-29T23:00:00-05:00",
            "2024-03-01T05:00:00+00:00",
            "2024-03-01T05:00:07+00:00",
            "2024-03-01T05:00:00.250000+00:00",
            "2024-03-01T00:00:00.000001+00:00",
            "0987-01-02T00:00:00+00:00");
    var arguments = new ArrayList<>(List.of("names", JOB, "2"));
    arguments.addAll(starts);
    var expected = JSON.createArrayNode();
    for (String start : starts) {
      var date = LogicalDate.parse(start);
      expected
          .addArray()
          .add(date.toString())
          .add(Labels.label(date.toString()))
          .add(Token.of(JOB, date, 2).text());
    }
    assertThat(check(arguments.toArray(String[]::new))).isEqualTo(expected);
  }

  /**
   * @param how the service's word
   * @param code what the driver left in the ledger; none where there is a minus sign
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          success         |  0 |                       | ended: the operator's own result
          failure         |  0 |                       | ended: None
          success         |  - |                       | AirflowException: the run left no code in the ledger: whether it published is not known
          failure         |  - |                       | RuntimeError: the service says that it failed
          trigger         |  - |                       | TaskDeferralError: Trigger failure
          trigger         |  1 | out of memory         | AirflowFailException: code 1: out of memory
          trigger         |  2 | no such rule          | AirflowFailException: code 2: no such rule
          trigger         |  3 | rejected: 7 rows less | AirflowFailException: code 3: rejected: 7 rows less
          trigger         | 75 | the store is silent   | AirflowException: code 75, a retry can help: the store is silent
          failure         |  3 | held                  | AirflowFailException: code 3: held
          success         |  3 | held                  | AirflowFailException: code 3: held
          sent            |  - |                       | TaskDeferred:
          sent            |  0 |                       | ended: None
          sent            |  3 | held                  | AirflowFailException: code 3: held
          success-at-once |  - |                       | AirflowException: the run left no code in the ledger: whether it published is not known
          failure-at-once |  - |                       | RuntimeError: the service says that it failed
          """)
  void aTaskEndsAsItsRunHas(
      String how, String code, String message, String expected, @TempDir Path ledger)
      throws IOException, InterruptedException {
    String text = message == null ? "" : message;
    if (!code.equals("-")) {
      Ledger.open(ledger.toString())
          .submittedRuns()
          .ended(JOB, LogicalDate.parse("2024-03-01T05:00Z"), 2, ended(code, text));
    }
    String task = "dag_dataproc.py/" + how + "/2024-03-01T05:00:00+00:00/2";
    JsonNode end = check("ends", DAGS.toString(), ledger.toString(), task).get(0);
    assertThat(end.get("shown").textValue().strip()).isEqualTo(expected);
    assertThat(end.get("pushed").toString())
        .isEqualTo(
            code.equals("-")
                ? "{}"
                : "{\"tidegate\":{\"code\":%s,\"message\":\"%s\"}}".formatted(code, text));
  }

  private static Ended ended(String code, String message) {
    return new Ended(Integer.parseInt(code), message);
  }

  @Test
  void aRunWithoutAnIntervalHasNoDate(@TempDir Path ledger)
      throws IOException, InterruptedException {
    JsonNode ends = check("ends", DAGS.toString(), ledger.toString(), "dag_emr.py/sent/none/1");
    assertThat(ends.findValuesAsText("shown"))
        .containsExactly(
            "AirflowFailException: this run of the DAG has no data interval, and so no logical"
                + " date: trigger it with one");
  }

  @Test
  void aLedgerIsOpenedByWhatKnowsItsStore() throws IOException, InterruptedException {
    assertThat(
            check("roots", "/data/_tidegate", "s3://b/_tidegate", "gs://b/_tidegate", "hdfs:///l"))
        .extracting(JsonNode::textValue)
        .containsExactly(
            "PosixPath /data/_tidegate",
            "ObjectStoragePath s3://b/_tidegate",
            "ObjectStoragePath gs://b/_tidegate",
            "UPath hdfs:///l");
  }

  /** Another try's code and another date's are not this one's. */
  @Test
  void theCodeOfAnotherTryIsNotRead(@TempDir Path ledger) throws IOException, InterruptedException {
    var runs = Ledger.open(ledger.toString()).submittedRuns();
    runs.ended(JOB, LogicalDate.parse("2024-03-01"), 1, new Ended(3, "held"));
    runs.ended(JOB, LogicalDate.parse("2024-03-02"), 2, new Ended(3, "held"));
    String task = "dag_emr.py/trigger/2024-03-01T00:00:00+00:00/";
    JsonNode ends = check("ends", DAGS.toString(), ledger.toString(), task + "1", task + "2");
    assertThat(ends.findValuesAsText("shown"))
        .containsExactly(
            "AirflowFailException: code 3: held", "TaskDeferralError: Trigger failure");
  }

  /** Where the ledger cannot be read the service's word is all there is. */
  @Test
  void aLedgerThatCannotBeRead(@TempDir Path folder) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("ledger"), "");
    String task = "dag_emr.py/%s/2024-03-01T00:00:00+00:00/1";
    JsonNode ends =
        check(
            "ends",
            DAGS.toString(),
            file.toString(),
            task.formatted("success"),
            task.formatted("failure"),
            task.formatted("sent"));
    assertThat(ends.findValuesAsText("shown"))
        .containsExactly(
            "ended: the operator's own result",
            "RuntimeError: the service says that it failed",
            "TaskDeferred: ");
  }

  /** The ledger of the tests of {@code tidegate sql}, with a run of each job that has ended. */
  @Test
  void theReportIsReadBack(@TempDir Path ledger) throws IOException, InterruptedException {
    Path stored = Path.of("src/test/resources/io/tidegate/query/ledger/runs/revenue/2026-03");
    copy(stored, ledger.resolve("runs").resolve(JOB).resolve("2026-03"));
    Ledger.open(ledger.toString())
        .submittedRuns()
        .ended(JOB, LogicalDate.parse("2026-03-01"), 1, new Ended(0, ""));
    String task = "dag_emr.py/success/%s/1";
    JsonNode end =
        check(
                "ends",
                DAGS.toString(),
                ledger.toString(),
                task.formatted("2026-03-01T00:00:00+00:00"))
            .get(0);
    assertThat(end.get("pushed").toString())
        .isEqualTo(
            "{\"tidegate\":{\"code\":0,\"message\":\"\","
                + "\"run\":\"019ca7fd-47c0-7000-8000-000000000001\",\"status\":\"PUBLISHED\","
                + "\"verdict\":\"PASS\",\"outputs\":[{\"dataset\":\"curated.revenue\","
                + "\"version\":0,\"rows\":100,\"quarantined\":0}]}}");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      files.forEach(file -> copyFile(file, to.resolve(file.getFileName())));
    }
  }

  private static void copyFile(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
