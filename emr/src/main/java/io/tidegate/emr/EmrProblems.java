package io.tidegate.emr;

import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;

/** Problems of a request, at the path of the member. */
final class EmrProblems {

  private EmrProblems() {}

  static Problem at(String path, String message, String remedy) {
    return Problem.at(Place.key(path), message, remedy);
  }

  static Problem missing(String path, String name) {
    return at(path.isEmpty() ? name : path + "." + name, "is missing", "the service asks for it");
  }
}
