package io.tidegate.cli;

import io.tidegate.config.DatabaseConfig;
import io.tidegate.config.JobConfig;
import io.tidegate.config.PublishStrategy;
import io.tidegate.config.SecretSource;
import io.tidegate.dataset.Uris;
import io.tidegate.ledger.Ledger;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.Publishers;
import io.tidegate.run.Credentials;
import io.tidegate.run.Interventions;
import io.tidegate.run.OpenSession;
import io.tidegate.run.Rejections;
import io.tidegate.run.Repair;
import io.tidegate.run.Restore;
import io.tidegate.run.RestoreReport;
import io.tidegate.run.Retain;
import io.tidegate.run.RetainReport;
import io.tidegate.run.Sessions;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** Interventions by commands: each opens a session, does its work on the ledger and closes it. */
final class KeptBackRuns {

  private final String ledgerPath;
  private final Optional<JobConfig> config;
  private final PrintWriter out;

  /**
   * @param config of a job whose databases the runs wrote to; the runs of Delta tables need none
   */
  KeptBackRuns(String ledgerPath, Optional<JobConfig> config, PrintWriter out) {
    this.ledgerPath = ledgerPath;
    this.config = config;
    this.out = out;
  }

  static KeptBackRuns of(LedgerOptions ledger, DatabaseOptions databases, PrintWriter out) {
    Optional<JobConfig> config = databases.config();
    return new KeptBackRuns(ledger.path(config.map(found -> found.ledger().path())), config, out);
  }

  void release(String runId, String reason) {
    with(
        tools ->
            tools
                .interventions()
                .release(runId, reason)
                .forEach(
                    (dataset, version) ->
                        out.println("released: " + dataset + " is at version " + version)));
  }

  void discard(String runId, String reason) {
    with(
        tools -> {
          tools.interventions().discard(runId, reason);
          out.println("discarded: the staged files of run " + runId + " are gone");
        });
  }

  void show(String runId, int rows) {
    with(tools -> out.println(tools.rejections().show(runId, rows)));
  }

  RestoreReport planRestore(String dataset, long version) {
    return answer(tools -> tools.restore().plan(dataset, version));
  }

  RestoreReport restore(String dataset, long version, String reason) {
    return answer(tools -> tools.restore().restore(dataset, version, reason));
  }

  /**
   * @param all the confs of the call
   * @param reason empty to change nothing
   */
  void retain(
      JobConfig job,
      Collection<JobConfig> all,
      Optional<String> reason,
      Consumer<RetainReport> told) {
    with(
        tools -> {
          var confs = new Retain.Confs(job, all, tools::location);
          reason.ifPresentOrElse(
              why -> tools.retain().retain(confs, why, told),
              () -> tools.retain().plan(confs, told));
        });
  }

  void repair(Duration deadAfter) {
    with(
        tools -> {
          List<String> done = tools.repair().repair(deadAfter);
          done.forEach(out::println);
          out.println(
              switch (done.size()) {
                case 0 -> "nothing to repair";
                case 1 -> "1 run repaired";
                default -> done.size() + " runs repaired";
              });
        });
  }

  private void with(Consumer<Tools> work) {
    var unused =
        answer(
            tools -> {
              work.accept(tools);
              return ledgerPath;
            });
  }

  private <T> T answer(Function<Tools, T> work) {
    try (OpenSession session =
        Sessions.open("tidegate", config.map(JobConfig::spark).orElse(Map.of()))) {
      return work.apply(new Tools(session.spark(), ledgerPath, config));
    }
  }

  private record Tools(SparkSession spark, String ledgerPath, Optional<JobConfig> config) {

    Interventions interventions() {
      return new Interventions(ledger(), publisher(), Clock.systemUTC(), who());
    }

    Restore restore() {
      return new Restore(ledger(), publisher(), Clock.systemUTC(), who());
    }

    Retain retain() {
      return new Retain(ledger(), publisher(), Clock.systemUTC(), who());
    }

    String location(String path) {
      return Uris.qualified(path, spark.sessionState().newHadoopConf());
    }

    private static String who() {
      return System.getProperty("user.name", "unknown");
    }

    Repair repair() {
      return new Repair(ledger(), publisher(), Clock.systemUTC());
    }

    Rejections rejections() {
      return new Rejections(ledger(), publisher());
    }

    private Ledger ledger() {
      return Ledger.open(ledgerPath, spark.sessionState().newHadoopConf());
    }

    private Publisher publisher() {
      Publisher tables = Publishers.choose(spark, PublishStrategy.DIRECT).publisher();
      return Publishers.withDatabases(tables, spark, databases());
    }

    private Collection<DatabaseConfig> databases() {
      var credentials = Credentials.of(spark.sessionState().newHadoopConf());
      return config
          .map(new SecretSource(System.getenv(), credentials)::fetch)
          .map(fetched -> fetched.databases().values())
          .orElseGet(List::of);
    }
  }
}
