package io.tidegate.emr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emrserverless.EmrServerlessClient;

/**
 * A server on this machine that speaks EMR's JSON 1.1, and EMR Serverless' REST. It answers each
 * operation by what it was told, the last answer again and again.
 */
final class FakeAws implements AutoCloseable, EmrClients {

  /** Never sent: the connection ends before. */
  static final String SILENCE = "";

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final List<String> operations = new ArrayList<>();
  private final Map<String, JsonNode> bodies = new ConcurrentHashMap<>();

  FakeAws() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  FakeAws on(String operation, String... bodies) {
    for (String body : bodies) {
      add(operation, 200, body);
    }
    return this;
  }

  FakeAws fail(String operation, int status, String type, String message) {
    return add(operation, status, "{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}");
  }

  private FakeAws add(String operation, int status, String body) {
    answers.computeIfAbsent(operation, o -> new ArrayDeque<>()).add(new Answer(status, body));
    return this;
  }

  /** What was asked, in order. */
  synchronized List<String> operations() {
    return List.copyOf(operations);
  }

  JsonNode body(String operation) {
    return java.util.Objects.requireNonNull(bodies.get(operation));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String operation = operation(exchange);
    byte[] sent = exchange.getRequestBody().readAllBytes();
    Answer answer = next(operation);
    if (sent.length > 0) {
      bodies.put(operation, new ObjectMapper().readTree(sent));
    }
    if (answer.body().equals(SILENCE)) {
      exchange.close();
      return;
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private synchronized Answer next(String operation) {
    operations.add(operation);
    Deque<Answer> left = answers.getOrDefault(operation, new ArrayDeque<>());
    Answer unknown = new Answer(400, "{\"__type\":\"UnknownOperation\",\"message\":\"\"}");
    return left.size() > 1 ? left.remove() : left.isEmpty() ? unknown : left.element();
  }

  private static String operation(HttpExchange exchange) {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    return target == null
        ? exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()
        : target.substring(target.indexOf('.') + 1);
  }

  @Override
  public EmrClient emr(String region) {
    return EmrClient.builder()
        .region(Region.of(region))
        .endpointOverride(endpoint())
        .credentialsProvider(credentials())
        .httpClientBuilder(ApacheHttpClient.builder())
        .overrideConfiguration(patient())
        .build();
  }

  @Override
  public EmrServerlessClient serverless(String region) {
    return EmrServerlessClient.builder()
        .region(Region.of(region))
        .endpointOverride(endpoint())
        .credentialsProvider(credentials())
        .httpClientBuilder(ApacheHttpClient.builder())
        .overrideConfiguration(patient())
        .build();
  }

  /** A machine that is busy may take seconds for the first request. */
  private static ClientOverrideConfiguration patient() {
    return ClientOverrideConfiguration.builder()
        .retryStrategy(RetryMode.STANDARD)
        .apiCallAttemptTimeout(Duration.ofMinutes(1))
        .apiCallTimeout(Duration.ofMinutes(3))
        .build();
  }

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing"));
  }

  private URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
