package io.tidegate.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Fills in <code>${...}</code>. A name is looked up in the conf, then in its {@code vars}, then in
 * the environment. What cannot be filled in is taken out and reported, so that everything else can
 * still be read.
 */
final class Substitutions {

  static final String LOGICAL_DATE = "logical-date";
  static final String DATE_PARTS = "date-parts";
  static final Set<String> INJECTED = Set.of(LOGICAL_DATE, DATE_PARTS);

  static final ConfigResolveOptions OPTIONS = ConfigResolveOptions.noSystem();

  private final ConfigObject conf;
  private final Map<String, String> environment;
  private final ConfigOrigin top;

  /**
   * @param top the origin of the conf as a whole
   */
  Substitutions(ConfigObject conf, Map<String, String> environment, ConfigOrigin top) {
    this.conf = conf;
    this.environment = environment;
    this.top = top;
  }

  Node fill(LogicalDate date, Unfilled unfilled) {
    ConfigObject rest = conf;
    for (; ; ) {
      var scope = scope(rest, date).toConfig();
      try {
        return only(scope.resolve(OPTIONS).root());
      } catch (ConfigException e) {
        rest = unfilled.remove(rest, scope, e);
      }
    }
  }

  /** The conf's own keys, without those that were only there to be looked up. */
  private Node only(ConfigObject filled) {
    var own = new HashMap<String, ConfigValue>();
    filled.forEach(
        (key, value) -> {
          if (conf.containsKey(key) && !INJECTED.contains(key)) {
            own.put(key, value);
          }
        });
    var root = ConfigValueFactory.fromMap(own).withOrigin(top);
    return new Node("", root, Optional.of(conf.withOrigin(top)));
  }

  /** Everything that a name can mean, the nearest meaning uppermost. */
  private ConfigObject scope(ConfigObject rest, LogicalDate date) {
    var further = new HashMap<String, ConfigValue>();
    environment.forEach((k, v) -> further.put(k, ConfigValueFactory.fromAnyRef(v, "environment")));
    further.putAll(declared(rest));
    further.keySet().removeAll(conf.keySet());
    JobReader.SECTION.names().forEach(further::remove);
    var lookedUp = ConfigValueFactory.fromMap(further, "environment");
    return (ConfigObject) injected(date).withFallback(rest).withFallback(lookedUp);
  }

  private static ConfigObject injected(LogicalDate date) {
    var time = date.instant().atOffset(ZoneOffset.UTC);
    var parts =
        Map.of(
            "year", "%04d".formatted(time.getYear()),
            "month", "%02d".formatted(time.getMonthValue()),
            "day", "%02d".formatted(time.getDayOfMonth()),
            "hour", "%02d".formatted(time.getHour()));
    return ConfigValueFactory.fromMap(
        Map.of(LOGICAL_DATE, date.toString(), DATE_PARTS, parts), "--date");
  }

  /** The variables of the {@code vars} block; none when the block itself is a substitution. */
  static Map<String, ConfigValue> declared(ConfigObject conf) {
    try {
      return conf.get("vars") instanceof ConfigObject vars ? new TreeMap<>(vars) : Map.of();
    } catch (ConfigException.NotResolved e) {
      return Map.of();
    }
  }

  /** A conf's values that are not blocks, by their path; a block that cannot be opened is one. */
  static Map<String, ConfigValue> leaves(ConfigObject conf) {
    var found = new TreeMap<String, ConfigValue>();
    collect(conf.entrySet(), List.of(), found);
    return found;
  }

  private static void collect(
      Set<Map.Entry<String, ConfigValue>> block,
      List<String> above,
      Map<String, ConfigValue> found) {
    for (var entry : block) {
      var path = new ArrayList<>(above);
      path.add(entry.getKey());
      var inside = members(entry.getValue());
      if (inside.isPresent()) {
        collect(inside.get(), path, found);
      } else {
        found.put(ConfigUtil.joinPath(path), entry.getValue());
      }
    }
  }

  /** A block that a substitution is merged into cannot be looked into before it is filled in. */
  private static Optional<Set<Map.Entry<String, ConfigValue>>> members(ConfigValue value) {
    try {
      return value instanceof ConfigObject block ? Optional.of(block.entrySet()) : Optional.empty();
    } catch (ConfigException.NotResolved e) {
      return Optional.empty();
    }
  }

  static ConfigObject without(ConfigObject conf, String path) {
    return conf.toConfig().withoutPath(path).root();
  }

  static ConfigObject nothing() {
    return ConfigFactory.empty().root();
  }
}
