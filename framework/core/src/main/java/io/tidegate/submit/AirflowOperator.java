package io.tidegate.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.problem.UserException;
import io.tidegate.submit.Request.Call;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The operator of Airflow's providers that sends a request, and what it takes for that.
 *
 * @param name the class, with its module
 */
record AirflowOperator(String name, ObjectNode arguments) {

  private static final String PROVIDERS = "airflow.providers.";

  /** Between two questions for a run's state; an operator of AWS counts questions, not time. */
  private static final Duration PAUSE = Duration.ofSeconds(30);

  /** The service's own timeout is to come first: it ends the run, an operator's leaves it alone. */
  private static final Duration MORE = Duration.ofMinutes(10);

  /** Those operators know no waiting without an end. */
  private static final Duration LONGEST = Duration.ofDays(7);

  /** Members whose own members are the user's. */
  private static final Set<String> MAPS = Set.of("labels", "properties");

  /**
   * @throws UserException when no operator is known for it
   */
  static AirflowOperator of(Request request, Optional<Duration> timeout) {
    if (request instanceof Request.SparkSubmit line) {
      return new AirflowOperator(
          PROVIDERS + "apache.spark.operators.spark_submit.SparkSubmitOperator",
          AirflowSparkSubmit.arguments(line.command()));
    }
    var call = (Call) request;
    return switch (call.operation()) {
      case EMR_ADD_STEPS -> amazon("EmrAddStepsOperator", steps(call), call, timeout);
      case EMR_SERVERLESS_START_JOB_RUN ->
          amazon("EmrServerlessStartJobOperator", jobRun(call), call, timeout);
      case DATAPROC_SUBMIT_JOB -> google("DataprocSubmitJobOperator", job(call));
      case DATAPROC_CREATE_BATCH -> google("DataprocCreateBatchOperator", batch(call));
      case EMR_RUN_JOB_FLOW, DATAPROC_RUN_WORKFLOW ->
          throw new UserException(
              call.operation().service() + " " + call.operation().method() + " has no task here",
              "name a cluster that runs, or let Airflow call 'tidegate submit'");
    };
  }

  private static AirflowOperator amazon(
      String name, Fields arguments, Call call, Optional<Duration> timeout) {
    Duration patience = timeout.map(MORE::plus).orElse(LONGEST);
    return new AirflowOperator(
        PROVIDERS + "amazon.aws.operators.emr." + name,
        arguments
            .put("region_name", call.region())
            .put("waiter_delay", (int) PAUSE.toSeconds())
            .put("waiter_max_attempts", (int) patience.dividedBy(PAUSE) + 1)
            .node());
  }

  private static AirflowOperator google(String name, Fields arguments) {
    return new AirflowOperator(
        PROVIDERS + "google.cloud.operators.dataproc." + name, arguments.node());
  }

  private static Fields steps(Call call) {
    var arguments = new Fields().set("job_flow_id", call.body().get("JobFlowId"));
    if (call.body().has("ExecutionRoleArn")) {
      arguments.set("execution_role_arn", call.body().get("ExecutionRoleArn"));
    }
    return arguments.set("steps", call.body().get("Steps"));
  }

  /** What the operator has no argument for goes into {@code config}. */
  private static Fields jobRun(Call call) {
    ObjectNode config = call.body().deepCopy();
    return new Fields()
        .set("application_id", config.remove("applicationId"))
        .set("execution_role_arn", config.remove("executionRoleArn"))
        .set("client_request_token", config.remove("clientToken"))
        .set("name", config.remove("name"))
        .set("job_driver", config.remove("jobDriver"))
        .set("configuration_overrides", config.remove("configurationOverrides"))
        .set("config", config);
  }

  private static Fields job(Call call) {
    return new Fields()
        .set("project_id", call.body().get("projectId"))
        .set("region", call.body().get("region"))
        .set("job", snakeCase(call.body().get("job")))
        .set("request_id", call.body().get("requestId"));
  }

  private static Fields batch(Call call) {
    return new Fields()
        // projects/PROJECT/locations/REGION
        .put("project_id", call.body().get("parent").textValue().split("/", -1)[1])
        .put("region", call.region())
        .set("batch", snakeCase(call.body().get("batch")))
        .set("batch_id", call.body().get("batchId"))
        .set("request_id", call.body().get("requestId"));
  }

  /** Google's client for Python knows a message's fields by the names that its .proto has. */
  private static JsonNode snakeCase(JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    var renamed = new Fields();
    object
        .fields()
        .forEachRemaining(
            field ->
                renamed.set(
                    field.getKey().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT),
                    MAPS.contains(field.getKey())
                        ? field.getValue()
                        : snakeCase(field.getValue())));
    return renamed.node();
  }
}
