package io.tidegate.submit;

import io.tidegate.config.SecretMask;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import io.tidegate.problem.UserException;
import java.util.List;
import java.util.Optional;

/** From a run to a request that may be sent. */
public final class Submissions {

  private Submissions() {}

  /**
   * @param secrets of the job's configuration
   * @throws UserException when an argument would show a secret, or the cloud would refuse the
   *     request; the second only where the cloud's module is on the class path
   */
  public static Request render(Submission submission, SecretMask secrets) {
    var problems = new Problems();
    for (String argument : submission.arguments()) {
      if (!secrets.mask(argument).equals(argument)) {
        problems.add(
            new Problem(
                Place.UNKNOWN,
                "the argument "
                    + secrets.mask(argument)
                    + " holds a secret, and everybody can read"
                    + " a submission",
                "keep it on the cluster: { env = VARIABLE }, { file = PATH } or { alias = NAME }"));
      }
    }
    problems.throwIfAny();
    Request request = Target.of(submission.deploy()).render(submission);
    problems.addAll(check(request).orElse(List.of()));
    problems.throwIfAny();
    return request;
  }

  /** Empty when there is nobody here who could check it. */
  private static Optional<List<Problem>> check(Request request) {
    return request instanceof Request.Call call
        ? Cloud.of(call.operation()).map(cloud -> cloud.check(call))
        : Optional.of(List.of());
  }

  /** Whether a request was checked as strictly as it can be without sending it. */
  public static boolean isChecked(Request request) {
    return request instanceof Request.SparkSubmit
        || Cloud.of(((Request.Call) request).operation()).isPresent();
  }
}
