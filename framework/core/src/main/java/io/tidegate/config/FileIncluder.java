package io.tidegate.config;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what one file includes: relative to that file, then on the class path. A name without an
 * ending is tried as it is, with {@code .conf} and with {@code .json}. Unlike plain HOCON, an
 * include that is not there is always a problem.
 */
final class FileIncluder
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

  private final HoconParser parser;
  private final ConfFiles.Found from;
  private final List<Location> open;

  FileIncluder(HoconParser parser, ConfFiles.Found from, List<Location> open) {
    this.parser = parser;
    this.from = from;
    this.open = open;
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String name) {
    return find(name, true);
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File file) {
    return find(file.getPath(), false);
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL url) {
    return find(url.toString(), false);
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String name) {
    return find(Location.CLASS_PATH + name, false);
  }

  private ConfigObject find(String name, boolean classPathToo) {
    var tried = new ArrayList<Location>();
    var directory = from.at().directory();
    for (String file : withEndings(name)) {
      tried.add(directory.resolve(file));
    }
    if (classPathToo && !Location.isAbsolute(name)) {
      for (String file : withEndings(name)) {
        tried.add(Location.of(Location.CLASS_PATH + file));
      }
    }
    return parser.include(from, name, tried.stream().distinct().toList(), open);
  }

  private static List<String> withEndings(String name) {
    return name.endsWith(".conf") || name.endsWith(".json")
        ? List.of(name)
        : List.of(name + ".conf", name + ".json", name);
  }
}
