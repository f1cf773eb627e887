package io.tidegate.config;

import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads files through a {@link ConfSource} and remembers which, and what was in them. */
final class ConfFiles {

  private final ConfSource source;
  private final Problems problems;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private boolean whole = true;

  ConfFiles(ConfSource source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  /** A file that was found. */
  record Found(Location at, String text) {}

  /**
   * The first of the locations that has a file; a file that cannot be read is a problem.
   *
   * @param asked where the file is asked for
   */
  Optional<Found> first(List<Location> locations, Place asked) {
    for (Location at : locations) {
      var text = read(at, asked);
      if (text.isPresent()) {
        return text.map(t -> new Found(at, t));
      }
    }
    return Optional.empty();
  }

  private Optional<String> read(Location at, Place asked) {
    try {
      var text = source.read(at.text()).map(ConfFiles::withoutMark);
      text.ifPresent(t -> texts.putIfAbsent(at.display(), t));
      return text;
    } catch (IOException e) {
      texts.putIfAbsent(at.display(), "");
      String message = String.valueOf(e.getMessage());
      boolean itself = asked.file().filter(at.display()::equals).isPresent();
      problems.add(Problem.at(asked, itself ? message : at.display() + ": " + message));
      whole = false;
      return Optional.of("");
    }
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** Says that a part of the conf is not known. */
  void lost() {
    whole = false;
  }

  /** Whether everything that the conf asked for was there and could be understood. */
  boolean whole() {
    return whole;
  }

  /** The texts by the files' names as they are shown, in the order in which they were read. */
  Map<String, String> texts() {
    return texts;
  }
}
