package io.tidegate.dataproc;

import com.google.cloud.dataproc.v1.InstantiateInlineWorkflowTemplateRequest;
import com.google.cloud.dataproc.v1.Job;
import com.google.cloud.dataproc.v1.JobControllerClient;
import com.google.cloud.dataproc.v1.ListJobsRequest;
import com.google.cloud.dataproc.v1.WorkflowMetadata;
import com.google.cloud.dataproc.v1.WorkflowTemplateServiceClient;
import com.google.longrunning.Operation;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tidegate.submit.Remote;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A workflow with a cluster of its own: an operation of Dataproc's. Dataproc gives the same
 * operation for the same request id while it remembers it; once the workflow has a job, that is
 * found by its label.
 */
final class WorkflowRemote implements Remote {

  private final WorkflowTemplateServiceClient client;
  private final JobControllerClient jobs;
  private final InstantiateInlineWorkflowTemplateRequest request;
  private final String project;
  private final String region;

  WorkflowRemote(
      WorkflowTemplateServiceClient client,
      JobControllerClient jobs,
      InstantiateInlineWorkflowTemplateRequest request) {
    this.client = client;
    this.jobs = jobs;
    this.request = request;
    // projects/P/regions/R
    List<String> parent = List.of(request.getParent().split("/"));
    this.project = parent.get(1);
    this.region = parent.get(3);
  }

  @Override
  public Optional<String> find() {
    return job().map(job -> job.getReference().getJobId());
  }

  private Optional<Job> job() {
    var list =
        ListJobsRequest.newBuilder()
            .setProjectId(project)
            .setRegion(region)
            .setFilter("labels.tidegate-id = " + request.getRequestId())
            .build();
    return GoogleFailures.attempt(
        "listing jobs",
        () ->
            StreamSupport.stream(jobs.listJobs(list).iterateAll().spliterator(), false)
                .findFirst());
  }

  @Override
  public String send() {
    return GoogleFailures.attempt(
        "starting a workflow",
        () -> client.instantiateInlineWorkflowTemplateCallable().call(request).getName());
  }

  @Override
  public State state(String id) {
    return id.contains("/operations/")
        ? ofOperation(id)
        : GoogleFailures.attempt(
            "asking for the job " + id, () -> Jobs.state(jobs.getJob(project, region, id)));
  }

  private State ofOperation(String id) {
    Operation operation =
        GoogleFailures.attempt(
            "asking for the workflow", () -> client.getOperationsClient().getOperation(id));
    String word = word(operation);
    if (!operation.getDone()) {
      return new State(Phase.RUNNING, word, "");
    }
    if (!operation.hasError()) {
      return new State(Phase.SUCCEEDED, word, "");
    }
    // What its job tells says more than that a job failed.
    String reason =
        job()
            .map(job -> Jobs.state(job).reason())
            .filter(text -> !text.isEmpty())
            .orElse(operation.getError().getMessage());
    return new State(Phase.FAILED, "FAILED", reason);
  }

  private static String word(Operation operation) {
    try {
      return operation.getMetadata().unpack(WorkflowMetadata.class).getState().name();
    } catch (InvalidProtocolBufferException e) {
      return operation.getDone() ? "DONE" : "RUNNING";
    }
  }

  @Override
  public void close() {
    client.close();
    jobs.close();
  }
}
