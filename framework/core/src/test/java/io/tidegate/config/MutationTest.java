package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a conf, reading it ends in a configuration or in problems with a file. */
class MutationTest {

  private static final long SEED = 20_200_322;
  private static final int ROUNDS = 600;

  private static final List<String> ODDITIES =
      List.of(
          "\u0000",
          "\u2028",
          "\uD83C\uDF0A",
          "é",
          "${",
          "${?",
          "${x}",
          "${output}",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "\"\"\"",
          "=",
          "+=",
          ",",
          "#",
          "//",
          "include \"nope\"",
          "include \"job\"",
          "include required(file(\"x\"))",
          "null",
          "true",
          "-1",
          "1e999",
          "99999999999999999999",
          "..",
          "\\u12",
          "\\",
          "'",
          "$",
          "%",
          "@",
          ":",
          "?",
          " ",
          "\n",
          "\t",
          "\r");

  private final Random random = new Random(SEED);

  @Test
  void everyMutationEndsInProblemsThatNameTheirFile(@TempDir Path dir) {
    TestConfs.write(dir, "defaults.conf", TestConfs.resource("defaults.conf"));
    TestConfs.write(dir, "contract.ddl", TestConfs.resource("contract.ddl"));
    TestConfs.write(dir, "daily-cases.dqdl", "Rules = []");
    String original = TestConfs.resource("full.conf");
    var found = new TreeMap<Boolean, Integer>();
    for (int round = 0; round < ROUNDS; round++) {
      String mutant = mutate(original);
      String conf = TestConfs.write(dir, "job.conf", mutant);
      boolean sound =
          org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
              Duration.ofSeconds(20), () -> readsOrReports(conf, mutant, dir));
      found.merge(sound, 1, Integer::sum);
    }
    // Were there none of either, the mutations would be too wild or too tame.
    assertThat(found.get(true)).as("still sound").isGreaterThan(20);
    assertThat(found.get(false)).as("with problems").isGreaterThan(200);
  }

  private static boolean readsOrReports(String conf, String mutant, Path dir) {
    try {
      TestConfs.READER.read(conf, ReadOptions.NONE);
      return true;
    } catch (UserException e) {
      assertThat(e.problems()).as(mutant).isNotEmpty();
      assertThat(e.problems()).as(mutant).allSatisfy(problem -> namesItsFile(problem, dir));
    } catch (RuntimeException | StackOverflowError e) {
      fail("threw " + e + " for:\n" + mutant, e);
    }
    return false;
  }

  private static void namesItsFile(Problem problem, Path dir) {
    assertThat(problem.place().file()).as(problem.toString()).isPresent();
    assertThat(problem.place().file().orElseThrow()).startsWith(dir.toString());
    assertThat(problem.message()).isNotBlank();
    assertThat(problem.toString()).doesNotContain("\n").doesNotContain("com.typesafe");
  }

  private String mutate(String text) {
    return switch (random.nextInt(7)) {
      case 0 -> withoutALine(text);
      case 1 -> text.substring(0, random.nextInt(text.length()));
      case 2 -> insert(text, ODDITIES.get(random.nextInt(ODDITIES.size())));
      case 3 -> withoutARange(text);
      case 4 -> swapLines(text);
      case 5 -> swapValues(text);
      default -> mutate(mutate(text));
    };
  }

  private String withoutALine(String text) {
    var lines = new ArrayList<>(text.lines().toList());
    lines.remove(random.nextInt(lines.size()));
    return String.join("\n", lines);
  }

  private String swapLines(String text) {
    var lines = new ArrayList<>(text.lines().toList());
    java.util.Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
    return String.join("\n", lines);
  }

  private String insert(String text, String oddity) {
    int at = random.nextInt(text.length());
    return text.substring(0, at) + oddity + text.substring(at);
  }

  private String withoutARange(String text) {
    int at = random.nextInt(text.length());
    return text.substring(0, at) + text.substring(Math.min(text.length(), at + random.nextInt(20)));
  }

  /** A value of one type where one of another type was. */
  private String swapValues(String text) {
    var values = List.of("3", "[1, {a = 2}]", "{ a = 1 }", "true", "null", "\"x\"", "${job}", "6d");
    var lines = new ArrayList<>(text.lines().toList());
    int at = random.nextInt(lines.size());
    String value = values.get(random.nextInt(values.size()));
    lines.set(
        at,
        lines
            .get(at)
            .replaceFirst(
                "= [^,}]+", "= " + java.util.regex.Matcher.quoteReplacement(value) + " "));
    return String.join("\n", lines);
  }
}
