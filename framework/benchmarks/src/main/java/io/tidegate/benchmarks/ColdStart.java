package io.tidegate.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What commands without Spark take, as processes.
 *
 * @param project the project's folder, built
 */
record ColdStart(Path project, Effort effort) implements Scenario {

  @Override
  public String name() {
    return "cli";
  }

  @Override
  public List<Result> run(Comparison.Progress progress) {
    String ledger = new LedgerCost(effort).filled(1_000).toString();
    List<Variant> variants =
        List.of(
            command("validate", "conf/orders/extract-orders.conf"),
            command("history", "job-0", "--ledger", ledger));
    return List.of(
        new Result(
            "cli",
            "whole processes of bin/tidegate",
            "at most 0.7 s",
            effort.compare("cli", progress, variants),
            List.of()));
  }

  private Variant command(String... words) {
    return new Variant(words[0], unused -> run(words), false);
  }

  private void run(String... words) {
    var command = new java.util.ArrayList<>(List.of(project.resolve("bin/tidegate").toString()));
    command.addAll(List.of(words));
    Path output = effort.work().resolve("command.log");
    try {
      int code =
          new ProcessBuilder(command)
              .directory(project.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start()
              .waitFor();
      if (code != 0) {
        throw new IllegalStateException(command + " ended with " + code + ": see " + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
