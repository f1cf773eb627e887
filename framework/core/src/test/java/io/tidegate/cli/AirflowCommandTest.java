package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files beside the DAGs of {@code docs/airflow} are what the command prints. */
class AirflowCommandTest {

  private static final String CONF = "../../conf/orders/curate-daily-revenue.conf";

  private static final String UNCHECKED =
      "; not checked against its interface, whose jar is not on the class path\n";

  @ParameterizedTest
  @CsvSource({
    "yarn,",
    "emr, Amazon EMR AddJobFlowSteps in eu-west-1",
    "emr-serverless, EMR Serverless StartJobRun in eu-west-1",
    "dataproc, Dataproc SubmitJob in europe-west1",
    "dataproc-serverless, Dataproc Serverless CreateBatch in europe-west1"
  })
  void whatADagReads(String environment, String call) throws IOException {
    var shown = Cli.call("airflow", CONF, "--env", environment);
    Path file = Path.of("../../docs/airflow/requests", environment + ".json");
    if (Boolean.getBoolean("tidegate.docs.write")) {
      Files.writeString(file, shown.out());
    }
    assertThat(shown)
        .isEqualTo(new Cli.Shown(0, Files.readString(file), call == null ? "" : call + UNCHECKED));
  }

  @Test
  void clustersForOneRunHaveNoTask() {
    String remedy =
        " has no task here (name a cluster that runs, or let Airflow call 'tidegate submit')";
    assertThat(Cli.call("airflow", CONF, "--env", "emr-cluster"))
        .isEqualTo(Cli.mistake("Amazon EMR RunJobFlow" + remedy));
    assertThat(Cli.call("airflow", CONF, "--env", "dataproc-cluster"))
        .isEqualTo(Cli.mistake("Dataproc InstantiateInlineWorkflowTemplate" + remedy));
  }

  @Test
  void whatAirflowWouldRender() {
    assertThat(Cli.call("airflow", CONF, "--env", "yarn", "--set", "settings.note=\"{{ ds }}\""))
        .isEqualTo(
            Cli.mistake(
                "'settings.note=\"{{ ds }}\"' has braces that Airflow takes for a template of its"
                    + " own (say it in the conf or in the environment, which the driver reads"
                    + " itself)"));
  }

  /** Operators of AWS give up after half an hour unless they are told. */
  @Test
  void theWaitIsTenMinutesMoreThanTheTimeoutOrAWeek() throws IOException {
    JsonNode minutes = task("emr", "--set", "deploy.timeout=20m").get("arguments");
    assertThat(minutes.get("waiter_delay").intValue()).isEqualTo(30);
    assertThat(minutes.get("waiter_max_attempts").intValue()).isEqualTo(61);
    JsonNode week =
        task(
                "example",
                "--target=emr",
                "--set=deploy.jar=s3://b/a.jar",
                "--set=deploy.project=s3://b",
                "--set=deploy.emr.region=eu-west-1",
                "--set=deploy.emr.cluster=j-2AXXXXXXGAPLF")
            .get("arguments");
    assertThat(week.get("waiter_max_attempts").intValue()).isEqualTo(20_161);
    assertThat(week.has("execution_role_arn")).isFalse();
  }

  @Test
  void theTargetAndTheLedgerOfTheCommandLine() throws IOException {
    JsonNode task =
        task(
            "emr",
            "--target",
            "yarn",
            "--set",
            "deploy.ledger=webhdfs://name-node/warehouse/_tidegate");
    assertThat(task.get("ledger").textValue()).isEqualTo("webhdfs://name-node/warehouse/_tidegate");
    assertThat(task.get("operator").textValue()).endsWith(".SparkSubmitOperator");
    assertThat(task.at("/arguments/application_args").toString())
        .endsWith(
            "\"--set\",\"deploy.ledger=webhdfs://name-node/warehouse/_tidegate\","
                + "\"--try\",\"{{ ti.try_number }}\"]");
  }

  private static JsonNode task(String environment, String... more) throws IOException {
    var words = new ArrayList<>(List.of("airflow", CONF, "--env", environment));
    words.addAll(List.of(more));
    var shown = Cli.call(words.toArray(String[]::new));
    assertThat(shown.code()).as(shown.err()).isZero();
    return new ObjectMapper().readTree(shown.out());
  }
}
