package io.tidegate.submit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What is sent to a target, word for word. */
public sealed interface Request {

  /** By it a second submission of the same run finds the first. */
  Token token();

  /**
   * A process on the submitting machine.
   *
   * @param sent whether Tidegate starts it itself
   */
  record SparkSubmit(Token token, List<String> command, boolean sent) implements Request {}

  /**
   * A call of a cloud's interface.
   *
   * @param body the operation's whole message, in the JSON of the interface
   */
  record Call(Token token, Operation operation, String region, ObjectNode body)
      implements Request {}

  /** The calls there are. */
  enum Operation {
    EMR_ADD_STEPS("Amazon EMR", "AddJobFlowSteps"),
    EMR_RUN_JOB_FLOW("Amazon EMR", "RunJobFlow"),
    EMR_SERVERLESS_START_JOB_RUN("EMR Serverless", "StartJobRun"),
    DATAPROC_SUBMIT_JOB("Dataproc", "SubmitJob"),
    DATAPROC_RUN_WORKFLOW("Dataproc", "InstantiateInlineWorkflowTemplate"),
    DATAPROC_CREATE_BATCH("Dataproc Serverless", "CreateBatch");

    private final String service;
    private final String method;

    Operation(String service, String method) {
      this.service = service;
      this.method = method;
    }

    /** As its vendor calls it. */
    public String service() {
      return service;
    }

    /** As its interface calls it. */
    public String method() {
      return method;
    }
  }
}
