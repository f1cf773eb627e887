package io.tidegate.config;

import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads confs the way that most tests want it: all rules are right, two environment variables. */
final class TestConfs {

  static final String RESOURCES = "src/test/resources/conf/";

  static final Map<String, String> ENVIRONMENT =
      Map.of("TG_HOME", "/home/tg", "DB_PASSWORD", "hunter22");

  static final ConfigReader READER =
      new ConfigReader((file, onFailure, aliases) -> List.of(), ENVIRONMENT);

  private TestConfs() {}

  static JobConfig read(String conf, String... sets) {
    return READER.read(conf, sets(sets));
  }

  static InputConfig input(JobConfig job, String name) {
    return Objects.requireNonNull(job.inputs().get(name));
  }

  static OutputConfig output(JobConfig job, String key) {
    return Objects.requireNonNull(job.outputs().get(key));
  }

  /** The problems, one line each; empty when there are none. */
  static List<String> problems(ConfigReader reader, String conf, ReadOptions options) {
    try {
      reader.read(conf, options);
      return List.of();
    } catch (UserException e) {
      return e.problems().stream().map(Problem::toString).toList();
    }
  }

  static List<String> problems(String conf, String... sets) {
    return problems(READER, conf, sets(sets));
  }

  static ReadOptions sets(String... sets) {
    return new ReadOptions(Optional.empty(), List.of(sets), Optional.empty());
  }

  static String resource(String name) {
    try {
      return Files.readString(Path.of(RESOURCES + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file with its directories and gives its path. */
  static String write(Path directory, String name, String text) {
    try {
      var file = directory.resolve(name);
      Files.createDirectories(file.getParent() == null ? directory : file.getParent());
      return Files.writeString(file, text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
