package io.tidegate.quality;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.glue.dqdl.model.DQRule;

/** The datasets that a comparing rule names. */
final class References {

  /** In an aggregate, what is checked goes by this name. */
  private static final String PRIMARY = "primary";

  private static final Pattern AGGREGATE = Pattern.compile("\\((?:\"?)([A-Za-z0-9_]+)\\.");

  private References() {}

  static List<String> of(DQRule rule) {
    Map<String, String> parameters = rule.getParameters();
    return switch (rule.getRuleType()) {
      case "AggregateMatch" ->
          parameters.values().stream()
              .flatMap(References::inAggregate)
              .filter(alias -> !alias.equals(PRIMARY))
              .distinct()
              .toList();
      case "ReferentialIntegrity" ->
          List.of(before(parameters.getOrDefault("ReferenceDatasetColumns", "")));
      default -> List.of(parameters.getOrDefault("ReferenceDatasetAlias", ""));
    };
  }

  private static Stream<String> inAggregate(String expression) {
    Matcher match = AGGREGATE.matcher(expression);
    return match.find() ? Stream.of(match.group(1)) : Stream.empty();
  }

  private static String before(String column) {
    int dot = column.indexOf('.');
    return dot < 0 ? column : column.substring(0, dot);
  }
}
