package io.tidegate.cli;

import io.tidegate.config.ConfSource;
import io.tidegate.config.ConfigReader;
import io.tidegate.config.JobConfig;
import io.tidegate.config.LoadedConfig;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.ReadOptions;
import io.tidegate.quality.RuleFileChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that reads a job's conf takes. */
final class ConfOptions {

  /** Two letters at least, so that a drive letter is not taken for a scheme. */
  private static final Pattern REMOTE =
      Pattern.compile("(?!classpath:|file:)[A-Za-z][A-Za-z0-9+.-]+:.*");

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a key of the conf, or sets a value that it substitutes. Repeatable.")
  private List<String> sets = new ArrayList<>();

  @Option(names = "--env", paramLabel = "NAME", description = "Adds conf/env/NAME.conf.")
  private @Nullable String environment;

  JobConfig read(String conf, Optional<LogicalDate> date) {
    return reader(conf).read(conf, options(date));
  }

  /** As {@link #read}, for a job that is started by the name of its class. */
  JobConfig readWithClass(String conf, Optional<LogicalDate> date) {
    return reader(conf).knowing(JobClasses::exists).read(conf, options(date));
  }

  /**
   * As {@link #read}, with where its runs are submitted to.
   *
   * @param more over what {@code --set} says
   */
  LoadedConfig load(String conf, Optional<LogicalDate> date, List<String> more) {
    var all = new ArrayList<>(sets);
    all.addAll(more);
    return reader(conf).load(conf, new ReadOptions(date, List.copyOf(all), environment()));
  }

  List<String> sets() {
    return List.copyOf(sets);
  }

  Optional<String> environment() {
    return Optional.ofNullable(environment);
  }

  /** A conf that is a file of this machine asks no network, whatever it names. */
  private static ConfigReader reader(String conf) {
    return new ConfigReader(
        new RuleFileChecker(),
        System.getenv(),
        REMOTE.matcher(conf).matches() ? new RemoteConfs() : ConfSource.local());
  }

  private ReadOptions options(Optional<LogicalDate> date) {
    return new ReadOptions(date, sets(), environment());
  }
}
