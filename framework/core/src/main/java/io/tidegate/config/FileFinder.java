package io.tidegate.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the rule files and schema files that a conf names. */
final class FileFinder {

  private static final String RULES = "quality-rules/";

  private final ConfFiles files;
  private final Location directory;

  /**
   * @param directory the conf's
   */
  FileFinder(ConfFiles files, Location directory) {
    this.files = files;
    this.directory = directory;
  }

  /**
   * A rule file: an absolute name as it is; any other beside the conf, in {@code quality-rules} of
   * the conf's directory or one above it, and in {@code quality-rules} on the class path.
   */
  Optional<ConfFiles.Found> rules(Node node, String name, Reading reading) {
    var places = new ArrayList<Location>();
    places.add(directory.resolve(name));
    if (!Location.isAbsolute(name)) {
      directory.upwards().forEach(up -> places.add(up.resolve(RULES + name)));
      places.add(Location.of(Location.CLASS_PATH + RULES + name));
    }
    var found = files.first(places, node.place());
    if (found.isEmpty()) {
      reading.report(node, "there is no rule file '" + Shown.text(name) + "'", looked(name));
    }
    return found;
  }

  /** A script, beside the conf. */
  Optional<ConfFiles.Found> script(Node node, String name, Reading reading) {
    Location at = directory.resolve(name);
    var found = files.first(List.of(at), node.place());
    if (found.isEmpty()) {
      reading.report(
          node, "there is no script '" + Shown.text(name) + "'", "looked for " + at.display());
    }
    return found;
  }

  private String looked(String name) {
    return Location.isAbsolute(name)
        ? "write its name alone to have it looked for in quality-rules"
        : "looked in "
            + directory.display()
            + ", in quality-rules there and in every directory above it, and in quality-rules on"
            + " the class path";
  }

  /** A schema: the text itself, or that of a {@code .ddl} or {@code .json} file near the conf. */
  Optional<String> schema(Node node, String text, Reading reading) {
    if (!text.endsWith(".ddl") && !text.endsWith(".json")) {
      return Optional.of(text);
    }
    var found = files.first(List.of(directory.resolve(text)), node.place());
    if (found.isEmpty()) {
      String looked = "looked for " + directory.resolve(text).display();
      reading.report(node, "there is no schema file '" + Shown.text(text) + "'", looked);
    } else if (text.endsWith(".json") && !isJson(found.get().text())) {
      reading.report(node, found.get().at().display() + " is not JSON", "");
    }
    return found.map(ConfFiles.Found::text);
  }

  private static boolean isJson(String text) {
    try {
      ConfigFactory.parseString(text, ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
      return true;
    } catch (ConfigException e) {
      return false;
    }
  }
}
