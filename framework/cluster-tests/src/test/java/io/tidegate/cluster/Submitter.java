package io.tidegate.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.cluster.ChildProcess.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The machine that runs are submitted from: {@code bin/tidegate}, an installed Spark and the
 * cluster's settings.
 */
record Submitter(Path folder, SparkHome spark, Map<String, String> environment) {

  /** {@code bin/tidegate} with these words. */
  Ended tidegate(List<String> words) throws IOException, InterruptedException {
    return start(words).end();
  }

  ChildProcess start(List<String> words) throws IOException {
    var command = new ArrayList<>(List.of(Project.HOME.resolve("bin/tidegate").toString()));
    command.addAll(words);
    return ChildProcess.start(folder, environment, command);
  }

  /** The line that {@code tidegate submit} shows and would send. */
  Line render(Run run) throws IOException, InterruptedException {
    var words = new ArrayList<>(run.submit());
    words.add("--dry-run");
    Ended ended = tidegate(words);
    if (ended.code() != 0) {
      throw new AssertionError(ended.toString());
    }
    var command = new ObjectMapper().readTree(String.join("\n", ended.out())).get("command");
    return new Line(
        StreamSupport.stream(command.spliterator(), false).map(word -> word.asText()).toList());
  }

  /** Spark's own spark-submit, without anything of ours around it. */
  ChildProcess sparkSubmit(Line line) throws IOException {
    var command = new ArrayList<>(line.words());
    command.set(0, spark.submit().toString());
    return ChildProcess.start(folder, environment, command);
  }

  /** A rendered line. */
  record Line(List<String> words) {

    private static final String TAGS = "spark.yarn.tags=";

    List<String> tags() {
      return words.stream()
          .filter(word -> word.startsWith(TAGS))
          .map(word -> List.of(word.substring(TAGS.length()).split(",")))
          .findFirst()
          .orElseThrow();
    }

    /** By which the run's application is found. */
    String token() {
      return tags().get(tags().size() - 1);
    }
  }
}
