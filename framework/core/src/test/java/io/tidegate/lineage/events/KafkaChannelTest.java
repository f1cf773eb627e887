package io.tidegate.lineage.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.check.Verdict;
import io.tidegate.config.LineageConfig;
import io.tidegate.config.LineageConfig.Kafka;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events to a real broker that is there, goes away, or does not take them. */
@Timeout(120)
class KafkaChannelTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static KafkaBroker broker;

  @TempDir private Path folder;
  private Ledger ledger;
  private EventBook book;
  private String topic = "";

  @BeforeAll
  static void start(@TempDir Path logs) throws IOException {
    broker = new KafkaBroker(logs);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void aRunThatHasEnded(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName();
    ledger = Ledger.open(folder + "/ledger");
    book = new EventBook(ledger);
    book.started(SampleRuns.START, SampleRuns.FACTS, Optional.empty());
    book.ended(SampleRuns.record(RunStatus.PUBLISHED, Verdict.PASS, OptionalLong.of(7)));
  }

  private Channel channel(Duration limit) {
    return new Channels(limit).of(kafka());
  }

  private Kafka kafka() {
    return new Kafka(topic, Map.of("bootstrap.servers", broker.address()));
  }

  private Outbox.Result send(Duration limit) throws Exception {
    var config =
        new LineageConfig("prod", Optional.of(kafka()), limit, false, Optional.empty(), Map.of());
    var nothing = new Backend.Surroundings(Map.of(), Map.of(), folder, folder);
    var backend = Backend.choose(config, nothing).orElseThrow();
    try (var outbox = new Outbox(ledger.events(), backend)) {
      return outbox.send(book.pending(SampleRuns.START.job(), Instant.EPOCH), () -> true);
    }
  }

  @Test
  void theBrokerHasEveryEventInOrder() throws Exception {
    assertThat(send(LIMIT)).isEqualTo(new Outbox.Result(4, List.of(), Optional.empty(), 0));
    var told = broker.read(topic, 4);
    assertThat(told).hasSize(4);
    assertThat(told).allSatisfy(record -> OpenLineageSpec.check(record.value()));
    String key = "run:prod/curate-orders";
    assertThat(told).extracting(record -> record.key()).containsOnly(key);
    assertThat(told)
        .extracting(record -> HttpSink.title(record.value()))
        .containsExactly(
            "START curate-orders",
            "START curate-orders.quality",
            "COMPLETE curate-orders.quality",
            "COMPLETE curate-orders");
  }

  @Test
  void whatABrokerThatIsAwayDidNotTakeIsSentWhenItIsBack() throws Exception {
    try (var channel = channel(Duration.ofSeconds(3))) {
      assertThat(channel.send("{}")).isEmpty();
      broker.stop();
      long began = System.nanoTime();
      Outbox.Result away = send(Duration.ofSeconds(3));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(12));
      assertThat(away.sent()).isZero();
      assertThat(away.left()).isEqualTo(4);
      assertThat(away.failure().orElseThrow())
          .isEqualTo(
              "java.io.IOException: Kafka: Topic "
                  + topic
                  + " not present in metadata after 3000 ms.");
    } finally {
      broker.startAgain();
    }
    assertThat(send(LIMIT).sent()).isEqualTo(4);
    assertThat(broker.read(topic, 5)).hasSize(5);
  }

  @Test
  void anEventThatIsTooLargeIsRefusedForGood() throws Exception {
    try (var channel = channel(LIMIT)) {
      assertThat(channel.send("{\"x\": \"" + "x".repeat(200_000) + "\"}"))
          .contains(
              "The request included a message larger than the max message size the server will accept.");
      assertThat(channel.send("{}")).isEmpty();
    }
  }

  @Test
  void theSessionsPropertiesNameABrokerToo() throws Exception {
    var properties =
        Map.of(
            "type", "kafka",
            "topicName", topic,
            "messageKey", "all",
            "properties.bootstrap.servers", broker.address(),
            "properties.key.serializer", "org.apache.kafka.common.serialization.StringSerializer");
    try (var channel = new Channels(LIMIT).of(properties)) {
      assertThat(channel.send("{}")).isEmpty();
    }
    assertThat(broker.read(topic, 1))
        .extracting(record -> record.key(), record -> record.value())
        .containsExactly(tuple("all", "{}"));
  }
}
