package io.tidegate.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Lays the files and arguments of a conf over each other: conf, environment file, {@code --set}.
 */
final class ConfLoader {

  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{\\??\\s*([^}\\s]+)\\s*}");

  private final ConfFiles files;
  private final HoconParser parser;
  private final Problems problems;

  ConfLoader(ConfFiles files, Problems problems) {
    this.files = files;
    this.parser = new HoconParser(files, problems);
    this.problems = problems;
  }

  /** The merged conf with its substitutions as they are written. */
  ConfigObject load(Location conf, ReadOptions options) {
    var main = main(conf);
    var environment = options.environment().map(name -> environment(name, conf));
    var below = environment.map(e -> e.withFallback(main)).orElse(main);
    var arguments =
        new SetArguments(JobReader.SECTION.names(), variables(below), problems)
            .layer(options.sets());
    return refuseInjected((ConfigObject) arguments.withFallback(below));
  }

  private ConfigObject main(Location conf) {
    var found = files.first(List.of(conf), file(conf));
    if (found.isEmpty()) {
      lost(Problem.at(file(conf), "there is no such file"));
      return ConfigFactory.empty().root();
    }
    return parser.parse(found.get(), List.of());
  }

  private ConfigObject environment(String name, Location conf) {
    if (!name.matches("[A-Za-z0-9_-]+")) {
      lost(Problem.at(file(conf), "'" + Shown.text(name) + "' is not the name of an environment"));
      return ConfigFactory.empty().root();
    }
    var directory = conf.directory();
    var places = new ArrayList<Location>();
    places.add(directory.resolve("env/" + name + ".conf"));
    directory.upwards().forEach(up -> places.add(up.resolve("conf/env/" + name + ".conf")));
    var found = files.first(places, file(conf));
    if (found.isEmpty()) {
      lost(
          Problem.at(
              file(conf),
              "there is no environment file " + name + ".conf",
              "looked in "
                  + places.get(0).directory().display()
                  + " and in conf/env of every directory above it"));
      return ConfigFactory.empty().root();
    }
    return parser.parse(found.get(), List.of());
  }

  private void lost(Problem problem) {
    files.lost();
    problems.add(problem);
  }

  /** What the files declare in {@code vars} or use in a substitution. */
  private Set<String> variables(ConfigObject conf) {
    var names = new TreeSet<>(Substitutions.declared(conf).keySet());
    names.addAll(mentioned());
    return names;
  }

  /** The names in the substitutions of all files that were read. */
  Set<String> mentioned() {
    var names = new TreeSet<String>();
    for (String text : files.texts().values()) {
      SUBSTITUTION
          .matcher(text)
          .results()
          .forEach(match -> names.add(match.group(1).replaceFirst("^vars\\.", "")));
    }
    return names;
  }

  private ConfigObject refuseInjected(ConfigObject conf) {
    for (String name : Substitutions.INJECTED) {
      var value = conf.get(name);
      if (value != null) {
        var place = Origins.place(value.origin(), name);
        problems.add(Problem.at(place, "is set by Tidegate", "give the date with --date"));
      }
    }
    return conf;
  }

  private static Place file(Location at) {
    return new Place(Optional.of(at.display()), OptionalInt.empty(), Optional.empty());
  }
}
