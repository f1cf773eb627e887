package io.tidegate.config;

import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import java.util.Optional;
import java.util.Set;

/**
 * One pass over a conf: collects the problems and what each key came to.
 *
 * @param broken keys that could not be filled in, which has been reported
 * @param whole whether every file of the conf could be read; when not, what is missing may well be
 *     in the file that could not, and is not reported
 */
record Reading(
    Problems problems, EffectiveConfig.Builder effective, Set<String> broken, boolean whole) {

  void report(Node node, String message, String remedy) {
    problems.add(Problem.at(node.place(), message, remedy));
  }

  /** Something that is not there at all, reported at the block that should have it. */
  void reportMissing(Node block, String key, String remedy) {
    if (whole && !broken.contains(key)) {
      var at = block.place();
      problems.add(
          Problem.at(new Place(at.file(), at.line(), Optional.of(key)), "is missing", remedy));
    }
  }
}
