package io.tidegate.benchmarks;

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
    var command = new Command(project, effort.work());
    return new Variant(words[0], unused -> command.run(words), false);
  }
}
