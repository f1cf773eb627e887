package io.tidegate.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Puts Airflow's templates where a rendered request has the date, the try and the token of one run.
 * The functions that they call are those of {@code docs/airflow/tidegate_airflow.py}.
 */
final class AirflowTemplates {

  /** What Airflow would take for its own. */
  private static final Pattern JINJA = Pattern.compile("\\{[{%#]");

  private final Map<String, String> templates = new LinkedHashMap<>();

  AirflowTemplates(Submission sample) {
    // The token first: its digits could be the try's.
    templates.put(
        sample.token().text(),
        "{{ tidegate_token('%s', data_interval_start, ti.try_number) }}".formatted(sample.job()));
    String date = sample.date().toString();
    templates.put(date, "{{ tidegate_date(data_interval_start) }}");
    templates.put(Labels.label(date), "{{ tidegate_label(data_interval_start) }}");
    templates.put(String.valueOf(sample.attempt()), "{{ ti.try_number }}");
  }

  ObjectNode in(ObjectNode object) {
    var replaced = JsonNodeFactory.instance.objectNode();
    object.fields().forEachRemaining(field -> replaced.set(field.getKey(), in(field.getValue())));
    return replaced;
  }

  private JsonNode in(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return in(object);
    }
    if (node instanceof ArrayNode list) {
      var replaced = JsonNodeFactory.instance.arrayNode();
      list.forEach(element -> replaced.add(in(element)));
      return replaced;
    }
    return node.isTextual() ? JsonNodeFactory.instance.textNode(in(node.textValue())) : node;
  }

  private String in(String text) {
    if (JINJA.matcher(text).find()) {
      throw new UserException(
          new Problem(
              Place.UNKNOWN,
              "'" + text + "' has braces that Airflow takes for a template of its own",
              "say it in the conf or in the environment, which the driver reads itself"));
    }
    String replaced = text;
    for (var template : templates.entrySet()) {
      replaced = replaced.replace(template.getKey(), template.getValue());
    }
    return replaced;
  }
}
