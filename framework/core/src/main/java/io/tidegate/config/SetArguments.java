package io.tidegate.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.tidegate.problem.Closest;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * The {@code --set key=value} arguments as the uppermost layer of the conf.
 *
 * <p>The value is text as it stands, so that a path needs no quotes; only one that begins with
 * {@code [} or <code>{</code> is HOCON. A key without dots that is no key of the top level is a
 * variable: {@code --set data=DIR} is {@code --set vars.data=DIR}. The conf must use it, or declare
 * it in {@code vars}: a mistyped name would otherwise change nothing and say nothing.
 */
final class SetArguments {

  static final String ORIGIN = "--set";

  /** Blocks whose keys have dots of their own: the rest of the path is one key. */
  private static final Set<String> DOTTED = Set.of("options", "properties");

  private final Collection<String> topLevel;
  private final Set<String> variables;
  private final Problems problems;

  /**
   * @param topLevel the keys of the top level
   * @param variables names that the conf declares in {@code vars} or uses in a substitution
   */
  SetArguments(Collection<String> topLevel, Set<String> variables, Problems problems) {
    this.topLevel = topLevel;
    this.variables = variables;
    this.problems = problems;
  }

  ConfigObject layer(List<String> arguments) {
    var layer = block(Map.of());
    for (String argument : arguments) {
      int at = argument.indexOf('=');
      if (at <= 0) {
        report("", "'" + harmless(argument) + "' is not key=value", "write --set key=value");
      } else {
        layer = add(layer, argument.substring(0, at).strip(), argument.substring(at + 1));
      }
    }
    return layer;
  }

  private ConfigObject add(ConfigObject layer, String key, String value) {
    var path = path(key);
    return path.isEmpty()
        ? layer
        : value(key, value)
            .map(parsed -> (ConfigObject) nested(path, parsed).withFallback(layer))
            .orElse(layer);
  }

  private static ConfigObject nested(List<String> path, ConfigValue value) {
    var inner = path.size() == 1 ? value : nested(path.subList(1, path.size()), value);
    return block(Map.of(path.get(0), inner));
  }

  private static ConfigObject block(Map<String, ConfigValue> members) {
    return ConfigValueFactory.fromMap(members, ORIGIN);
  }

  private List<String> path(String key) {
    List<String> path;
    try {
      path = ConfigUtil.splitPath(key);
    } catch (ConfigException e) {
      report(Shown.text(key), "is not a key", "write --set a.b.c=value");
      return List.of();
    }
    if (path.size() == 1 && !topLevel.contains(path.get(0))) {
      return variable(path.get(0));
    }
    return joined(path);
  }

  private List<String> variable(String name) {
    if (Substitutions.INJECTED.contains(name)) {
      report(name, "is set by Tidegate", "give the date with --date");
      return List.of();
    }
    if (variables.contains(name)) {
      return List.of("vars", name);
    }
    var known = new TreeSet<>(variables);
    known.addAll(topLevel);
    String otherwise = "use ${" + name + "} in the conf, or declare it in vars { }";
    report(
        name, "sets a variable that the conf does not use", Closest.hint(name, known, otherwise));
    return List.of();
  }

  private static List<String> joined(List<String> path) {
    int free = path.get(0).equals("spark") ? 0 : indexOfDotted(path);
    if (free < 0 || path.size() < free + 3) {
      return path;
    }
    var joined = new ArrayList<>(path.subList(0, free + 1));
    joined.add(String.join(".", path.subList(free + 1, path.size())));
    return joined;
  }

  private static int indexOfDotted(List<String> path) {
    boolean data = List.of("inputs", "references", "output", "outputs").contains(path.get(0));
    int at = path.get(0).equals("output") ? 1 : 2;
    return data && path.size() > at && DOTTED.contains(path.get(at)) ? at : -1;
  }

  private Optional<ConfigValue> value(String key, String text) {
    if (!text.startsWith("[") && !text.startsWith("{")) {
      return Optional.of(ConfigValueFactory.fromAnyRef(text, ORIGIN));
    }
    try {
      var options = ConfigParseOptions.defaults().setOriginDescription(ORIGIN);
      var value = ConfigFactory.parseString("v = " + text, options).getValue("v");
      return Optional.of(value.withOrigin(ConfigValueFactory.fromAnyRef("", ORIGIN).origin()));
    } catch (ConfigException | StackOverflowError e) {
      report(key, "is not a HOCON list or block", "write [a, b] or {a = 1}");
      return Optional.empty();
    }
  }

  private static String harmless(String argument) {
    return Secrets.looksSecret(argument) ? Secrets.MASK : Shown.text(argument);
  }

  private void report(String key, String message, String remedy) {
    var place =
        new Place(
            Optional.of(ORIGIN),
            OptionalInt.empty(),
            key.isEmpty() ? Optional.empty() : Optional.of(key));
    problems.add(Problem.at(place, message, remedy));
  }
}
