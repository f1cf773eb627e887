package io.tidegate.submit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A command line of spark-submit, option by option. */
final class SubmitLine {

  private final List<String> words = new ArrayList<>();

  private SubmitLine() {
    words.add("spark-submit");
  }

  static SubmitLine start() {
    return new SubmitLine();
  }

  SubmitLine option(String name, String value) {
    words.add(name);
    words.add(value);
    return this;
  }

  SubmitLine option(String name, Optional<String> value) {
    value.ifPresent(there -> option(name, there));
    return this;
  }

  /** The values with commas between them; nothing when there are none. */
  SubmitLine list(String name, List<String> values) {
    return values.isEmpty() ? this : option(name, String.join(",", values));
  }

  /** The rest of the line: properties, class, jar and arguments. */
  List<String> end(SparkSettings settings, Submission submission) {
    words.addAll(settings.options());
    option("--class", submission.mainClass());
    words.add(submission.jar());
    words.addAll(submission.arguments());
    return List.copyOf(words);
  }
}
