package io.tidegate.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import io.tidegate.problem.Closest;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The values of a conf that cannot be filled in: finds them from the library's exception, reports
 * each once and takes them out.
 */
final class Unfilled {

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\??([^}]*)}");
  private static final Pattern REQUIRED = Pattern.compile("\\$\\{([^?}][^}]*)}");

  /** The library's own message quotes the values, which may be secrets. */
  private static final String MISFIT =
      "cannot be filled in: it joins a block or a list with something else";

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

  /**
   * The conf without the values that the exception is about; always without at least one.
   *
   * @param scope where names were looked up
   */
  ConfigObject remove(ConfigObject conf, Config scope, ConfigException error) {
    var open = unresolved(conf);
    var culprits = culprits(open, scope, error);
    if (culprits.isEmpty()) {
      problems.add(Problem.at(place(error, ""), MISFIT));
      culprits = open;
    } else {
      broken.addAll(culprits.keySet());
      culprits.forEach((path, value) -> report(error, path, value, scope));
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

  /** A name without a value breaks all that ask for it, a circle is broken in one place. */
  private static Map<String, ConfigValue> culprits(
      Map<String, ConfigValue> open, Config scope, ConfigException error) {
    var found = new LinkedHashMap<>(open);
    var expression = expression(error);
    if (expression.isEmpty()) {
      found.values().removeIf(value -> !fails(value, scope, error));
    } else {
      found.values().removeIf(value -> !rendered(value).contains(expression.get()));
    }
    if (isCircle(error)) {
      found.values().removeIf(value -> !sameLine(value, error));
    }
    return found;
  }

  /** Whether this value alone gives the exception. */
  private static boolean fails(ConfigValue value, Config scope, ConfigException error) {
    try {
      return value.atKey("v").resolveWith(scope, Substitutions.OPTIONS).isEmpty();
    } catch (ConfigException e) {
      return HoconErrors.reason(e).equals(HoconErrors.reason(error));
    }
  }

  private static Optional<String> expression(ConfigException error) {
    if (!(error instanceof ConfigException.UnresolvedSubstitution)) {
      return Optional.empty();
    }
    var match = EXPRESSION.matcher(HoconErrors.reason(error));
    return match.find() ? Optional.of(match.group()) : Optional.empty();
  }

  private static boolean isCircle(ConfigException error) {
    return error instanceof ConfigException.UnresolvedSubstitution
        && HoconErrors.reason(error).contains("cycle");
  }

  private static String rendered(ConfigValue value) {
    return value.render(ConfigRenderOptions.concise());
  }

  private static boolean sameLine(ConfigValue value, ConfigException error) {
    return error.origin() != null
        && Origins.place(value.origin(), "").equals(Origins.place(error.origin(), ""));
  }

  private void report(ConfigException error, String path, ConfigValue value, Config scope) {
    var expression = expression(error);
    if (expression.isEmpty()) {
      if (names(value).noneMatch(this::isBroken)) {
        problems.add(Problem.at(Origins.place(value.origin(), path), MISFIT));
      }
    } else if (isCircle(error)) {
      String circle = expression.get() + " leads back to itself";
      problems.add(Problem.at(place(error, path), circle, "break the circle"));
    } else if (whole) {
      boolean many = value instanceof ConfigList || value instanceof ConfigObject;
      // In a list the exception knows the line better than the list as a whole.
      var place = many ? place(error, path) : Origins.place(value.origin(), path);
      reportMissing(place, missing(expression.get(), value, scope));
    }
  }

  private static Place place(ConfigException error, String path) {
    return error.origin() == null ? Place.key(path) : Origins.place(error.origin(), path);
  }

  /** The name that the exception is about and the others of the value that have none either. */
  private static Set<String> missing(String expression, ConfigValue value, Config scope) {
    var missing = new LinkedHashSet<String>();
    missing.add(expression.replaceAll("[${?}]", ""));
    names(value).filter(name -> !has(scope, name)).forEach(missing::add);
    return missing;
  }

  /** The names that a value cannot do without. */
  private static Stream<String> names(ConfigValue value) {
    return REQUIRED.matcher(rendered(value)).results().map(match -> match.group(1));
  }

  private boolean isBroken(String name) {
    return broken.contains(name) || broken.contains("vars." + name);
  }

  private static boolean has(Config scope, String name) {
    try {
      return scope.hasPath(name);
    } catch (ConfigException e) {
      // It is there and is itself a substitution, which the next exception is about if it must.
      return true;
    }
  }

  private void reportMissing(Place place, Set<String> missing) {
    for (String name : missing) {
      if (!isBroken(name)) {
        problems.add(Problem.at(place, "has no value for ${" + name + "}", remedy(name)));
      }
    }
  }

  private String remedy(String name) {
    String otherwise = "set it in vars { }, with --set " + name + "=... or in the environment";
    var known = new TreeSet<>(names);
    known.remove(name);
    return Closest.hint(name, known, otherwise);
  }
}
