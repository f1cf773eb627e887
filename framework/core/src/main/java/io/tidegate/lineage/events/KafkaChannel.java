package io.tidegate.lineage.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openlineage.client.transports.KafkaConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * To a topic of Kafka, and no further before the brokers have it. The client's own transport
 * neither waits nor tells when one does not take an event.
 */
final class KafkaChannel implements Channel {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaConfig config;
  private final Duration limit;
  private final Producer<String, String> producer;

  /**
   * @param limit for an event; what the configuration says of Kafka's own timeouts wins
   */
  KafkaChannel(KafkaConfig config, Duration limit) {
    this.config = config;
    this.limit = limit;
    this.producer =
        new KafkaProducer<>(properties(config), new StringSerializer(), new StringSerializer());
  }

  private Properties properties(KafkaConfig config) {
    var properties = new Properties();
    String millis = Long.toString(Math.min(limit.toMillis(), Integer.MAX_VALUE));
    properties.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
    properties.setProperty(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    properties.setProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
    properties.putAll(Optional.ofNullable(config.getProperties()).orElseGet(Properties::new));
    // The client's conf files name them; ours are instances, which win.
    properties.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
    properties.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
    return properties;
  }

  @Override
  public Optional<String> send(String json) throws Exception {
    try {
      var unused =
          producer.send(new ProducerRecord<>(config.getTopicName(), key(json), json)).get();
      return Optional.empty();
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      String said = String.valueOf(cause.getMessage());
      if (cause instanceof RecordTooLargeException) {
        return Optional.of(said);
      }
      throw new IOException("Kafka: " + said, e);
    } catch (KafkaException e) {
      throw new IOException("Kafka: " + e.getMessage(), e);
    }
  }

  /**
   * Events of one family of runs go to one partition, so that their order holds: those of a root,
   * of a parent, or of the job. As the client's transport has it.
   */
  private String key(String json) throws IOException {
    if (config.getMessageKey() != null) {
      return config.getMessageKey();
    }
    JsonNode event = JSON.readTree(json);
    JsonNode job =
        Stream.of("/run/facets/parent/root/job", "/run/facets/parent/job", "/job")
            .map(event::at)
            .filter(JsonNode::isObject)
            .findFirst()
            .orElse(event);
    return "run:" + job.path("namespace").asText() + "/" + job.path("name").asText();
  }

  @Override
  public void close() {
    producer.close(limit);
  }
}
