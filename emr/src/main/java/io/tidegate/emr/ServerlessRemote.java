package io.tidegate.emr;

import io.tidegate.submit.Remote;
import java.util.Optional;
import software.amazon.awssdk.services.emrserverless.EmrServerlessClient;
import software.amazon.awssdk.services.emrserverless.model.JobRun;
import software.amazon.awssdk.services.emrserverless.model.JobRunSummary;
import software.amazon.awssdk.services.emrserverless.model.StartJobRunRequest;

/** A job run of EMR Serverless, which starts one run for a client token while it remembers it. */
final class ServerlessRemote implements Remote {

  private final EmrServerlessClient client;
  private final StartJobRunRequest request;
  private final String token;

  ServerlessRemote(EmrServerlessClient client, StartJobRunRequest request, String token) {
    this.client = client;
    this.request = request;
    this.token = token;
  }

  @Override
  public Optional<String> find() {
    return AwsFailures.attempt(
        "listing the application's runs",
        () ->
            client
                .listJobRunsPaginator(list -> list.applicationId(request.applicationId()))
                .jobRuns()
                .stream()
                .filter(run -> String.valueOf(run.name()).endsWith(token))
                .map(JobRunSummary::id)
                .findFirst());
  }

  @Override
  public String send() {
    return AwsFailures.attempt(
        "starting a run of " + request.applicationId(),
        () -> client.startJobRun(request).jobRunId());
  }

  @Override
  public State state(String id) {
    JobRun run =
        AwsFailures.attempt(
            "asking for the run " + id,
            () ->
                client
                    .getJobRun(get -> get.applicationId(request.applicationId()).jobRunId(id))
                    .jobRun());
    String word = run.stateAsString();
    String details = run.stateDetails() == null ? "" : run.stateDetails();
    return switch (run.state()) {
      case SUCCESS -> new State(Phase.SUCCEEDED, word, "");
      case FAILED, CANCELLED -> new State(Phase.FAILED, word, details);
      default -> new State(Phase.RUNNING, word, "");
    };
  }

  @Override
  public void close() {
    client.close();
  }
}
