package io.tidegate.cli;

import io.tidegate.config.LogicalDate;
import io.tidegate.problem.Problems;
import io.tidegate.problem.UserException;
import java.util.List;
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
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Checks confs and their rule files, without Spark. Lists every problem.")
final class ValidateCommand implements Callable<Integer> {

  @Parameters(paramLabel = "CONF", arity = "1..*", description = "Conf files.")
  private List<String> confs = List.of();

  @Option(names = "--date", paramLabel = "DATE", description = "The logical date to substitute.")
  private @Nullable String date;

  @Mixin private ConfOptions options = new ConfOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Optional<LogicalDate> logicalDate = Optional.ofNullable(date).map(Dates::parse);
    var problems = new Problems();
    for (String conf : confs) {
      try {
        var config = options.readWithClass(conf, logicalDate);
        spec.commandLine().getOut().println(conf + ": job " + config.name() + " is valid");
      } catch (UserException e) {
        problems.addAll(e.problems());
      }
    }
    problems.throwIfAny();
    return ExitCode.OK.number();
  }
}
