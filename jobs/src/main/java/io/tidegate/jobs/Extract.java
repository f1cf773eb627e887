package io.tidegate.jobs;

import io.tidegate.job.Inputs;
import io.tidegate.job.Outputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.SparkJob;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import java.util.Set;

/**
 * Publishes what its inputs hold, as it is: each input goes to the output of the same name; a
 * single input goes to a single output whatever they are called. Everything else is said in the
 * conf.
 */
public final class Extract extends SparkJob {

  /**
   * @throws io.tidegate.problem.UserException naming each input without an output and each output
   *     without an input
   */
  @Override
  public Outputs compute(Inputs inputs, RunContext run) {
    Set<String> names = inputs.names();
    Set<String> keys = run.outputs();
    if (names.size() == 1 && keys.size() == 1) {
      return Outputs.of(keys.iterator().next(), inputs.get(names.iterator().next()));
    }
    requireSame(names, keys);
    Outputs outputs = Outputs.NONE;
    for (String name : names) {
      outputs = outputs.and(name, inputs.get(name));
    }
    return outputs;
  }

  private static void requireSame(Set<String> names, Set<String> keys) {
    var problems = new Problems();
    names.stream()
        .filter(name -> !keys.contains(name))
        .map(name -> lonely("inputs." + name, "no output has this input's name", "outputs", keys))
        .forEach(problems::add);
    keys.stream()
        .filter(key -> !names.contains(key))
        .map(key -> lonely(place(key), "no input has this output's name", "inputs", names))
        .forEach(problems::add);
    problems.throwIfAny();
  }

  private static String place(String key) {
    return key.equals(Outputs.SINGLE) ? key : "outputs." + key;
  }

  private static Problem lonely(String place, String message, String others, Set<String> names) {
    String remedy =
        names.isEmpty()
            ? "the conf has no " + others
            : "the conf's " + others + " are " + String.join(", ", names);
    return Problem.at(Place.key(place), message, remedy);
  }
}
