package io.tidegate.dataproc;

import com.google.cloud.dataproc.v1.JobControllerClient;
import com.google.cloud.dataproc.v1.SubmitJobRequest;
import io.tidegate.submit.Remote;
import java.util.Optional;

/** A job of a cluster that runs, under the id that its request gives it. */
final class JobRemote implements Remote {

  private final JobControllerClient client;
  private final SubmitJobRequest request;

  JobRemote(JobControllerClient client, SubmitJobRequest request) {
    this.client = client;
    this.request = request;
  }

  @Override
  public Optional<String> find() {
    String id = request.getJob().getReference().getJobId();
    return GoogleFailures.find(
        "asking for the job " + id,
        () ->
            client
                .getJob(request.getProjectId(), request.getRegion(), id)
                .getReference()
                .getJobId());
  }

  @Override
  public String send() {
    String id = request.getJob().getReference().getJobId();
    GoogleFailures.send("submitting the job " + id, () -> client.submitJob(request));
    return id;
  }

  @Override
  public State state(String id) {
    return GoogleFailures.attempt(
        "asking for the job " + id,
        () -> Jobs.state(client.getJob(request.getProjectId(), request.getRegion(), id)));
  }

  @Override
  public void close() {
    client.close();
  }
}
