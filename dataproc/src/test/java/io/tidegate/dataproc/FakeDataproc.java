package io.tidegate.dataproc;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.cloud.dataproc.v1.Batch;
import com.google.cloud.dataproc.v1.BatchControllerGrpc;
import com.google.cloud.dataproc.v1.CreateBatchRequest;
import com.google.cloud.dataproc.v1.GetBatchRequest;
import com.google.cloud.dataproc.v1.GetJobRequest;
import com.google.cloud.dataproc.v1.InstantiateInlineWorkflowTemplateRequest;
import com.google.cloud.dataproc.v1.Job;
import com.google.cloud.dataproc.v1.JobControllerGrpc;
import com.google.cloud.dataproc.v1.ListJobsRequest;
import com.google.cloud.dataproc.v1.ListJobsResponse;
import com.google.cloud.dataproc.v1.SubmitJobRequest;
import com.google.cloud.dataproc.v1.WorkflowTemplateServiceGrpc;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.protobuf.Message;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A Dataproc in this process. It answers each method by what it was told, the last answer again and
 * again: a message, a status, or nothing at all.
 */
final class FakeDataproc implements AutoCloseable {

  private final String name = InProcessServerBuilder.generateName();
  private final Map<String, Deque<Object>> answers = new ConcurrentHashMap<>();
  private final Map<String, Message> requests = new ConcurrentHashMap<>();
  private final List<String> methods = new ArrayList<>();
  private final Server server;
  private final ManagedChannel channel = InProcessChannelBuilder.forName(name).build();

  FakeDataproc() throws IOException {
    server =
        InProcessServerBuilder.forName(name)
            .addService(new Jobs())
            .addService(new Batches())
            .addService(new Workflows())
            .addService(new Operations())
            .build()
            .start();
  }

  /**
   * @param told messages or statuses; {@code Status.OK} for no answer
   */
  FakeDataproc on(String method, Object... told) {
    answers.computeIfAbsent(method, m -> new ArrayDeque<>()).addAll(List.of(told));
    return this;
  }

  /**
   * A third of the time is a request's: the first one starts gRPC, for seconds on a busy machine.
   */
  DataprocClients clients() {
    return new DataprocClients(
        Optional.of(FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel))),
        Optional.of(NoCredentialsProvider.create()),
        Duration.ofSeconds(12));
  }

  /** What was asked, in order. */
  synchronized List<String> methods() {
    return List.copyOf(methods);
  }

  Message request(String method) {
    return Objects.requireNonNull(requests.get(method));
  }

  private synchronized Object next(String method, Message request) {
    methods.add(method);
    requests.put(method, request);
    Deque<Object> left = answers.getOrDefault(method, new ArrayDeque<>());
    Object unknown = Status.UNIMPLEMENTED.withDescription(method);
    return left.size() > 1 ? left.remove() : left.isEmpty() ? unknown : left.element();
  }

  private <T extends Message> void answer(
      String method, Message request, Class<T> type, StreamObserver<T> to) {
    Object told = next(method, request);
    if (told instanceof Status status) {
      if (!status.isOk()) {
        to.onError(status.asRuntimeException());
      }
      return;
    }
    to.onNext(type.cast(told));
    to.onCompleted();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  private final class Jobs extends JobControllerGrpc.JobControllerImplBase {
    @Override
    public void submitJob(SubmitJobRequest request, StreamObserver<Job> to) {
      answer("SubmitJob", request, Job.class, to);
    }

    @Override
    public void getJob(GetJobRequest request, StreamObserver<Job> to) {
      answer("GetJob", request, Job.class, to);
    }

    @Override
    public void listJobs(ListJobsRequest request, StreamObserver<ListJobsResponse> to) {
      answer("ListJobs", request, ListJobsResponse.class, to);
    }
  }

  private final class Batches extends BatchControllerGrpc.BatchControllerImplBase {
    @Override
    public void createBatch(CreateBatchRequest request, StreamObserver<Operation> to) {
      answer("CreateBatch", request, Operation.class, to);
    }

    @Override
    public void getBatch(GetBatchRequest request, StreamObserver<Batch> to) {
      answer("GetBatch", request, Batch.class, to);
    }
  }

  private final class Workflows
      extends WorkflowTemplateServiceGrpc.WorkflowTemplateServiceImplBase {
    @Override
    public void instantiateInlineWorkflowTemplate(
        InstantiateInlineWorkflowTemplateRequest request, StreamObserver<Operation> to) {
      answer("Instantiate", request, Operation.class, to);
    }
  }

  private final class Operations extends OperationsGrpc.OperationsImplBase {
    @Override
    public void getOperation(GetOperationRequest request, StreamObserver<Operation> to) {
      answer("GetOperation", request, Operation.class, to);
    }
  }
}
