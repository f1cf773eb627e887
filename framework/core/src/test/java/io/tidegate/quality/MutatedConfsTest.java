package io.tidegate.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.ConfigReader;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.ReadOptions;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project's own confs and rule files, spoiled: whatever is wrong is a problem with a file and a
 * line, on one line, told soon. {@code -Dtidegate.mutations=10000} makes so many; {@code
 * target/mutations.md} says what became of them.
 */
class MutatedConfsTest {

  private static final int MUTATIONS = Integer.getInteger("tidegate.mutations", 300);

  /** Of the processor, for one read. */
  private static final Duration SLOW = Duration.ofSeconds(5);

  /** A file as a whole has no line. */
  private static final String TOO_LARGE = "is larger than 1 MiB";

  @TempDir Path project;

  private final List<String> complaints = new ArrayList<>();
  private final MutationTable table = new MutationTable();

  /** What was read, for complaints. */
  private record Subject(int seed, Mutation kind, Path file, Path conf) {
    @Override
    public String toString() {
      return kind + " " + seed + " of " + file.getFileName();
    }
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void everyMistakeHasAPlace() throws IOException {
    var confs = new ArrayList<>(copy("conf", ".conf"));
    confs.add(everyKey());
    List<Path> rules = copy("quality-rules", ".dqdl");
    confs.addAll(confsOf(rules));
    for (int seed = 0; seed < MUTATIONS; seed++) {
      boolean rule = seed % 3 == 0;
      int turn = rule ? seed / 3 : seed - 1 - seed / 3;
      Path conf =
          rule
              ? confs.get(confs.size() - rules.size() + turn % rules.size())
              : confs.get(turn % confs.size());
      Path spoiled = rule ? rules.get(turn % rules.size()) : conf;
      List<Mutation> kinds = rule ? Mutation.ofRules() : Mutation.ofConfs();
      Mutation kind = kinds.get(new java.util.Random(seed).nextInt(kinds.size()));
      read(new Subject(seed, kind, spoiled, conf));
    }
    Files.writeString(Path.of("target/mutations.md"), table.markdown());
    assertThat(complaints).isEmpty();
    assertThat(table.refused()).as("confs refused").isGreaterThan(MUTATIONS / 3);
  }

  private void read(Subject subject) throws IOException {
    byte[] sound = Files.readAllBytes(subject.file());
    String text = new String(sound, StandardCharsets.UTF_8);
    String name = String.valueOf(subject.file().getFileName());
    Mutant mutant = new Mutations(subject.seed()).mutate(subject.kind(), text, name);
    Path folder = java.util.Objects.requireNonNull(subject.file().getParent());
    Files.write(subject.file(), mutant.bytes());
    for (var further : mutant.beside().entrySet()) {
      Files.writeString(folder.resolve(further.getKey()), further.getValue());
    }
    read(subject, mutant.sets());
    for (String further : mutant.beside().keySet()) {
      Files.delete(folder.resolve(further));
    }
    Files.write(subject.file(), sound);
  }

  private void read(Subject subject, List<String> sets) {
    boolean refused = false;
    long begin = cpu();
    try {
      read(subject.conf(), sets);
    } catch (UserException mistakes) {
      refused = true;
      mistakes.problems().forEach(problem -> judge(subject, problem));
    } catch (Throwable failure) {
      complaints.add(subject + ": " + failure);
    }
    var time = Duration.ofNanos(cpu() - begin);
    table.add(subject.kind(), refused, time);
    if (time.compareTo(SLOW) > 0) {
      complaints.add(subject + " took " + time);
    }
  }

  /** Of this thread: what else the machine does is no slowness of ours. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void judge(Subject subject, Problem problem) {
    String text = problem.toString();
    if (!hasPlace(problem)) {
      complaints.add(subject + " has no place: " + text);
    }
    if (text.lines().count() != 1 || text.codePoints().anyMatch(Character::isISOControl)) {
      complaints.add(subject + " is not one line: " + text);
    }
    if (text.contains("Exception") || text.contains("java.") || text.contains("\tat ")) {
      complaints.add(subject + " shows what is inside: " + text);
    }
    if (text.length() > 5000) {
      complaints.add(subject + " is long: " + text.substring(0, 200));
    }
  }

  private static boolean hasPlace(Problem problem) {
    boolean argument = problem.place().file().filter("--set"::equals).isPresent();
    boolean line =
        problem.place().line().isPresent() || problem.message().matches(".* in line \\d+");
    return problem.place().file().isPresent()
        && (line || argument || problem.message().equals(TOO_LARGE));
  }

  private static void read(Path conf, List<String> sets) {
    var date = Optional.of(LogicalDate.parse("2024-03-01"));
    new ConfigReader(new RuleFileChecker(), Map.of())
        .read(conf.toString(), new ReadOptions(date, sets, Optional.empty()));
  }

  /** For each rule file a conf that has it, so that what is wrong with it is seen. */
  private List<Path> confsOf(List<Path> rules) throws IOException {
    var confs = new ArrayList<Path>();
    for (Path file : rules) {
      Path conf = project.resolve("rules-of/" + file.getFileName() + ".conf");
      Files.createDirectories(project.resolve("rules-of"));
      Files.writeString(
          conf,
          """
          job { name = a, owner = b }
          warehouse = "/wh"
          output {
            name = o, path = "/wh/o", write = append
            quality = [ { rules = "%s", on-failure = reject } ]
          }
          """
              .formatted(project.resolve("quality-rules").relativize(file)));
      confs.add(conf);
    }
    return confs;
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
