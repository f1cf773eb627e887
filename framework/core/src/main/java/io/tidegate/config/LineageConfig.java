package io.tidegate.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What lineage backends are told of a job's runs, and how.
 *
 * @param namespace of the job in events, such as its environment
 * @param transport where events go; empty for a conf that does not say: then what Spark's
 *     configuration or OpenLineage's own files and variables say
 * @param timeout how long a run waits in all for its events to be delivered
 * @param required whether a run that cannot tell of its start must not publish
 * @param repository where the job's source code is, as a URL
 * @param tags labels of the job, by their keys
 */
public record LineageConfig(
    String namespace,
    Optional<Transport> transport,
    Duration timeout,
    boolean required,
    Optional<String> repository,
    Map<String, String> tags) {

  /** Of a conf that says nothing of it. */
  public static final LineageConfig DEFAULT =
      new LineageConfig(
          "tidegate", Optional.empty(), Duration.ofSeconds(5), false, Optional.empty(), Map.of());

  LineageConfig with(Optional<Transport> fetched) {
    return new LineageConfig(namespace, fetched, timeout, required, repository, tags);
  }

  /** A way to deliver events. */
  public sealed interface Transport {}

  /** No events at all, whatever else is configured around the job. */
  public record None() implements Transport {}

  /** To the log. */
  public record Console() implements Transport {}

  /**
   * To the end of a file, a line each.
   *
   * @param path on the driver's disk
   */
  public record ToFile(String path) implements Transport {}

  /**
   * @param endpoint the path for events, where the URL has none; OpenLineage's own otherwise
   * @param apiKey sent as a bearer token
   */
  public record Http(
      String url,
      Optional<String> endpoint,
      Optional<Secret> apiKey,
      Map<String, String> headers,
      boolean gzip)
      implements Transport {

    Http with(Optional<Secret> fetched) {
      return new Http(url, endpoint, fetched, headers, gzip);
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
      return "Http[" + url + "]";
    }
  }

  /**
   * @param properties of Kafka's producer
   */
  public record Kafka(String topic, Map<String, String> properties) implements Transport {

    /** Without what may be secret. */
    @Override
    public String toString() {
      return "Kafka[" + topic + "]";
    }
  }

  /** To each of them; an event is delivered once all have it. */
  public record Composite(Map<String, Transport> transports) implements Transport {}
}
