package io.tidegate.cli;

import io.tidegate.ledger.Ledger;
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

  String path() {
    String given = path != null ? path : System.getenv("TIDEGATE_LEDGER");
    return given != null ? given : DefaultLedger.path();
  }
}
