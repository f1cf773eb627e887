package io.tidegate.cli;

import io.tidegate.ledger.Ledger;
import io.tidegate.problem.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the ledger is, for commands that start from a job's or a run's name. */
final class LedgerOptions {

  @Option(
      names = "--ledger",
      paramLabel = "PATH",
      description =
          "The ledger's directory. Without it: the environment's TIDEGATE_LEDGER, then ledger.path of"
              + " conf/defaults.conf.")
  private @Nullable String path;

  Ledger open() {
    return Ledger.open(path());
  }

  /**
   * @throws UserException when no ledger is named, or the one that is named does not exist; whether
   *     one on another file system exists is found when it is read
   */
  String path() {
    return path(Optional.empty());
  }

  /** As {@link #path()}, but where none is given, the one of a conf that is. */
  String path(Optional<String> ofConf) {
    String given = path != null ? path : ofConf.orElseGet(() -> System.getenv("TIDEGATE_LEDGER"));
    String found = given != null ? given : DefaultLedger.path();
    if (!found.contains(":") && !Files.isDirectory(Path.of(found))) {
      throw new UserException(
          "there is no ledger at " + found,
          "the first run makes it; give --ledger PATH where it is elsewhere");
    }
    return found;
  }
}
