package io.tidegate.cli;

import io.tidegate.config.JobConfig;
import io.tidegate.config.LineageConfig;
import io.tidegate.config.SecretMask;
import io.tidegate.config.SecretSource;
import io.tidegate.ledger.Ledger;
import io.tidegate.lineage.events.Backend;
import io.tidegate.lineage.events.EventBook;
import io.tidegate.lineage.events.Outbox;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import io.tidegate.run.Credentials;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "lineage",
    mixinStandardHelpOptions = true,
    description = "Works on what lineage backends are told.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = LineageCommand.Resend.class)
final class LineageCommand {

  @Command(
      name = "resend",
      mixinStandardHelpOptions = true,
      description =
          "Sends the events that the ledger keeps and that no backend has yet, oldest run first.")
  static final class Resend implements Callable<Integer> {

    @Option(
        names = "--job",
        paramLabel = "JOB",
        description = "Only this job's; without it every job's.")
    private @Nullable String job;

    @Option(
        names = "--conf",
        paramLabel = "CONF",
        description =
            "A job's conf, whose lineage block says where events go, and whose ledger it is unless"
                + " --ledger names one. Without it: OpenLineage's own files and variables.")
    private @Nullable String conf;

    @Mixin private ConfOptions options = new ConfOptions();

    @Mixin private LedgerOptions ledger = new LedgerOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
      Optional<JobConfig> config =
          Optional.ofNullable(conf)
              .map(path -> options.read(path, Optional.empty()))
              .map(new SecretSource(System.getenv(), Credentials.of(new Configuration()))::fetch);
      Ledger opened = Ledger.open(ledger.path(config.map(found -> found.ledger().path())));
      SecretMask secrets = config.map(JobConfig::secrets).orElse(SecretMask.NONE);
      List<String> jobs = job == null ? opened.jobs() : List.of(job);
      try (var outbox = new Outbox(opened.events(), backend(config))) {
        for (String each : jobs) {
          send(each, opened, outbox, secrets);
        }
      }
      return ExitCode.OK.number();
    }

    private static Backend backend(Optional<JobConfig> config) {
      return Backend.choose(
              config.map(JobConfig::lineage).orElse(LineageConfig.DEFAULT),
              Backend.Surroundings.here(Map.of(), System.getenv()))
          .orElseThrow(
              () ->
                  new UserException(
                      "nothing says where events go",
                      "give --conf CONF of a job with lineage.transport, or set OPENLINEAGE_CONFIG"));
    }

    private void send(String each, Ledger opened, Outbox outbox, SecretMask secrets) {
      PrintWriter out = spec.commandLine().getOut();
      var book = new EventBook(opened);
      book.settleAll(each, Instant.EPOCH, run -> true);
      Outbox.Result result = outbox.send(book.pending(each, Instant.EPOCH), () -> true);
      out.println(each + ": " + result.sent() + " sent");
      result.refused().forEach(why -> out.println(each + ": refused: " + secrets.mask(why)));
      result
          .failure()
          .ifPresent(
              why -> {
                throw new TransientException(
                    "%s: %d events not delivered: %s"
                        .formatted(each, result.left(), secrets.mask(why)));
              });
    }
  }
}
