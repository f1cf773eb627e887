package io.tidegate.submit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A line of spark-submit as SparkSubmitOperator takes it, which puts the line together again. */
final class AirflowSparkSubmit {

  private static final Map<String, String> ARGUMENTS =
      Map.of(
          "--deploy-mode", "deploy_mode",
          "--name", "name",
          "--queue", "yarn_queue",
          "--principal", "principal",
          "--keytab", "keytab",
          "--jars", "jars",
          "--archives", "archives",
          "--class", "java_class");

  private AirflowSparkSubmit() {}

  static ObjectNode arguments(List<String> command) {
    var arguments = new Fields();
    var properties = new LinkedHashMap<String, String>();
    Iterator<String> words = command.subList(1, command.size()).iterator();
    String word = words.next();
    for (; word.startsWith("--"); word = words.next()) {
      String value = words.next();
      if (word.equals("--conf")) {
        int equals = value.indexOf('=');
        properties.put(value.substring(0, equals), value.substring(equals + 1));
      } else if (ARGUMENTS.containsKey(word)) {
        arguments.put(ARGUMENTS.getOrDefault(word, word), value);
      } else if (!word.equals("--master")) { // which Airflow's connection has
        throw new IllegalStateException("SparkSubmitOperator has nothing for " + word);
      }
    }
    var rest = new ArrayList<String>();
    words.forEachRemaining(rest::add);
    return arguments
        .map("conf", properties)
        .put("application", word)
        .texts("application_args", rest)
        .node();
  }
}
