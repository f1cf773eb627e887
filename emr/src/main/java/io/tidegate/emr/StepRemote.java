package io.tidegate.emr;

import io.tidegate.submit.Remote;
import java.util.Optional;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.AddJobFlowStepsRequest;
import software.amazon.awssdk.services.emr.model.StepStatus;
import software.amazon.awssdk.services.emr.model.StepSummary;

/** A step of a cluster that runs. EMR has no tokens for steps: their names have ours. */
final class StepRemote implements Remote {

  private final EmrClient client;
  private final AddJobFlowStepsRequest request;
  private final String token;

  StepRemote(EmrClient client, AddJobFlowStepsRequest request, String token) {
    this.client = client;
    this.request = request;
    this.token = token;
  }

  @Override
  public Optional<String> find() {
    return AwsFailures.attempt(
        "listing the cluster's steps",
        () ->
            client.listStepsPaginator(list -> list.clusterId(request.jobFlowId())).steps().stream()
                .filter(step -> String.valueOf(step.name()).endsWith(token))
                .map(StepSummary::id)
                .findFirst());
  }

  @Override
  public String send() {
    return AwsFailures.attempt(
        "adding a step to " + request.jobFlowId(),
        () -> client.addJobFlowSteps(request).stepIds().get(0));
  }

  @Override
  public State state(String id) {
    StepStatus status =
        AwsFailures.attempt(
            "asking for the step " + id,
            () ->
                client
                    .describeStep(step -> step.clusterId(request.jobFlowId()).stepId(id))
                    .step()
                    .status());
    return Steps.state(status);
  }

  @Override
  public void close() {
    client.close();
  }
}
