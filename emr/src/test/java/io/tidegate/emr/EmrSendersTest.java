package io.tidegate.emr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sending, against a server on this machine. */
class EmrSendersTest {

  private static final String TOKEN = "tg-15476ecc60f22e31adaa168766e29480";

  private static final String NO_STEPS = "{\"Steps\":[]}";

  private final List<String> said = new ArrayList<>();

  private FakeAws aws = new FakeAws();

  EmrSendersTest() throws IOException {}

  @BeforeEach
  void fresh() {
    said.clear();
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private Watch.Ended submit(String request) throws IOException {
    try (Remote remote = new EmrCloud(aws).connect(EmrChecksTest.request(request))) {
      return new Watch(Clock.systemUTC(), duration -> {}, Optional.empty(), said::add).run(remote);
    }
  }

  private static String step(String status) {
    return "{\"Step\":{\"Id\":\"s-1\",\"Status\":" + status + "}}";
  }

  @Test
  void aStepIsAddedAndWaitedFor() throws IOException {
    aws.on("ListSteps", NO_STEPS)
        .on("AddJobFlowSteps", "{\"StepIds\":[\"s-1\"]}")
        .on(
            "DescribeStep",
            step("{\"State\":\"PENDING\"}"),
            step("{\"State\":\"RUNNING\"}"),
            step("{\"State\":\"COMPLETED\"}"));

    assertThat(submit("emr"))
        .isEqualTo(new Watch.Ended("s-1", new State(Phase.SUCCEEDED, "COMPLETED", "")));
    assertThat(said)
        .containsExactly(
            "submitted as s-1", "s-1 is PENDING", "s-1 is RUNNING", "s-1 is COMPLETED");
    assertThat(aws.body("AddJobFlowSteps")).isEqualTo(EmrChecksTest.request("emr").body());
  }

  @Test
  void aStepThatIsThereIsNotAddedAgain() throws IOException {
    aws.on(
            "ListSteps",
            "{\"Steps\":[{\"Id\":\"s-0\",\"Name\":\"other\"}],\"Marker\":\"more\"}",
            "{\"Steps\":[{\"Id\":\"s-1\",\"Name\":\"tidegate x 2024-03-01 try 1 " + TOKEN + "\"}]}")
        .on(
            "DescribeStep",
            step(
                "{\"State\":\"FAILED\",\"FailureDetails\":{\"Reason\":\"Unknown"
                    + " Error\",\"Message\":\"Exception in thread"
                    + " main\",\"LogFile\":\"s3://l/stderr.gz\"}}"));

    assertThat(submit("emr"))
        .isEqualTo(
            new Watch.Ended(
                "s-1",
                new State(
                    Phase.FAILED,
                    "FAILED",
                    "Unknown Error; Exception in thread main; s3://l/stderr.gz")));
    assertThat(said).first().isEqualTo("submitted before as s-1; waiting for it");
    assertThat(aws.operations()).doesNotContain("AddJobFlowSteps");
  }

  @Test
  void throttlingIsBorneByTheClientAndThenByTheWait() throws IOException {
    aws.on("ListSteps", NO_STEPS).on("AddJobFlowSteps", "{\"StepIds\":[\"s-1\"]}");
    for (int i = 0; i < 4; i++) {
      aws.fail("DescribeStep", 400, "ThrottlingException", "Rate exceeded");
    }
    aws.on("DescribeStep", step("{\"State\":\"COMPLETED\"}"));

    assertThat(submit("emr").state().phase()).isEqualTo(Phase.SUCCEEDED);
  }

  @Test
  void anAnswerThatIsLostIsLookedUp() throws IOException {
    aws.on(
            "ListSteps",
            NO_STEPS,
            "{\"Steps\":[{\"Id\":\"s-7\",\"Name\":\"tidegate x 2024-03-01 try 1 " + TOKEN + "\"}]}")
        .on("AddJobFlowSteps", FakeAws.SILENCE)
        .on("DescribeStep", step("{\"State\":\"COMPLETED\"}"));

    assertThat(submit("emr").id()).isEqualTo("s-7");
  }

  @Test
  void whatIsRefusedIsTheUsers() {
    aws.on("ListSteps", NO_STEPS)
        .fail("AddJobFlowSteps", 400, "ValidationException", "Cluster is not valid");
    assertThatThrownBy(() -> submit("emr"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("adding a step to j-2AXXXXXXGAPLF was refused: Cluster is not valid");
  }

  @Test
  void aServiceThatIsDownMayBeTriedLater() {
    aws.fail("ListSteps", 500, "InternalServerException", "down");
    assertThatThrownBy(() -> submit("emr"))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("listing the cluster's steps: down");
  }

  private static String cluster(String status) {
    return "{\"Cluster\":{\"Id\":\"j-1\",\"Status\":" + status + "}}";
  }

  @Test
  void aClusterForTheRun() throws IOException {
    aws.on("ListClusters", "{\"Clusters\":[]}")
        .on("RunJobFlow", "{\"JobFlowId\":\"j-1\"}")
        .on(
            "DescribeCluster",
            cluster("{\"State\":\"STARTING\"}"),
            cluster("{\"State\":\"TERMINATING\"}"),
            cluster(
                "{\"State\":\"TERMINATED\",\"StateChangeReason\":{\"Code\":\"ALL_STEPS_COMPLETED\"}}"));

    assertThat(submit("emr-cluster").state())
        .isEqualTo(new State(Phase.SUCCEEDED, "TERMINATED", ""));
    assertThat(aws.body("RunJobFlow")).isEqualTo(EmrChecksTest.request("emr-cluster").body());
  }

  @Test
  void aClusterWhoseStepFailedTellsWhy() throws IOException {
    aws.on(
            "ListClusters",
            "{\"Clusters\":[{\"Id\":\"j-1\",\"Name\":\"tidegate x " + TOKEN + "\"}]}")
        .on(
            "DescribeCluster",
            cluster(
                "{\"State\":\"TERMINATED_WITH_ERRORS\",\"StateChangeReason\":"
                    + "{\"Code\":\"STEP_FAILURE\",\"Message\":\"Shut down as step failed\"}}"))
        .on(
            "ListSteps",
            "{\"Steps\":[{\"Id\":\"s-1\",\"Status\":{\"State\":\"FAILED\","
                + "\"FailureDetails\":{\"Message\":\"no such bucket\"}}}]}");

    assertThat(submit("emr-cluster").state())
        .isEqualTo(new State(Phase.FAILED, "TERMINATED_WITH_ERRORS", "no such bucket"));
  }

  @Test
  void aRunOfAnApplication() throws IOException {
    String runs = "/applications/00f1r2i3d4/jobruns";
    aws.on("GET " + runs, "{\"jobRuns\":[]}")
        .on(
            "POST " + runs,
            "{\"applicationId\":\"00f1r2i3d4\",\"jobRunId\":\"r1\",\"arn\":\"arn:aws:x\"}")
        .on(
            "GET " + runs + "/r1",
            "{\"jobRun\":{\"jobRunId\":\"r1\",\"state\":\"SCHEDULED\"}}",
            "{\"jobRun\":{\"jobRunId\":\"r1\",\"state\":\"FAILED\",\"stateDetails\":\"exit code"
                + " 3\"}}");

    assertThat(submit("emr-serverless"))
        .isEqualTo(new Watch.Ended("r1", new State(Phase.FAILED, "FAILED", "exit code 3")));
    assertThat(aws.body("POST " + runs).get("clientToken").asText()).isEqualTo(TOKEN);
  }
}
