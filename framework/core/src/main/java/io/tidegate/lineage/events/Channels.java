package io.tidegate.lineage.events;

import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.OpenLineageConfig;
import io.openlineage.client.transports.ApiKeyTokenProvider;
import io.openlineage.client.transports.CompositeConfig;
import io.openlineage.client.transports.ConsoleConfig;
import io.openlineage.client.transports.FileConfig;
import io.openlineage.client.transports.HttpConfig;
import io.openlineage.client.transports.KafkaConfig;
import io.openlineage.client.transports.TransportConfig;
import io.openlineage.client.transports.TransportResolver;
import io.tidegate.config.LineageConfig;
import io.tidegate.config.LineageConfig.Composite;
import io.tidegate.config.LineageConfig.Http;
import io.tidegate.config.LineageConfig.Kafka;
import io.tidegate.config.LineageConfig.ToFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Opens channels, whoever has configured them. */
final class Channels {

  private final Duration limit;

  /**
   * @param limit how long one request may take at most
   */
  Channels(Duration limit) {
    this.limit = limit;
  }

  /** As a job's conf has it. */
  Channel of(LineageConfig.Transport transport) {
    if (transport instanceof ToFile file) {
      return new FileChannel(Path.of(file.path()));
    }
    if (transport instanceof Http http) {
      return of(config(http));
    }
    if (transport instanceof Kafka kafka) {
      var properties = new Properties();
      properties.putAll(kafka.properties());
      return of(new KafkaConfig(kafka.topic(), null, properties));
    }
    return transport instanceof Composite composite
        ? new SeveralChannels(composite.transports().values().stream().map(this::of).toList())
        : of(new ConsoleConfig());
  }

  private static HttpConfig config(Http http) {
    var config = new HttpConfig();
    config.setUrl(URI.create(http.url()));
    http.endpoint().ifPresent(config::setEndpoint);
    http.apiKey()
        .ifPresent(
            key -> {
              var token = new ApiKeyTokenProvider();
              token.setApiKey(key.text());
              config.setAuth(token);
            });
    config.setHeaders(new LinkedHashMap<>(http.headers()));
    if (http.gzip()) {
      config.setCompression(HttpConfig.Compression.GZIP);
    }
    return config;
  }

  /**
   * As the properties have it that follow {@code spark.openlineage.transport.}: a dot leads into a
   * block, but not in the names of headers, parameters and Kafka's properties.
   */
  Channel of(Map<String, String> properties) {
    var transport = new LinkedHashMap<String, Object>();
    properties.forEach((key, value) -> put(transport, key, value));
    return of(
        OpenLineageClientUtils.convertValue(Map.of("transport", transport), OpenLineageConfig.class)
            .getTransportConfig());
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> block, String key, String value) {
    int dot = key.indexOf('.');
    if (dot < 0) {
      block.put(key, value);
      return;
    }
    String name = key.substring(0, dot);
    String rest = key.substring(dot + 1);
    var nested = (Map<String, Object>) block.computeIfAbsent(name, unseen -> new LinkedHashMap<>());
    if (name.equals("headers") || name.equals("urlParams") || name.equals("properties")) {
      nested.put(rest.replaceAll("^\\[|]$", ""), value);
    } else {
      put(nested, rest, value);
    }
  }

  /** As the client has it. */
  Channel of(TransportConfig config) {
    if (config instanceof FileConfig file) {
      return new FileChannel(Path.of(file.getLocation()));
    }
    if (config instanceof CompositeConfig composite) {
      return new SeveralChannels(composite.getTransports().stream().map(this::of).toList());
    }
    if (config instanceof HttpConfig http) {
      Duration within = within(http);
      if (HttpChannel.fits(http)) {
        return new HttpChannel(http, within);
      }
      http.setTimeoutInMillis(Math.toIntExact(Math.min(within.toMillis(), Integer.MAX_VALUE)));
    }
    if (config instanceof KafkaConfig kafka) {
      return new KafkaChannel(kafka, limit);
    }
    return new ClientChannel(TransportResolver.resolveTransportByConfig(config));
  }

  private Duration within(HttpConfig http) {
    Integer asked = http.getTimeoutInMillis();
    boolean shorter = asked != null && asked < limit.toMillis();
    return shorter ? Duration.ofMillis(asked) : limit;
  }
}
