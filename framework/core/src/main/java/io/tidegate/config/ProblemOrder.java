package io.tidegate.config;

import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Problems as a person goes through them: file by file, from top to bottom. */
final class ProblemOrder {

  private final List<String> files;
  private final String conf;

  /**
   * @param files in the order in which they were read
   * @param conf the file of a problem that has none
   */
  ProblemOrder(List<String> files, String conf) {
    this.files = files;
    this.conf = conf;
  }

  List<Problem> sort(List<Problem> problems) {
    return problems.stream()
        .map(this::withFile)
        .sorted(
            Comparator.comparingInt((Problem p) -> rank(p.place()))
                .thenComparingInt(p -> p.place().line().orElse(0))
                .thenComparing(p -> p.place().key().orElse("")))
        .toList();
  }

  private Problem withFile(Problem problem) {
    var place = problem.place();
    return place.file().isPresent()
        ? problem
        : new Problem(
            new Place(Optional.of(conf), place.line(), place.key()),
            problem.message(),
            problem.remedy());
  }

  private int rank(Place place) {
    int rank = files.indexOf(place.file().orElse(conf));
    return rank < 0 ? files.size() : rank;
  }
}
