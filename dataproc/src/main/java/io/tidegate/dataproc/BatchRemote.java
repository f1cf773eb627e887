package io.tidegate.dataproc;

import com.google.cloud.dataproc.v1.Batch;
import com.google.cloud.dataproc.v1.BatchControllerClient;
import com.google.cloud.dataproc.v1.CreateBatchRequest;
import io.tidegate.submit.Remote;
import java.util.Optional;

/** A batch, under the id that its request gives it. */
final class BatchRemote implements Remote {

  private final BatchControllerClient client;
  private final CreateBatchRequest request;
  private final String name;

  BatchRemote(BatchControllerClient client, CreateBatchRequest request) {
    this.client = client;
    this.request = request;
    this.name = request.getParent() + "/batches/" + request.getBatchId();
  }

  @Override
  public Optional<String> find() {
    return GoogleFailures.find(
            "asking for the batch " + request.getBatchId(), () -> client.getBatch(name))
        .map(batch -> request.getBatchId());
  }

  /** Does not wait for the operation: it ends with the batch. */
  @Override
  public String send() {
    GoogleFailures.send(
        "creating the batch " + request.getBatchId(),
        () -> client.createBatchCallable().call(request));
    return request.getBatchId();
  }

  @Override
  public State state(String id) {
    Batch batch = GoogleFailures.attempt("asking for the batch " + id, () -> client.getBatch(name));
    String word = batch.getState().name();
    return switch (batch.getState()) {
      case SUCCEEDED -> new State(Phase.SUCCEEDED, word, "");
      case FAILED, CANCELLED -> new State(Phase.FAILED, word, batch.getStateMessage());
      default -> new State(Phase.RUNNING, word, "");
    };
  }

  @Override
  public void close() {
    client.close();
  }
}
