package io.tidegate.emr;

import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import io.tidegate.submit.Cloud;
import io.tidegate.submit.Remote;
import io.tidegate.submit.Request.Call;
import io.tidegate.submit.Request.Operation;
import java.util.List;
import software.amazon.awssdk.services.emr.model.AddJobFlowStepsRequest;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emrserverless.model.StartJobRunRequest;

/** Amazon EMR on EC2 and EMR Serverless. */
public final class EmrCloud implements Cloud {

  private final EmrClients clients;

  public EmrCloud() {
    this(new EmrClients.OfAws());
  }

  EmrCloud(EmrClients clients) {
    this.clients = clients;
  }

  @Override
  public boolean serves(Operation operation) {
    return switch (operation) {
      case EMR_ADD_STEPS, EMR_RUN_JOB_FLOW, EMR_SERVERLESS_START_JOB_RUN -> true;
      case DATAPROC_SUBMIT_JOB, DATAPROC_RUN_WORKFLOW, DATAPROC_CREATE_BATCH -> false;
    };
  }

  @Override
  public List<Problem> check(Call call) {
    var problems = new Problems();
    switch (call.operation()) {
      case EMR_ADD_STEPS -> addSteps(call, problems);
      case EMR_RUN_JOB_FLOW -> runJobFlow(call, problems);
      case EMR_SERVERLESS_START_JOB_RUN -> startJobRun(call, problems);
      default -> throw new IllegalArgumentException("not EMR's: " + call.operation());
    }
    return problems.list();
  }

  @Override
  public Remote connect(Call call) {
    var problems = new Problems();
    String token = call.token().text();
    String region = call.region();
    return switch (call.operation()) {
      case EMR_ADD_STEPS -> new StepRemote(clients.emr(region), addSteps(call, problems), token);
      case EMR_RUN_JOB_FLOW ->
          new ClusterRemote(clients.emr(region), runJobFlow(call, problems), token);
      case EMR_SERVERLESS_START_JOB_RUN ->
          new ServerlessRemote(clients.serverless(region), startJobRun(call, problems), token);
      default -> throw new IllegalArgumentException("not EMR's: " + call.operation());
    };
  }

  /** The cluster's own concurrency is not known here: what any cluster takes is asked for. */
  static AddJobFlowStepsRequest addSteps(Call call, Problems problems) {
    var request =
        new SdkReader(problems)
            .read(call.body(), AddJobFlowStepsRequest.builder(), AddJobFlowStepsRequest.class);
    if (request.hasSteps()) {
      new StepRules(problems).check(request.steps(), 2);
    }
    return request;
  }

  static RunJobFlowRequest runJobFlow(Call call, Problems problems) {
    var request =
        new SdkReader(problems)
            .read(call.body(), RunJobFlowRequest.builder(), RunJobFlowRequest.class);
    Integer concurrency = request.stepConcurrencyLevel();
    if (request.hasSteps()) {
      new StepRules(problems).check(request.steps(), concurrency == null ? 1 : concurrency);
    }
    new ClusterRules(problems).check(request);
    return request;
  }

  static StartJobRunRequest startJobRun(Call call, Problems problems) {
    var request =
        new SdkReader(problems)
            .read(call.body(), StartJobRunRequest.builder(), StartJobRunRequest.class);
    new ServerlessRules(problems).check(request);
    return request;
  }
}
