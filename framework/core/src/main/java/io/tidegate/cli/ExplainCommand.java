package io.tidegate.cli;

import io.tidegate.ledger.LedgerJson;
import io.tidegate.lineage.provenance.Explanation;
import io.tidegate.problem.OneLine;
import io.tidegate.problem.UserException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Tells how a version of a table came about: run, program, rules, checks, and so on back"
            + " through its inputs.")
final class ExplainCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "DATASET[@vN]",
      description = "A table by its name or path; its newest version where none is named.")
  private String selection = "";

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "The newest version published by then, such as 2024-03-01T06:00:00Z.")
  private @Nullable String asOf;

  @Option(names = "--depth", paramLabel = "N", description = "How many runs far; ${DEFAULT-VALUE}.")
  private int depth = 10;

  @Option(names = "--json", description = "As one JSON document.")
  private boolean json;

  @Mixin private LedgerOptions ledger = new LedgerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Numbers.atLeast(1, "--depth", depth);
    PrintWriter out = spec.commandLine().getOut();
    Optional<Instant> time = Optional.ofNullable(asOf).map(ExplainCommand::time);
    Explanation explanation = Explanation.of(ledger.open(), selection, time, depth);
    if (json) {
      out.println(LedgerJson.write(explanation));
    } else {
      ExplanationLines.of(explanation).forEach(line -> out.println(OneLine.of(line)));
    }
    return ExitCode.OK.number();
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new UserException(
          "--as-of: '" + text + "' is not a time with a zone", "write 2024-03-01T06:00:00Z");
    }
  }
}
