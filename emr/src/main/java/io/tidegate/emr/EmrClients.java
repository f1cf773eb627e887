package io.tidegate.emr;

import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emrserverless.EmrServerlessClient;

/** Clients for a region. */
interface EmrClients {

  EmrClient emr(String region);

  EmrServerlessClient serverless(String region);

  /** AWS' own, with the credentials that its SDK finds. */
  final class OfAws implements EmrClients {

    /** One call without its retries, and with them. */
    private static final ClientOverrideConfiguration TIMEOUTS =
        ClientOverrideConfiguration.builder()
            .apiCallAttemptTimeout(Duration.ofSeconds(20))
            .apiCallTimeout(Duration.ofSeconds(60))
            .build();

    @Override
    public EmrClient emr(String region) {
      return EmrClient.builder()
          .region(Region.of(region))
          .httpClientBuilder(ApacheHttpClient.builder())
          .overrideConfiguration(TIMEOUTS)
          .build();
    }

    @Override
    public EmrServerlessClient serverless(String region) {
      return EmrServerlessClient.builder()
          .region(Region.of(region))
          .httpClientBuilder(ApacheHttpClient.builder())
          .overrideConfiguration(TIMEOUTS)
          .build();
    }
  }
}
