package io.tidegate.config;

import io.tidegate.problem.Problem;
import java.util.List;
import java.util.Set;

/**
 * Says what is wrong with a rule file before a run starts. The seam to the package that knows the
 * rule language, which stands above this one.
 */
@FunctionalInterface
public interface RuleChecker {

  /**
   * @param file the rule file as it was found; a problem's place names it by {@link
   *     OutputConfig.RuleFile#name}
   * @param onFailure what a failed rule does, since not every rule can quarantine rows
   * @param aliases the names of the job's inputs and references, which rules may compare with
   * @return every problem, in the order of the file; empty when the file can be evaluated
   */
  List<Problem> check(OutputConfig.RuleFile file, OnFailure onFailure, Set<String> aliases);
}
