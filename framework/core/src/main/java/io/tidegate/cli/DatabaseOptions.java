package io.tidegate.cli;

import io.tidegate.config.JobConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to reach the databases that runs wrote to: the ledger does not know their credentials. */
final class DatabaseOptions {

  @Option(
      names = "--conf",
      paramLabel = "CONF",
      description =
          "A job's conf, whose databases block says how to reach them, and whose ledger it is unless"
              + " --ledger names one. For runs that wrote to a database.")
  private @Nullable String conf;

  @Mixin private ConfOptions options = new ConfOptions();

  Optional<JobConfig> config() {
    return Optional.ofNullable(conf).map(path -> options.read(path, Optional.empty()));
  }
}
