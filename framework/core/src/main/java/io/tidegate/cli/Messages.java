package io.tidegate.cli;

import io.tidegate.problem.UserException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in words; the stack trace only of what nobody expected. */
final class Messages implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private Messages() {}

  static CommandLine on(CommandLine commandLine) {
    var messages = new Messages();
    return commandLine
        .setExecutionExceptionHandler(messages)
        .setParameterExceptionHandler(messages)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    ExitCode code = ExitCode.of(failure);
    if (failure instanceof UserException mistake) {
      mistake.problems().forEach(err::println);
    } else {
      err.println("tidegate: " + failure.getMessage() + cause(failure, code));
    }
    if (code == ExitCode.UNEXPECTED) {
      failure.printStackTrace(err);
    }
    return code.number();
  }

  /** What the environment said, where no stack trace follows. */
  private static String cause(Exception failure, ExitCode code) {
    return code == ExitCode.TRANSIENT && failure.getCause() != null
        ? ": " + failure.getCause()
        : "";
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    PrintWriter err = failure.getCommandLine().getErr();
    // Of options that exclude one another picocli says so with this before it.
    err.println("tidegate: " + String.valueOf(failure.getMessage()).replaceFirst("^Error: ", ""));
    CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
    String command = failure.getCommandLine().getCommandSpec().qualifiedName();
    err.println("'" + command + " --help' explains");
    return ExitCode.USAGE.number();
  }
}
