package io.tidegate.cli;

import io.tidegate.problem.UserException;
import picocli.CommandLine.Option;

/** Why a person overrules, or confirms, the gate. */
class ReasonOption {

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; kept in the ledger.")
  private String text = "";

  /**
   * @throws UserException when it says nothing
   */
  String text() {
    if (text.isBlank()) {
      throw new UserException("--reason: is empty", "say why; the ledger keeps it");
    }
    return text;
  }
}
