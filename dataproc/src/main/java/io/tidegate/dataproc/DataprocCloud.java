package io.tidegate.dataproc;

import com.google.cloud.dataproc.v1.CreateBatchRequest;
import com.google.cloud.dataproc.v1.InstantiateInlineWorkflowTemplateRequest;
import com.google.cloud.dataproc.v1.SubmitJobRequest;
import com.google.protobuf.Message;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import io.tidegate.submit.Cloud;
import io.tidegate.submit.Remote;
import io.tidegate.submit.Request.Call;
import io.tidegate.submit.Request.Operation;
import java.util.List;
import java.util.function.Consumer;

/** Google Dataproc on clusters, and its batches. */
public final class DataprocCloud implements Cloud {

  private final DataprocClients clients;

  public DataprocCloud() {
    this(DataprocClients.OF_GOOGLE);
  }

  DataprocCloud(DataprocClients clients) {
    this.clients = clients;
  }

  @Override
  public boolean serves(Operation operation) {
    return switch (operation) {
      case DATAPROC_SUBMIT_JOB, DATAPROC_RUN_WORKFLOW, DATAPROC_CREATE_BATCH -> true;
      case EMR_ADD_STEPS, EMR_RUN_JOB_FLOW, EMR_SERVERLESS_START_JOB_RUN -> false;
    };
  }

  @Override
  public List<Problem> check(Call call) {
    var problems = new Problems();
    switch (call.operation()) {
      case DATAPROC_SUBMIT_JOB -> job(call, problems);
      case DATAPROC_RUN_WORKFLOW -> workflow(call, problems);
      case DATAPROC_CREATE_BATCH -> batch(call, problems);
      default -> throw new IllegalArgumentException("not Dataproc's: " + call.operation());
    }
    return problems.list();
  }

  @Override
  public Remote connect(Call call) {
    var problems = new Problems();
    String region = call.region();
    return switch (call.operation()) {
      case DATAPROC_SUBMIT_JOB -> new JobRemote(clients.jobs(region), job(call, problems));
      case DATAPROC_RUN_WORKFLOW ->
          new WorkflowRemote(
              clients.workflows(region), clients.jobs(region), workflow(call, problems));
      case DATAPROC_CREATE_BATCH -> new BatchRemote(clients.batches(region), batch(call, problems));
      default -> throw new IllegalArgumentException("not Dataproc's: " + call.operation());
    };
  }

  static SubmitJobRequest job(Call call, Problems problems) {
    var rules = new JobRules(new Rules(problems));
    return read(call, SubmitJobRequest.newBuilder(), problems, built -> rules.check(built.build()))
        .build();
  }

  static InstantiateInlineWorkflowTemplateRequest workflow(Call call, Problems problems) {
    var rules = new WorkflowRules(new Rules(problems));
    var builder = InstantiateInlineWorkflowTemplateRequest.newBuilder();
    return read(call, builder, problems, built -> rules.check(built.build())).build();
  }

  static CreateBatchRequest batch(Call call, Problems problems) {
    var rules = new BatchRules(new Rules(problems));
    var builder = CreateBatchRequest.newBuilder();
    return read(call, builder, problems, built -> rules.check(built.build())).build();
  }

  /** The rules look at messages that could be read as a whole. */
  private static <B extends Message.Builder> B read(
      Call call, B builder, Problems problems, Consumer<B> rules) {
    new Json(problems).read(call.body(), builder);
    if (problems.isEmpty()) {
      new Behaviors(problems).check(builder.build());
      rules.accept(builder);
    }
    return builder;
  }
}
