package io.tidegate.lineage.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Verdict;
import io.tidegate.config.LineageConfig;
import io.tidegate.config.LineageConfig.Composite;
import io.tidegate.config.LineageConfig.Console;
import io.tidegate.config.LineageConfig.Http;
import io.tidegate.config.LineageConfig.ToFile;
import io.tidegate.config.LineageConfig.Transport;
import io.tidegate.config.Secret;
import io.tidegate.ledger.KeptEvents.Event;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunStatus;
import io.tidegate.ledger.Runs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kept events and a backend that takes them, does not, or is not there. */
@Timeout(60)
class OutboxTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final List<String> ALL =
      List.of(
          "START curate-orders",
          "START curate-orders.quality",
          "COMPLETE curate-orders.quality",
          "COMPLETE curate-orders");

  @TempDir Path folder;

  private final HttpSink sink = HttpSink.open();
  private Ledger ledger;
  private EventBook book;

  @BeforeEach
  void aRunThatHasEnded() {
    ledger = Ledger.open(folder + "/ledger");
    book = new EventBook(ledger);
    book.started(SampleRuns.START, SampleRuns.FACTS, Optional.empty());
    book.ended(SampleRuns.record(RunStatus.PUBLISHED, Verdict.PASS, OptionalLong.of(7)));
  }

  @AfterEach
  void close() {
    sink.close();
  }

  @Test
  void deliversOnceAndInOrder() throws Exception {
    assertThat(send(http())).isEqualTo(new Outbox.Result(4, List.of(), Optional.empty(), 0));
    assertThat(send(http())).isEqualTo(new Outbox.Result(0, List.of(), Optional.empty(), 0));
    assertThat(sink.told()).isEqualTo(ALL);
    assertThat(sink.paths()).containsOnly("/api/v1/lineage");
    assertThat(sink.authorizations()).containsOnly("null");
  }

  @Test
  void leavesTheStartOfARunThatGoesOnToTheRun() {
    RunStart other =
        Runs.start(SampleRuns.START.job(), Runs.id("2026-03-02T06:00:00Z"), "2026-03-01");
    book.started(other, SampleRuns.FACTS, Optional.empty());
    assertThat(pending()).extracting(Event::runId).containsOnly(SampleRuns.START.runId());
    assertThat(book.pending(other)).hasSize(1);
    ledger.closed(Runs.record(other, RunStatus.FAILED));
    book.settleAll(other.job(), Instant.EPOCH, run -> true);
    assertThat(pending()).extracting(Event::runId).contains(other.runId());
  }

  @Test
  void sendsWithAKeyCompressedToItsOwnAddress() throws Exception {
    var transport =
        new Http(
            sink.url(),
            Optional.of("/openapi/lineage"),
            Optional.of(new Secret.Text("k-e-y")),
            Map.of("x-team", "sales"),
            true);
    assertThat(send(transport).sent()).isEqualTo(4);
    assertThat(sink.told()).isEqualTo(ALL);
    assertThat(sink.paths()).containsOnly("/openapi/lineage");
    assertThat(sink.authorizations()).containsOnly("Bearer k-e-y");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 401, 403, 404, 408, 429, 500, 503})
  void keepsWhatMayBeTakenLater(int status) throws Exception {
    sink.answering(HttpSink.status(status));
    assertThat(send(http()))
        .isEqualTo(new Outbox.Result(0, List.of(), Optional.of("HTTP status " + status), 4));
    sink.answering(HttpSink.ok());
    assertThat(send(http()).sent()).isEqualTo(4);
    assertThat(sink.told()).isEqualTo(ALL);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void givesUpWhatWillNeverBeTaken(int status) throws Exception {
    sink.answering(number -> number == 1 ? status : 201);
    String why = "start of " + SampleRuns.START.runId() + ": HTTP status " + status;
    assertThat(send(http())).isEqualTo(new Outbox.Result(3, List.of(why), Optional.empty(), 0));
    assertThat(sink.told()).isEqualTo(ALL.subList(1, 4));
    assertThat(pending()).isEmpty();
  }

  @Test
  void stopsAtTheFirstThatFailsAndGoesOnThere() throws Exception {
    sink.answering(number -> number == 3 ? 503 : 201);
    assertThat(send(http()))
        .isEqualTo(new Outbox.Result(2, List.of(), Optional.of("HTTP status 503"), 2));
    assertThat(send(http())).isEqualTo(new Outbox.Result(2, List.of(), Optional.empty(), 0));
    assertThat(sink.told()).isEqualTo(ALL);
  }

  @Test
  void waitsNoLongerThanTheLimitForOneThatHangs() throws Exception {
    sink.answering(sink.hang());
    long begin = System.nanoTime();
    Outbox.Result result = send(http(), Duration.ofMillis(700));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    assertThat(result.left()).isEqualTo(4);
    assertThat(result.failure().orElseThrow())
        .isEqualTo("java.io.IOException: no answer within 700 ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "garbage", "half"})
  void keepsWhatIsCutOff(String how) throws Exception {
    try (var raw = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var server = new Thread(() -> spoil(raw, how));
      server.setDaemon(true);
      server.start();
      Outbox.Result result = send(http("http://127.0.0.1:" + raw.getLocalPort()));
      assertThat(result.sent()).isZero();
      assertThat(result.left()).isEqualTo(4);
      assertThat(result.failure()).isPresent();
    }
    assertThat(send(http()).sent()).isEqualTo(4);
    assertThat(sink.told()).isEqualTo(ALL);
  }

  private static void spoil(ServerSocket server, String how) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        client.setSoLinger(true, 0);
        client.getInputStream().read(new byte[64]);
        String answer =
            switch (how) {
              case "garbage" -> "nonsense\r\n\r\n";
              case "half" -> "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf";
              default -> "";
            };
        client.getOutputStream().write(answer.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        client.getOutputStream().flush();
      } catch (IOException e) {
        // as the test wants it
      }
    }
  }

  @Test
  void keepsWhatNobodyListensTo() throws Exception {
    sink.close();
    Outbox.Result result = send(http());
    assertThat(result.failure().orElseThrow()).contains("ConnectException");
    assertThat(pending()).hasSize(4);
  }

  @Test
  void writesALineEach() throws Exception {
    Path file = folder.resolve("a/b/events.jsonl");
    assertThat(send(new ToFile(file.toString())).sent()).isEqualTo(4);
    assertThat(Files.readAllLines(file)).hasSize(4).allSatisfy(OpenLineageSpec::check);
  }

  @Test
  void tellsOfAFileThatCannotBeWritten() throws Exception {
    Path file = Files.createDirectories(folder.resolve("taken"));
    assertThat(send(new ToFile(file.toString())).failure())
        .contains("java.nio.file.FileSystemException: " + file + ": Is a directory");
  }

  @Test
  void deliversToEachOfSeveral() throws Exception {
    Path file = folder.resolve("events.jsonl");
    var both = new Composite(Map.of("one", http(), "two", new ToFile(file.toString())));
    sink.answering(HttpSink.status(500));
    assertThat(send(both).failure()).contains("HTTP status 500");
    sink.answering(HttpSink.ok());
    assertThat(send(both).sent()).isEqualTo(4);
    assertThat(sink.told()).isEqualTo(ALL);
    assertThat(Files.readAllLines(file)).hasSize(5);
  }

  @Test
  void writesToTheLog() throws Exception {
    assertThat(send(new Console()).sent()).isEqualTo(4);
  }

  @Test
  void stopsWhenTheTimeIsUp() throws Exception {
    try (var outbox = new Outbox(ledger.events(), backend(http(), LIMIT))) {
      assertThat(outbox.send(pending(), () -> sink.events().size() < 2))
          .isEqualTo(new Outbox.Result(2, List.of(), Optional.of("the time was up"), 2));
    }
  }

  private Http http() {
    return http(sink.url());
  }

  private static Http http(String url) {
    return new Http(url, Optional.empty(), Optional.empty(), Map.of(), false);
  }

  private Outbox.Result send(Transport transport) throws Exception {
    return send(transport, LIMIT);
  }

  private Outbox.Result send(Transport transport, Duration limit) throws Exception {
    try (var outbox = new Outbox(ledger.events(), backend(transport, limit))) {
      return outbox.send(pending(), () -> true);
    }
  }

  private Backend backend(Transport transport, Duration limit) {
    var config =
        new LineageConfig("prod", Optional.of(transport), limit, false, Optional.empty(), Map.of());
    var nothing = new Backend.Surroundings(Map.of(), Map.of(), folder, folder);
    return Backend.choose(config, nothing).orElseThrow();
  }

  private List<Event> pending() {
    return book.pending(SampleRuns.START.job(), Instant.EPOCH);
  }
}
