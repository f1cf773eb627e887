package io.tidegate.lineage.events;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;
import scala.Option;

/** A real broker in this JVM, its own controller too. It can go away and come back. */
final class KafkaBroker implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final int port = freePort();
  private final int controller = freePort();
  private KafkaRaftServer server;

  KafkaBroker(Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(
        Files.createDirectories(folder).resolve("meta.properties"),
        "version=1\nnode.id=1\ncluster.id=" + Uuid.randomUuid() + "\n");
    this.server = start();
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  private KafkaRaftServer start() {
    var properties = new Properties();
    properties.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("log.dirs", folder.toString()),
            Map.entry("message.max.bytes", "100000"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1")));
    var started =
        new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM, Option.empty());
    started.startup();
    return started;
  }

  void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  void startAgain() {
    server = start();
  }

  /** What is in the topic's one partition, once there are so many. */
  List<ConsumerRecord<String, String>> read(String topic, int wanted) {
    var properties = new Properties();
    properties.setProperty("bootstrap.servers", address());
    var found = new ArrayList<ConsumerRecord<String, String>>();
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      var partition = List.of(new TopicPartition(topic, 0));
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (found.size() < wanted && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
      consumer.poll(Duration.ofMillis(200)).forEach(found::add);
    }
    return found;
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
