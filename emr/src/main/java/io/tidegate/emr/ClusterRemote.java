package io.tidegate.emr;

import io.tidegate.submit.Remote;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.ClusterStatus;
import software.amazon.awssdk.services.emr.model.ClusterSummary;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;

/** A cluster for one run. EMR has no tokens for clusters: their names have ours. */
final class ClusterRemote implements Remote {

  private static final List<ClusterState> ENDED =
      List.of(ClusterState.TERMINATED, ClusterState.TERMINATED_WITH_ERRORS);

  private final EmrClient client;
  private final RunJobFlowRequest request;
  private final String token;

  ClusterRemote(EmrClient client, RunJobFlowRequest request, String token) {
    this.client = client;
    this.request = request;
    this.token = token;
  }

  @Override
  public Optional<String> find() {
    return AwsFailures.attempt(
        "listing clusters",
        () ->
            client.listClustersPaginator(list -> {}).clusters().stream()
                .filter(cluster -> String.valueOf(cluster.name()).endsWith(token))
                .map(ClusterSummary::id)
                .findFirst());
  }

  @Override
  public String send() {
    return AwsFailures.attempt("making a cluster", () -> client.runJobFlow(request).jobFlowId());
  }

  @Override
  public State state(String id) {
    ClusterStatus status =
        AwsFailures.attempt(
            "asking for the cluster " + id,
            () -> client.describeCluster(cluster -> cluster.clusterId(id)).cluster().status());
    String word = status.stateAsString();
    if (!ENDED.contains(status.state())) {
      return new State(Phase.RUNNING, word, "");
    }
    var reason = status.stateChangeReason();
    if (reason != null && reason.code() == ClusterStateChangeReasonCode.ALL_STEPS_COMPLETED) {
      return new State(Phase.SUCCEEDED, word, "");
    }
    String cluster = reason == null || reason.message() == null ? "" : reason.message();
    return new State(Phase.FAILED, word, step(id).filter(text -> !text.isEmpty()).orElse(cluster));
  }

  /** Why its step failed says more than that a step failed. */
  private Optional<String> step(String id) {
    return AwsFailures.attempt(
        "listing the cluster's steps",
        () ->
            client.listStepsPaginator(list -> list.clusterId(id)).steps().stream()
                .map(step -> Steps.state(step.status()))
                .filter(state -> state.phase() == Phase.FAILED)
                .map(State::reason)
                .findFirst());
  }

  @Override
  public void close() {
    client.close();
  }
}
