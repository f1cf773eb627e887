package io.tidegate.benchmarks;

import java.util.List;

/** One question that the benchmarks answer. */
interface Scenario {

  /** As it is asked for on the command line. */
  String name();

  List<Result> run(Comparison.Progress progress);
}
