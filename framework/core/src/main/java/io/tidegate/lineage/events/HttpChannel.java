package io.tidegate.lineage.events;

import io.openlineage.client.transports.HttpConfig;
import io.openlineage.client.transports.HttpTransportResponseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * Posts events. The client's own transport takes an answer that redirects for a delivery, and its
 * timeout starts anew with each byte; here the limit is for the whole request.
 */
final class HttpChannel implements Channel {

  /** Answers that speak of the address, the credentials or the moment, and not of the event. */
  private static final Set<Integer> NOT_THE_EVENT = Set.of(401, 403, 404, 405, 407, 408, 425, 429);

  private static final String DEFAULT_PATH = "/api/v1/lineage";

  private final HttpConfig config;
  private final URI uri;
  private final Duration limit;
  private final HttpClient client;

  /**
   * @param limit for a request
   */
  HttpChannel(HttpConfig config, Duration limit) {
    this.config = config;
    this.uri = uri(config);
    this.limit = limit;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limit)
            .build();
  }

  /** Whether this can do what the configuration asks for. */
  static boolean fits(HttpConfig config) {
    return config.getSslContextConfig() == null && config.getProxyConfig() == null;
  }

  /** As the client has it: a URL's own path, else the endpoint, else OpenLineage's. */
  private static URI uri(HttpConfig config) {
    String url = config.getUrl().toString().replaceAll("/+$", "");
    String endpoint = Optional.ofNullable(config.getEndpoint()).orElse(DEFAULT_PATH);
    boolean whole = !config.getUrl().getPath().replace("/", "").isEmpty();
    String path = whole ? "" : "/" + endpoint.replaceAll("^/+", "");
    Map<String, String> parameters = Optional.ofNullable(config.getUrlParams()).orElse(Map.of());
    String query =
        parameters.entrySet().stream()
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return URI.create(url + path + (query.isEmpty() ? "" : "?" + query));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public Optional<String> send(String json) throws Exception {
    int status = post(json);
    if (status / 100 == 2) {
      return Optional.empty();
    }
    if (status / 100 == 4 && !NOT_THE_EVENT.contains(status)) {
      return Optional.of("HTTP status " + status);
    }
    // Not the body: it can say anything.
    throw new HttpTransportResponseException(status, "");
  }

  private int post(String json) throws Exception {
    var answer = client.sendAsync(request(json), BodyHandlers.discarding());
    try {
      return answer
          .thenApply(HttpResponse::statusCode)
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + limit.toMillis() + " ms");
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(String json) throws IOException {
    var request = HttpRequest.newBuilder(uri);
    Optional.ofNullable(config.getHeaders()).orElse(Map.of()).forEach(request::setHeader);
    request.setHeader("Content-Type", "application/json");
    request.setHeader("Accept", "application/json");
    if (config.getAuth() != null) {
      request.setHeader("Authorization", config.getAuth().getToken());
    }
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    if (config.getCompression() == HttpConfig.Compression.GZIP) {
      request.setHeader("Content-Encoding", "gzip");
      body = zipped(body);
    }
    return request.POST(BodyPublishers.ofByteArray(body)).build();
  }

  private static byte[] zipped(byte[] body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(body);
    }
    return bytes.toByteArray();
  }

  /** The client of the JDK ends with the last reference to it. */
  @Override
  public void close() {}
}
