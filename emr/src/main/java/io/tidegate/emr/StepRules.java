package io.tidegate.emr;

import io.tidegate.problem.Problems;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.HadoopJarStepConfig;
import software.amazon.awssdk.services.emr.model.KeyValue;
import software.amazon.awssdk.services.emr.model.StepConfig;

/** Limits of steps. */
record StepRules(Problems problems) {

  /** They stop what runs beside the step. */
  private static final Set<ActionOnFailure> SINGLE =
      Set.of(
          ActionOnFailure.CANCEL_AND_WAIT,
          ActionOnFailure.TERMINATE_CLUSTER,
          ActionOnFailure.TERMINATE_JOB_FLOW);

  private static final int MOST_STEPS = 256;
  private static final int MOST_CHARACTERS = 10_240;

  /**
   * @param concurrency how many steps may run at once
   */
  void check(List<StepConfig> steps, int concurrency) {
    if (steps.isEmpty()) {
      problems.add(EmrProblems.at("Steps", "is empty", "there is nothing to run"));
    }
    if (steps.size() > MOST_STEPS) {
      problems.add(
          EmrProblems.at(
              "Steps", "has " + steps.size() + " steps", "a cluster takes " + MOST_STEPS));
    }
    for (int i = 0; i < steps.size(); i++) {
      check(steps.get(i), "Steps[" + i + "]", concurrency);
    }
  }

  private void check(StepConfig step, String path, int concurrency) {
    ActionOnFailure action = step.actionOnFailure();
    if (concurrency > 1 && action != null && SINGLE.contains(action)) {
      problems.add(
          EmrProblems.at(
              path + ".ActionOnFailure",
              action + " is not allowed where " + concurrency + " steps run at once",
              "write CONTINUE"));
    }
    if (step.hadoopJarStep() != null) {
      check(step.hadoopJarStep(), path + ".HadoopJarStep");
    }
  }

  private void check(HadoopJarStepConfig jar, String path) {
    int characters = texts(jar).mapToInt(String::length).sum();
    if (characters > MOST_CHARACTERS) {
      problems.add(
          EmrProblems.at(
              path,
              "has " + characters + " characters",
              "a step takes " + MOST_CHARACTERS + "; put settings into the conf"));
    }
    if ("command-runner.jar".equals(jar.jar())
        && (jar.args().isEmpty() || !jar.args().get(0).endsWith("spark-submit"))) {
      problems.add(
          EmrProblems.at(path + ".Args", "does not begin with spark-submit", "name it first"));
    }
  }

  private static Stream<String> texts(HadoopJarStepConfig jar) {
    Stream<String> properties =
        jar.properties().stream().flatMap((KeyValue p) -> Stream.of(p.key(), p.value()));
    return Stream.concat(
        Stream.of(String.valueOf(jar.jar()), jar.mainClass() == null ? "" : jar.mainClass()),
        Stream.concat(jar.args().stream(), properties));
  }
}
