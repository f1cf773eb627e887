package io.tidegate.config;

import io.tidegate.config.LineageConfig.Composite;
import io.tidegate.config.LineageConfig.Console;
import io.tidegate.config.LineageConfig.Http;
import io.tidegate.config.LineageConfig.Kafka;
import io.tidegate.config.LineageConfig.None;
import io.tidegate.config.LineageConfig.ToFile;
import io.tidegate.config.LineageConfig.Transport;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads what lineage backends are told, and how. */
final class LineageReader {

  static final Key<Node> LINEAGE =
      Key.block("lineage", "what lineage backends are told, as OpenLineage events");

  private static final Key<String> NAMESPACE =
      Key.preset("namespace", Types.TEXT, "tidegate", "the job's namespace, as its environment");
  private static final Key<Node> TRANSPORT = Key.block("transport", "how events are delivered");
  private static final Key<Duration> TIMEOUT =
      Key.preset(
          "timeout",
          Units.DURATION,
          "5s",
          "how long a run waits in all for its events to be delivered");
  private static final Key<Boolean> REQUIRED =
      Key.preset(
          "required",
          Types.FLAG,
          "false",
          "whether a run whose start could not be delivered fails before it publishes");
  private static final Key<String> REPOSITORY =
      Key.optional("repository", Types.URL, "where the job's source code is");
  private static final Key<Map<String, String>> TAGS =
      Key.optional("tags", Types.LABELS, "labels of the job, by their keys");

  static final Section SECTION =
      new Section(
          "lineage",
          "What lineage backends are told of the job's runs, as OpenLineage events. Without a"
              + " transport here: what Spark's configuration or OpenLineage's own files and"
              + " variables say.",
          NAMESPACE,
          TRANSPORT,
          TIMEOUT,
          REQUIRED,
          REPOSITORY,
          TAGS);

  private enum Kind {
    NONE,
    CONSOLE,
    FILE,
    HTTP,
    KAFKA,
    COMPOSITE
  }

  private static final Key<Kind> TYPE =
      Key.required(
          "type", EnumType.of("transport", Kind.class), "the way; none: no events, whatever else");
  private static final Key<String> URL =
      Key.optional("url", Types.URL, "http: the backend, as in http://marquez:5000");
  private static final Key<String> ENDPOINT =
      Key.optional("endpoint", Types.TEXT, "http: the path for events, where the URL has none");
  private static final Key<Secret> API_KEY =
      Key.optional("api-key", new SecretType(), "http: sent as a bearer token");
  private static final Key<Map<String, String>> HEADERS =
      Key.optional("headers", Types.LABELS, "http: further headers");
  private static final Key<Boolean> GZIP =
      Key.preset("gzip", Types.FLAG, "false", "http: whether events are compressed");
  private static final Key<String> PATH =
      Key.optional("path", Types.PATH, "file: on the driver's disk; an event a line");
  private static final Key<String> TOPIC = Key.optional("topic", Types.TEXT, "kafka: the topic");
  private static final Key<Map<String, String>> PROPERTIES =
      Key.optional("properties", Types.PROPERTIES, "kafka: the producer's, bootstrap.servers too");
  private static final Key<Node> TRANSPORTS =
      Key.block("transports", "composite: several, by names of yours; each has every event");

  private static final Key<?>[] OF_ONE = {
    TYPE, URL, ENDPOINT, API_KEY, HEADERS, GZIP, PATH, TOPIC, PROPERTIES
  };

  static final Section TRANSPORT_SECTION =
      new Section(
          "lineage.transport",
          "Where events go.",
          Stream.concat(Arrays.stream(OF_ONE), Stream.of(TRANSPORTS)).toArray(Key<?>[]::new));
  static final Section ONE_SECTION =
      new Section("lineage.transport.transports.NAME", "One of several transports.", OF_ONE);

  private LineageReader() {}

  static Supplier<LineageConfig> read(Block root) {
    var block = root.blockOrEmpty(LINEAGE, SECTION);
    var namespace = block.read(NAMESPACE);
    var timeout = block.read(TIMEOUT);
    var required = block.read(REQUIRED);
    var repository = block.read(REPOSITORY);
    var tags = block.read(TAGS).orElse(Map.of());
    var transport = block.block(TRANSPORT, TRANSPORT_SECTION).map(LineageReader::transport);
    return () ->
        new LineageConfig(
            namespace.orElseThrow(),
            transport.map(Supplier::get),
            timeout.orElseThrow(),
            required.orElseThrow(),
            repository,
            tags);
  }

  private static Supplier<Transport> transport(Block block) {
    var kind = block.read(TYPE);
    kind.ifPresent(type -> refuseForeign(block, type));
    Supplier<Http> http = http(block);
    var path = block.read(PATH);
    var topic = block.read(TOPIC);
    var properties = block.read(PROPERTIES);
    Supplier<Composite> composite = composite(block);
    kind.ifPresent(type -> required(type).forEach(key -> reportMissing(block, key)));
    return () ->
        switch (kind.orElseThrow()) {
          case NONE -> new None();
          case CONSOLE -> new Console();
          case FILE -> new ToFile(path.orElseThrow());
          case HTTP -> http.get();
          case KAFKA -> new Kafka(topic.orElseThrow(), properties.orElseThrow());
          case COMPOSITE -> composite.get();
        };
  }

  private static Supplier<Http> http(Block block) {
    var url = block.read(URL);
    var endpoint = block.read(ENDPOINT);
    var apiKey = block.read(API_KEY);
    var headers = block.read(HEADERS).orElse(Map.of());
    // Its default says nothing of a transport that is none of HTTP's.
    var gzip = block.has(GZIP) ? block.read(GZIP) : Optional.of(false);
    return () -> new Http(url.orElseThrow(), endpoint, apiKey, headers, gzip.orElseThrow());
  }

  private static Supplier<Composite> composite(Block block) {
    var transports = new LinkedHashMap<String, Supplier<Transport>>();
    if (block.section().equals(TRANSPORT_SECTION)) {
      block
          .named(TRANSPORTS, ONE_SECTION)
          .forEach((name, one) -> transports.put(name, transport(one)));
    }
    return () -> {
      var found = new LinkedHashMap<String, Transport>();
      transports.forEach((name, transport) -> found.put(name, transport.get()));
      return new Composite(found);
    };
  }

  /** The keys that belong to a type. */
  private static List<Key<?>> known(Kind kind) {
    return switch (kind) {
      case NONE, CONSOLE -> List.of();
      case FILE -> List.of(PATH);
      case HTTP -> List.of(URL, ENDPOINT, API_KEY, HEADERS, GZIP);
      case KAFKA -> List.of(TOPIC, PROPERTIES);
      case COMPOSITE -> List.of(TRANSPORTS);
    };
  }

  private static List<Key<?>> required(Kind kind) {
    return switch (kind) {
      case NONE, CONSOLE -> List.of();
      case FILE -> List.of(PATH);
      case HTTP -> List.of(URL);
      case KAFKA -> List.of(TOPIC, PROPERTIES);
      case COMPOSITE -> List.of(TRANSPORTS);
    };
  }

  private static void reportMissing(Block block, Key<?> key) {
    if (!block.section().knows(key.name())) {
      block.report(TYPE, "is composite inside of composite", "name its transports one level up");
    } else if (!block.has(key)) {
      block.reportMissing(key, "it is " + key.help());
    }
  }

  private static void refuseForeign(Block block, Kind kind) {
    for (Key<?> key : block.section().keys()) {
      if (block.has(key) && !key.equals(TYPE) && !known(kind).contains(key)) {
        block.report(
            key, "is not for the transport " + EnumType.word(kind), "leave it out, or change type");
      }
    }
  }
}
