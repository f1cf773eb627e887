package io.tidegate.benchmarks;

import java.util.List;

/** One question that the benchmarks answer. */
interface Scenario {

  /** As it is asked for on the command line. */
  String name();

  /** What asks for it together with others. */
  default String group() {
    return name();
  }

  List<Result> run(Comparison.Progress progress);
}
