package io.tidegate.lineage.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** A lineage backend in this process, which answers as a test wants it to. */
public final class HttpSink implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> events = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile Answer answer = ok();

  /** The status that answers the request of that number, from 1. */
  public interface Answer {
    int to(int number);
  }

  private HttpSink(HttpServer server) {
    this.server = server;
  }

  public static HttpSink open() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var sink = new HttpSink(HttpServer.create(address, 0));
      sink.server.setExecutor(sink.threads);
      sink.server.createContext("/", sink::take);
      sink.server.start();
      return sink;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public HttpSink answering(Answer next) {
    answer = next;
    return this;
  }

  public static Answer ok() {
    return status(201);
  }

  public static Answer status(int code) {
    return number -> code;
  }

  /** Says nothing until the test is over. */
  public Answer hang() {
    return number -> {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return 500;
    };
  }

  /** What was accepted, in order. */
  public List<String> events() {
    return List.copyOf(events);
  }

  /** The type of event and the job's name of what was accepted. */
  public List<String> told() {
    return events.stream().map(HttpSink::title).toList();
  }

  static String title(String event) {
    try {
      var json = JSON.readTree(event);
      return json.path("eventType").asText() + " " + json.at("/job/name").asText();
    } catch (IOException e) {
      throw new AssertionError(event, e);
    }
  }

  public List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  public List<String> paths() {
    return List.copyOf(paths);
  }

  private void take(HttpExchange exchange) throws IOException {
    paths.add(exchange.getRequestURI().getPath());
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (InputStream raw = exchange.getRequestBody();
        InputStream body = zipped ? new GZIPInputStream(raw) : raw) {
      String event = new String(body.readAllBytes(), UTF_8);
      int status = answer.to(paths.size());
      if (status / 100 == 2) {
        OpenLineageSpec.check(event);
        events.add(event);
      }
      byte[] said = "no secret here".getBytes(UTF_8);
      exchange.getResponseHeaders().add("Location", "/elsewhere");
      exchange.sendResponseHeaders(status, said.length);
      exchange.getResponseBody().write(said);
      exchange.close();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
