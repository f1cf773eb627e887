package io.tidegate.publish.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.Action$;

/**
 * What {@code StagedOutput.actions} holds: a header of our own, then Delta's actions as they stand
 * in a log.
 *
 * @param predicate what a replacing write replaces
 */
record Manifest(Optional<String> predicate, List<Action> actions) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEADER = "tidegate";
  private static final String PREDICATE = "replaceWhere";

  /**
   * @param removedAt the deletion time of removed files: the time of the commit. Delta keeps a
   *     removed file for its retention from that time on, and staging may have been days before
   */
  static Manifest read(List<String> documents, Instant removedAt) {
    Optional<String> predicate = Optional.empty();
    List<Action> actions = new ArrayList<>();
    for (String document : documents) {
      JsonNode node = parse(document);
      if (node.has(HEADER)) {
        predicate = Optional.ofNullable(node.get(HEADER).get(PREDICATE)).map(JsonNode::asText);
      } else {
        if (node.get("remove") instanceof ObjectNode remove) {
          remove.put("deletionTimestamp", removedAt.toEpochMilli());
        }
        actions.add(Action$.MODULE$.fromJson(node.toString()));
      }
    }
    return new Manifest(predicate, List.copyOf(actions));
  }

  List<String> documents() {
    ObjectNode header = JSON.createObjectNode();
    predicate.ifPresent(where -> header.put(PREDICATE, where));
    String first = JSON.createObjectNode().set(HEADER, header).toString();
    return Stream.concat(Stream.of(first), actions.stream().map(Action::json)).toList();
  }

  /** The actions of one kind, in order. */
  <T extends Action> List<T> all(Class<T> kind) {
    return actions.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static JsonNode parse(String document) {
    try {
      return JSON.readTree(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a staged action: " + document, e);
    }
  }
}
