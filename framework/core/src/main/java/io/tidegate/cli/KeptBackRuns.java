package io.tidegate.cli;

import io.tidegate.config.PublishStrategy;
import io.tidegate.ledger.Ledger;
import io.tidegate.publish.Publishers;
import io.tidegate.run.Interventions;
import io.tidegate.run.OpenSession;
import io.tidegate.run.Rejections;
import io.tidegate.run.Repair;
import io.tidegate.run.Restore;
import io.tidegate.run.RestoreReport;
import io.tidegate.run.Sessions;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** Interventions by commands: each opens a session, does its work on the ledger and closes it. */
final class KeptBackRuns {

  private final String ledgerPath;
  private final PrintWriter out;

  KeptBackRuns(String ledgerPath, PrintWriter out) {
    this.ledgerPath = ledgerPath;
    this.out = out;
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
    try (OpenSession session = Sessions.open("tidegate", Map.of())) {
      return work.apply(new Tools(session.spark(), ledgerPath));
    }
  }

  private record Tools(SparkSession spark, String ledgerPath) {

    Interventions interventions() {
      return new Interventions(ledger(), publisher().publisher(), Clock.systemUTC(), who());
    }

    Restore restore() {
      return new Restore(ledger(), publisher().publisher(), Clock.systemUTC(), who());
    }

    private static String who() {
      return System.getProperty("user.name", "unknown");
    }

    Repair repair() {
      return new Repair(ledger(), publisher().publisher(), Clock.systemUTC());
    }

    Rejections rejections() {
      return new Rejections(ledger(), publisher().publisher());
    }

    private Ledger ledger() {
      return Ledger.open(ledgerPath, spark.sessionState().newHadoopConf());
    }

    private Publishers.Choice publisher() {
      return Publishers.choose(spark, PublishStrategy.DIRECT);
    }
  }
}
