package io.tidegate.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.ConfigReader;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.ReadOptions;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project's own confs and rule files, spoiled: whatever is wrong is a problem with a file and a
 * line. {@code -Dtidegate.mutations=10000} makes so many.
 */
class MutatedConfsTest {

  private static final int MUTATIONS = Integer.getInteger("tidegate.mutations", 600);
  private static final Duration SLOW = Duration.ofSeconds(5);

  @TempDir Path project;

  private final List<String> complaints = new ArrayList<>();
  private int refused;

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void everyMistakeHasAPlace() throws IOException {
    var confs = new ArrayList<>(copy("conf", ".conf"));
    confs.add(everyKey());
    List<Path> rules = copy("quality-rules", ".dqdl");
    for (int seed = 0; seed < MUTATIONS; seed++) {
      Path conf = confs.get(seed % confs.size());
      Path spoiled = seed % 3 == 0 ? rules.get(seed / 3 % rules.size()) : conf;
      String sound = Files.readString(spoiled);
      Files.writeString(spoiled, new Mutations(seed).mutate(sound).replace('\uD800', '?'));
      read(seed, conf);
      Files.writeString(spoiled, sound);
    }
    assertThat(complaints).isEmpty();
    assertThat(refused).as("confs refused").isGreaterThan(MUTATIONS / 3);
  }

  private void read(int seed, Path conf) {
    long begin = System.nanoTime();
    try {
      read(conf);
    } catch (UserException mistakes) {
      refused++;
      mistakes.problems().stream()
          .filter(problem -> !hasPlace(problem))
          .forEach(problem -> complaints.add("seed " + seed + " of " + conf + ": " + problem));
    } catch (Throwable failure) {
      complaints.add("seed " + seed + " of " + conf + ": " + failure);
    }
    var time = Duration.ofNanos(System.nanoTime() - begin);
    if (time.compareTo(SLOW) > 0) {
      complaints.add("seed " + seed + " of " + conf + " took " + time);
    }
  }

  private static boolean hasPlace(Problem problem) {
    return problem.place().file().isPresent() && problem.place().line().isPresent();
  }

  private static void read(Path conf) {
    new ConfigReader(new RuleFileChecker(), Map.of())
        .read(conf.toString(), ReadOptions.NONE.at(LogicalDate.parse("2024-03-01")));
  }

  /** A conf that has every key there is. */
  private Path everyKey() throws IOException {
    Path resources = Path.of("src/test/resources/conf");
    for (String name : List.of("defaults.conf", "contract.ddl")) {
      copy(resources.resolve(name), project.resolve("full").resolve(name));
    }
    Files.writeString(project.resolve("full/daily-cases.dqdl"), "Rules = [ RowCount > 0 ]\n");
    return copy(resources.resolve("full.conf"), project.resolve("full/full.conf"));
  }

  /** The confs that are jobs come back; what they include is copied with them. */
  private List<Path> copy(String folder, String suffix) throws IOException {
    Path from = Path.of("../..", folder);
    try (Stream<Path> files = Files.walk(from)) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .map(file -> copy(file, project.resolve(folder).resolve(from.relativize(file))))
          .filter(file -> !suffix.equals(".conf") || text(file).contains("output"))
          .sorted()
          .toList();
    }
  }

  private static Path copy(Path from, Path to) {
    try {
      Files.createDirectories(java.util.Objects.requireNonNull(to.getParent()));
      return Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
