package io.tidegate.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Parses files with their includes. A file that is not HOCON, or is not there, is one problem and
 * counts as empty.
 */
final class HoconParser {

  /** Files that include two others each are many soon. */
  private static final int MOST_INCLUDES = 100;

  /** A value of a hundred thousand substitutions takes the parser seconds. */
  private static final int LONGEST_LINE = 20_000;

  private final ConfFiles files;
  private final Problems problems;
  private int includes;

  HoconParser(ConfFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  /**
   * @param above the files that include this one, outermost first
   */
  ConfigObject parse(ConfFiles.Found file, List<Location> above) {
    var open = new ArrayList<>(above);
    open.add(file.at());
    String name = file.at().display();
    var tooMuch =
        at(name, Nesting.tooDeep(file.text()), "is nested more than " + Nesting.LIMIT + " deep")
            .or(
                () ->
                    at(
                        name,
                        longLine(file.text()),
                        "has more than " + LONGEST_LINE + " characters on one line"));
    if (tooMuch.isPresent()) {
      lost(tooMuch.get());
      return ConfigFactory.empty().root();
    }
    var options =
        ConfigParseOptions.defaults()
            .setOriginDescription(name)
            .setSyntax(name.endsWith(".json") ? ConfigSyntax.JSON : ConfigSyntax.CONF)
            .setIncluder(new FileIncluder(this, file, open));
    try {
      return ConfigFactory.parseString(file.text(), options).root();
    } catch (ConfigException e) {
      lost(HoconErrors.syntax(e, name, file.text()));
    }
    return ConfigFactory.empty().root();
  }

  private static Optional<Problem> at(String file, OptionalInt line, String message) {
    return line.isPresent()
        ? Optional.of(Problem.at(Place.of(file, line.getAsInt()), message))
        : Optional.empty();
  }

  private static OptionalInt longLine(String text) {
    var lines = text.lines().toList();
    return IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).length() > LONGEST_LINE)
        .map(i -> i + 1)
        .findFirst();
  }

  /** The included file, if one of the locations has it. */
  ConfigObject include(
      ConfFiles.Found from, String name, List<Location> locations, List<Location> open) {
    if (++includes > MOST_INCLUDES) {
      return tooMany(from, name);
    }
    var found = files.first(locations, line(from, name));
    if (found.isEmpty()) {
      String looked = String.join(", ", locations.stream().map(Location::display).toList());
      lost(
          Problem.at(
              line(from, name),
              "include \"" + Shown.text(name) + "\" was not found",
              "looked for " + looked));
      return ConfigFactory.empty().root();
    }
    int again = open.indexOf(found.get().at());
    if (again >= 0) {
      var circle = new ArrayList<>(open.subList(again, open.size()));
      circle.add(found.get().at());
      String path = String.join(" -> ", circle.stream().map(Location::display).toList());
      lost(
          Problem.at(
              line(from, name), "include goes in a circle: " + path, "take one of them out"));
      return ConfigFactory.empty().root();
    }
    return parse(found.get(), open);
  }

  private ConfigObject tooMany(ConfFiles.Found from, String name) {
    if (includes == MOST_INCLUDES + 1) {
      lost(Problem.at(line(from, name), "the conf has more than " + MOST_INCLUDES + " includes"));
    }
    return ConfigFactory.empty().root();
  }

  private void lost(Problem problem) {
    files.lost();
    problems.add(problem);
  }

  private static Place whole(String file) {
    return new Place(Optional.of(file), OptionalInt.empty(), Optional.empty());
  }

  /** The parser does not tell an includer where it is, so the line is looked up in the text. */
  private static Place line(ConfFiles.Found from, String asked) {
    String name = asked.replaceFirst("^" + Location.CLASS_PATH, "");
    var lines = from.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("include") && quotes(lines.get(i), name)) {
        return Place.of(from.at().display(), i + 1);
      }
    }
    return whole(from.at().display());
  }

  /** As it stands, or with escapes. */
  private static boolean quotes(String line, String name) {
    return line.contains("\"" + name + "\"") || line.contains(ConfigUtil.quoteString(name));
  }
}
