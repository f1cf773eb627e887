package io.tidegate.submit;

import io.tidegate.config.DeployConfig;
import io.tidegate.config.DeployTarget;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.util.Arrays;

/** A place where runs can be submitted to. Rendering is pure: the same run, the same request. */
public sealed interface Target
    permits LocalTarget,
        YarnTarget,
        KubernetesTarget,
        EmrTarget,
        EmrServerlessTarget,
        DataprocTarget,
        DataprocServerlessTarget {

  /**
   * The target that a {@code deploy} block names, which has what the target needs.
   *
   * @throws UserException when it names none
   */
  static Target of(DeployConfig deploy) {
    var chosen =
        deploy
            .target()
            .orElseThrow(
                () ->
                    new UserException(
                        Problem.at(
                            Place.key("deploy.target"),
                            "is missing",
                            "set it, or give --target, one of "
                                + String.join(
                                    ", ",
                                    Arrays.stream(DeployTarget.values())
                                        .map(DeployTarget::word)
                                        .toList()))));
    return switch (chosen) {
      case LOCAL -> new LocalTarget(deploy.local());
      case YARN -> new YarnTarget(deploy.yarn());
      case EMR -> new EmrTarget(deploy.emr().orElseThrow());
      case EMR_SERVERLESS -> new EmrServerlessTarget(deploy.emrServerless().orElseThrow());
      case DATAPROC -> new DataprocTarget(deploy.dataproc().orElseThrow());
      case DATAPROC_SERVERLESS ->
          new DataprocServerlessTarget(deploy.dataprocServerless().orElseThrow());
      case K8S -> new KubernetesTarget(deploy.k8s().orElseThrow());
    };
  }

  Request render(Submission submission);
}
