package io.tidegate.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import io.tidegate.problem.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The ledger of the project that the user is in. */
final class DefaultLedger {

  private static final String FILE = "conf/defaults.conf";
  private static final String KEY = "ledger.path";

  private DefaultLedger() {}

  /**
   * @throws UserException when no directory from here upwards has a {@code conf/defaults.conf} that
   *     says
   */
  static String path() {
    return file()
        .flatMap(DefaultLedger::path)
        .orElseThrow(
            () ->
                new UserException(
                    "which ledger?",
                    "give --ledger PATH, or set TIDEGATE_LEDGER, or " + KEY + " in " + FILE));
  }

  private static Optional<Path> file() {
    return Stream.iterate(Path.of("").toAbsolutePath(), here -> here != null, Path::getParent)
        .map(here -> here.resolve(FILE))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Optional<String> path(Path file) {
    try {
      Config defaults =
          ConfigFactory.parseFile(file.toFile())
              .resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true));
      return Optional.of(defaults.getString(KEY));
    } catch (ConfigException e) {
      return Optional.empty();
    }
  }
}
