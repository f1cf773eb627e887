package io.tidegate.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * How much each benchmark does.
 *
 * @param work a folder for what is measured, on the disk that is measured
 * @param warmups rounds before those that count
 */
record Effort(Path work, int warmups, int rounds) {

  List<Sample> compare(String name, Comparison.Progress progress, List<Variant> variants) {
    return new Comparison(name, variants, warmups, rounds).run(work, progress);
  }
}
