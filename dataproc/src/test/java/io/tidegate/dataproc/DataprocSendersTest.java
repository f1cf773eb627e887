package io.tidegate.dataproc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.dataproc.v1.Batch;
import com.google.cloud.dataproc.v1.Job;
import com.google.cloud.dataproc.v1.JobReference;
import com.google.cloud.dataproc.v1.JobStatus;
import com.google.cloud.dataproc.v1.ListJobsRequest;
import com.google.cloud.dataproc.v1.ListJobsResponse;
import com.google.cloud.dataproc.v1.WorkflowMetadata;
import com.google.longrunning.Operation;
import com.google.protobuf.Any;
import com.google.protobuf.Empty;
import io.grpc.Status;
import io.tidegate.problem.Problems;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import io.tidegate.submit.Remote;
import io.tidegate.submit.Remote.Phase;
import io.tidegate.submit.Remote.State;
import io.tidegate.submit.Watch;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sending, against a Dataproc in this process. */
class DataprocSendersTest {

  private static final String TOKEN = "tg-15476ecc60f22e31adaa168766e29480";

  private static final String OPERATION =
      "projects/example-project/regions/europe-west1/operations/o";

  private final List<String> said = new ArrayList<>();

  private final FakeDataproc dataproc = new FakeDataproc();

  DataprocSendersTest() throws IOException {}

  @AfterEach
  void stop() {
    dataproc.close();
  }

  private Watch.Ended submit(String request) throws IOException {
    try (Remote remote =
        new DataprocCloud(dataproc.clients()).connect(DataprocChecksTest.request(request))) {
      return new Watch(Clock.systemUTC(), duration -> {}, Optional.empty(), said::add).run(remote);
    }
  }

  private static Job job(JobStatus.State state, String details) {
    return Job.newBuilder()
        .setReference(JobReference.newBuilder().setJobId(TOKEN))
        .setStatus(JobStatus.newBuilder().setState(state).setDetails(details))
        .build();
  }

  @Test
  void aJobIsSubmittedAndWaitedFor() throws IOException {
    dataproc
        .on(
            "GetJob",
            Status.NOT_FOUND,
            job(JobStatus.State.PENDING, ""),
            job(JobStatus.State.RUNNING, ""),
            job(JobStatus.State.DONE, ""))
        .on("SubmitJob", job(JobStatus.State.PENDING, ""));

    assertThat(submit("dataproc"))
        .isEqualTo(new Watch.Ended(TOKEN, new State(Phase.SUCCEEDED, "DONE", "")));
    assertThat(said)
        .containsExactly(
            "submitted as " + TOKEN,
            TOKEN + " is PENDING",
            TOKEN + " is RUNNING",
            TOKEN + " is DONE");
    assertThat(dataproc.request("SubmitJob"))
        .isEqualTo(DataprocCloud.job(DataprocChecksTest.request("dataproc"), new Problems()));
  }

  @Test
  void aJobThatIsThereIsNotSubmittedAgain() throws IOException {
    var failed =
        job(JobStatus.State.ERROR, "Job failed with message [no such bucket]").toBuilder()
            .setDriverOutputResourceUri("gs://b/driveroutput")
            .build();
    dataproc.on("GetJob", failed);

    assertThat(submit("dataproc").state())
        .isEqualTo(
            new State(
                Phase.FAILED,
                "ERROR",
                "Job failed with message [no such bucket]; gs://b/driveroutput"));
    assertThat(said).first().isEqualTo("submitted before as " + TOKEN + "; waiting for it");
    assertThat(dataproc.methods()).doesNotContain("SubmitJob");
  }

  @Test
  void anotherSubmitterThatIsFasterIsNoFailure() throws IOException {
    dataproc
        .on("GetJob", Status.NOT_FOUND, job(JobStatus.State.DONE, ""))
        .on("SubmitJob", Status.ALREADY_EXISTS);
    assertThat(submit("dataproc").state().phase()).isEqualTo(Phase.SUCCEEDED);
  }

  @Test
  void throttlingAndSilenceAreBorne() throws IOException {
    dataproc
        .on(
            "GetJob",
            Status.NOT_FOUND,
            Status.RESOURCE_EXHAUSTED,
            Status.UNAVAILABLE,
            Status.OK,
            Status.INTERNAL,
            job(JobStatus.State.DONE, ""))
        .on("SubmitJob", Status.UNAVAILABLE, job(JobStatus.State.PENDING, ""));
    assertThat(submit("dataproc").state().phase()).isEqualTo(Phase.SUCCEEDED);
  }

  @Test
  void whatIsRefusedIsTheUsersAndWhatIsDownMayBeTriedLater() {
    dataproc
        .on("GetJob", Status.NOT_FOUND)
        .on("SubmitJob", Status.INVALID_ARGUMENT.withDescription("no such cluster"));
    assertThatThrownBy(() -> submit("dataproc"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("submitting the job " + TOKEN + " was refused:")
        .hasMessageContaining("no such cluster");

    dataproc.on("GetBatch", Status.UNAVAILABLE.withDescription("down"));
    assertThatThrownBy(() -> submit("dataproc-serverless"))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("asking for the batch " + TOKEN + ":");
  }

  @Test
  void aBatch() throws IOException {
    dataproc
        .on(
            "GetBatch",
            Status.NOT_FOUND,
            Batch.newBuilder().setState(Batch.State.RUNNING).build(),
            Batch.newBuilder()
                .setState(Batch.State.FAILED)
                .setStateMessage("the driver ended with 3")
                .build())
        .on("CreateBatch", Operation.newBuilder().setName(OPERATION).build());

    assertThat(submit("dataproc-serverless"))
        .isEqualTo(
            new Watch.Ended(TOKEN, new State(Phase.FAILED, "FAILED", "the driver ended with 3")));
  }

  private static Operation workflow(WorkflowMetadata.State state) {
    return Operation.newBuilder()
        .setName(OPERATION)
        .setMetadata(Any.pack(WorkflowMetadata.newBuilder().setState(state).build()))
        .build();
  }

  @Test
  void aWorkflowWithItsCluster() throws IOException {
    dataproc
        .on("ListJobs", ListJobsResponse.getDefaultInstance())
        .on("Instantiate", workflow(WorkflowMetadata.State.PENDING))
        .on(
            "GetOperation",
            workflow(WorkflowMetadata.State.PENDING),
            workflow(WorkflowMetadata.State.RUNNING),
            workflow(WorkflowMetadata.State.DONE).toBuilder()
                .setDone(true)
                .setResponse(Any.pack(Empty.getDefaultInstance()))
                .build());

    assertThat(submit("dataproc-cluster"))
        .isEqualTo(new Watch.Ended(OPERATION, new State(Phase.SUCCEEDED, "DONE", "")));
    assertThat(((ListJobsRequest) dataproc.request("ListJobs")).getFilter())
        .isEqualTo("labels.tidegate-id = " + TOKEN);
  }

  @Test
  void aWorkflowWhoseJobFailedTellsWhy() throws IOException {
    dataproc
        .on(
            "ListJobs",
            ListJobsResponse.getDefaultInstance(),
            ListJobsResponse.newBuilder()
                .addJobs(job(JobStatus.State.ERROR, "no such bucket"))
                .build())
        .on("Instantiate", workflow(WorkflowMetadata.State.PENDING))
        .on(
            "GetOperation",
            workflow(WorkflowMetadata.State.DONE).toBuilder()
                .setDone(true)
                .setError(com.google.rpc.Status.newBuilder().setMessage("a job failed"))
                .build());

    assertThat(submit("dataproc-cluster").state())
        .isEqualTo(new State(Phase.FAILED, "FAILED", "no such bucket"));
  }

  @Test
  void aWorkflowThatHasAJobIsFoundByIt() throws IOException {
    dataproc
        .on(
            "ListJobs",
            ListJobsResponse.newBuilder().addJobs(job(JobStatus.State.RUNNING, "")).build())
        .on("GetJob", job(JobStatus.State.RUNNING, ""), job(JobStatus.State.DONE, ""));

    assertThat(submit("dataproc-cluster").id()).isEqualTo(TOKEN);
    assertThat(dataproc.methods()).doesNotContain("Instantiate");
  }
}
