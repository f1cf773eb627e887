package io.tidegate.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The values of a conf that cannot be filled in: finds them from the library's exception, reports
 * each once and takes them out.
 */
final class Unfilled {

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\??([^}]*)}");

  private final Problems problems;
  private final boolean whole;
  private final Collection<String> names;
  private final Set<String> broken = new HashSet<>();

  /**
   * @param whole whether every file was read; when not, a name without a value is not reported
   * @param names what a mistyped name may have meant
   */
  Unfilled(Problems problems, boolean whole, Collection<String> names) {
    this.problems = problems;
    this.whole = whole;
    this.names = names;
  }

  /** The paths that were taken out. */
  Set<String> broken() {
    return broken;
  }

  /** The conf without the values that the exception is about; always without at least one. */
  ConfigObject remove(ConfigObject conf, ConfigException error) {
    var open = unresolved(conf);
    var culprits = culprits(open, error);
    if (culprits.isEmpty()) {
      report(error, "", error.origin());
      culprits = open;
    } else {
      culprits.forEach((path, value) -> report(error, path, origin(value, error)));
    }
    var rest = conf;
    for (String path : culprits.keySet()) {
      rest = Substitutions.without(rest, path);
      broken.add(path);
    }
    return culprits.isEmpty() ? Substitutions.nothing() : rest;
  }

  private static Map<String, ConfigValue> unresolved(ConfigObject conf) {
    var open = new LinkedHashMap<String, ConfigValue>();
    Substitutions.leaves(conf)
        .forEach(
            (path, value) -> {
              if (!value.atKey("v").isResolved()) {
                open.put(path, value);
              }
            });
    return open;
  }

  private static Map<String, ConfigValue> culprits(
      Map<String, ConfigValue> open, ConfigException error) {
    var found = new LinkedHashMap<String, ConfigValue>();
    var expression = expression(error);
    for (var leaf : open.entrySet()) {
      boolean names =
          expression.isPresent() && rendered(leaf.getValue()).contains(expression.get());
      boolean everywhere = names && !isCircle(error);
      if (everywhere || ((names || expression.isEmpty()) && sameLine(leaf.getValue(), error))) {
        found.put(leaf.getKey(), leaf.getValue());
      }
    }
    return found;
  }

  private static Optional<String> expression(ConfigException error) {
    if (!(error instanceof ConfigException.UnresolvedSubstitution)) {
      return Optional.empty();
    }
    var match = EXPRESSION.matcher(HoconErrors.reason(error));
    return match.find() ? Optional.of(match.group()) : Optional.empty();
  }

  private static boolean isCircle(ConfigException error) {
    return HoconErrors.reason(error).contains("cycle");
  }

  private static String rendered(ConfigValue value) {
    return value.render(ConfigRenderOptions.concise());
  }

  private static boolean sameLine(ConfigValue value, ConfigException error) {
    return error.origin() != null
        && Origins.place(value.origin(), "").equals(Origins.place(error.origin(), ""));
  }

  /** In a list the exception knows the line better than the list as a whole. */
  private static ConfigOrigin origin(ConfigValue value, ConfigException error) {
    boolean many = value instanceof ConfigList || value instanceof ConfigObject;
    return many && error.origin() != null ? error.origin() : value.origin();
  }

  private void report(
      ConfigException error, String path, @org.jspecify.annotations.Nullable ConfigOrigin origin) {
    String name = expression(error).map(e -> e.replaceAll("[${?}]", "")).orElse("");
    if (!isCircle(error) && !name.isEmpty() && (!whole || isBroken(name))) {
      return;
    }
    var place = origin == null ? Place.key(path) : Origins.place(origin, path);
    if (name.isEmpty()) {
      problems.add(Problem.at(place, "cannot be filled in: " + HoconErrors.reason(error)));
    } else if (isCircle(error)) {
      problems.add(Problem.at(place, "${" + name + "} leads back to itself", "break the circle"));
    } else {
      problems.add(Problem.at(place, "has no value for ${" + name + "}", remedy(name)));
    }
  }

  private boolean isBroken(String name) {
    return broken.contains(name) || broken.contains("vars." + name);
  }

  private String remedy(String name) {
    var known = new TreeSet<>(names);
    known.remove(name);
    return Closest.hint(
        name, known, "set it in vars { }, with --set " + name + "=... or in the environment");
  }
}
