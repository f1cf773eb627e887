package io.tidegate.submit;

import io.tidegate.config.DeployConfig;
import io.tidegate.config.Deployment;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.ResourcesConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run that is to be started on a target.
 *
 * @param conf where the driver finds the conf
 * @param environment the environment whose file is laid over the conf
 * @param sets {@code key=value}, over what the files say
 * @param attempt which try of this (job, date) it is, from 1
 */
public record Submission(
    String job,
    LogicalDate date,
    int attempt,
    String conf,
    Optional<String> environment,
    List<String> sets,
    Deployment deployment) {

  /** The command line's own class, which starts the job that the conf names. */
  private static final String TIDEGATE = "io.tidegate.cli.Main";

  private static final int LONGEST_JOB = 150;

  public Token token() {
    return Token.of(job, date, attempt);
  }

  /** For a person: {@code tidegate curate-daily-cases 2020-03-22}, as the session calls itself. */
  String name() {
    return "tidegate " + job + " " + date;
  }

  /**
   * With what tells it from every other submission, for targets that can be searched by name. At
   * most 256 characters, as EMR wants it.
   */
  String uniqueName() {
    String shown = job.substring(0, Math.min(job.length(), LONGEST_JOB));
    return "tidegate " + shown + " " + date + " try " + attempt + " " + token();
  }

  ResourcesConfig resources() {
    return deployment.resources();
  }

  DeployConfig deploy() {
    return deployment.deploy();
  }

  String mainClass() {
    return deploy().mainClass().orElse(TIDEGATE);
  }

  /**
   * Names the conf and never holds it: whoever may look at a cluster may read its jobs' arguments,
   * and EMR takes 10,240 characters of them.
   */
  List<String> arguments() {
    var arguments = new ArrayList<String>();
    if (deploy().mainClass().isEmpty()) {
      arguments.add("run");
    }
    arguments.addAll(List.of(conf, "--date", date.toString()));
    environment.ifPresent(name -> arguments.addAll(List.of("--env", name)));
    sets.forEach(set -> arguments.addAll(List.of("--set", set)));
    arguments.addAll(List.of("--try", String.valueOf(attempt)));
    return List.copyOf(arguments);
  }

  /** The deployable jar; the reader has seen to it that there is one. */
  String jar() {
    return deploy().jar().orElseThrow();
  }

  /** The deployable jar and those besides. */
  List<String> jars() {
    var jars = new ArrayList<String>();
    jars.add(jar());
    jars.addAll(deploy().jars());
    return List.copyOf(jars);
  }
}
