package io.tidegate.dataproc;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.StatusCode.Code;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.api.gax.rpc.UnaryCallSettings;
import com.google.cloud.dataproc.v1.BatchControllerClient;
import com.google.cloud.dataproc.v1.BatchControllerSettings;
import com.google.cloud.dataproc.v1.JobControllerClient;
import com.google.cloud.dataproc.v1.JobControllerSettings;
import com.google.cloud.dataproc.v1.WorkflowTemplateServiceClient;
import com.google.cloud.dataproc.v1.WorkflowTemplateServiceSettings;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Clients for a region.
 *
 * @param channel to a server that is not Google's
 * @param patience how long one call may take, with its retries
 */
record DataprocClients(
    Optional<TransportChannelProvider> channel,
    Optional<CredentialsProvider> credentials,
    Duration patience) {

  /** Google's own, with the credentials that its libraries find. */
  static final DataprocClients OF_GOOGLE =
      new DataprocClients(Optional.empty(), Optional.empty(), Duration.ofSeconds(60));

  private interface Opened<T> {
    T open() throws IOException;
  }

  /** A job is found in its own region only. */
  private static String endpoint(String region) {
    return region + "-dataproc.googleapis.com:443";
  }

  JobControllerClient jobs(String region) {
    return open(
        () -> {
          var settings = JobControllerSettings.newBuilder().setEndpoint(endpoint(region));
          channel.ifPresent(settings::setTransportChannelProvider);
          credentials.ifPresent(settings::setCredentialsProvider);
          settings.applyToAllUnaryMethods(this::bounded);
          return JobControllerClient.create(settings.build());
        });
  }

  BatchControllerClient batches(String region) {
    return open(
        () -> {
          var settings = BatchControllerSettings.newBuilder().setEndpoint(endpoint(region));
          channel.ifPresent(settings::setTransportChannelProvider);
          credentials.ifPresent(settings::setCredentialsProvider);
          settings.applyToAllUnaryMethods(this::bounded);
          return BatchControllerClient.create(settings.build());
        });
  }

  WorkflowTemplateServiceClient workflows(String region) {
    return open(
        () -> {
          var settings = WorkflowTemplateServiceSettings.newBuilder().setEndpoint(endpoint(region));
          channel.ifPresent(settings::setTransportChannelProvider);
          credentials.ifPresent(settings::setCredentialsProvider);
          settings.applyToAllUnaryMethods(this::bounded);
          return WorkflowTemplateServiceClient.create(settings.build());
        });
  }

  /** Every request has an id by which Dataproc knows it again, so that all may be repeated. */
  private @Nullable Void bounded(UnaryCallSettings.Builder<?, ?> call) {
    call.setRetryableCodes(Code.UNAVAILABLE, Code.RESOURCE_EXHAUSTED);
    call.setRetrySettings(
        RetrySettings.newBuilder()
            .setInitialRetryDelayDuration(patience.dividedBy(60))
            .setRetryDelayMultiplier(2)
            .setMaxRetryDelayDuration(patience.dividedBy(6))
            .setInitialRpcTimeoutDuration(patience.dividedBy(3))
            .setRpcTimeoutMultiplier(1)
            .setMaxRpcTimeoutDuration(patience.dividedBy(3))
            .setTotalTimeoutDuration(patience)
            .build());
    return null;
  }

  private static <T> T open(Opened<T> client) {
    try {
      return client.open();
    } catch (IOException e) {
      throw new UserException(
          "no credentials for Google Cloud: " + e.getMessage(),
          "log in with gcloud auth application-default login, or set"
              + " GOOGLE_APPLICATION_CREDENTIALS");
    }
  }
}
