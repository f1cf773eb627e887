package io.tidegate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Two processes run the job at the same time, for one logical date or for two. */
class TwoProcessesTest {

  private static final int ROUNDS = Extent.ALL ? 20 : 1;

  /** How often a run that lost a race is started again. */
  private static final int TRIES = 3;

  private static final int ROWS = 8;

  private static Tally tally;
  private static Worker one;
  private static Worker other;

  @TempDir static Path folder;

  @BeforeAll
  static void start() throws IOException {
    tally =
        new Tally(
            "two processes",
            "rounds",
            "both published",
            "found it published",
            "lost a race and said so",
            "tries again",
            "doubled",
            "lost");
    one = Worker.start(folder, "one");
    other = Worker.start(folder, "other");
    assertThat(one.answer()).isEqualTo("ready");
    assertThat(other.answer()).isEqualTo("ready");
  }

  @AfterAll
  static void end() throws IOException {
    one.close();
    other.close();
    tally.write();
  }

  @TestFactory
  Stream<DynamicTest> atOnce() {
    return Extent.scenarios(Scenario.APPEND).stream()
        .flatMap(
            scenario ->
                Stream.of(
                        DynamicTest.dynamicTest(
                            scenario.label() + ", one date", () -> rounds(scenario, true)),
                        DynamicTest.dynamicTest(
                            scenario.label() + ", two dates", () -> rounds(scenario, false)))
                    .limit(Extent.ALL ? 2 : 1));
  }

  private static void rounds(Scenario scenario, boolean oneDate) throws IOException {
    String row = scenario.label() + (oneDate ? ", one date" : ", two dates");
    Path own = folder.resolve(row.replace(", ", "-").replace(' ', '-'));
    Site site = new Site(own.resolve("0"), scenario).build();
    var dates = new ArrayList<String>();
    for (int round = 0; round < ROUNDS; round++) {
      if (scenario == Scenario.NEW_TABLE && round > 0) {
        site = new Site(own.resolve(Integer.toString(round)), scenario).build();
        dates.clear();
      }
      List<String> today =
          oneDate ? List.of(date(2 * round)) : List.of(date(2 * round), date(2 * round + 1));
      dates.addAll(today);
      round(site, row, today);
      requireEachOnce(site, row, dates, today);
    }
  }

  private static String date(int number) {
    return LocalDate.of(2024, 4, 1).plusDays(number).toString();
  }

  private static void round(Site site, String row, List<String> dates) throws IOException {
    for (String date : dates) {
      site.orders(date, ROWS);
    }
    String first = dates.get(0);
    String second = dates.get(dates.size() - 1);
    one.begin(site, first);
    other.begin(site, second);
    String answer = one.answer();
    String otherAnswer = other.answer();
    tally.add(row, "rounds");
    requireOneWinner(site, List.of(answer, otherAnswer), first.equals(second));
    count(row, List.of(answer, otherAnswer));
    again(one, site, row, first, answer);
    again(other, site, row, second, otherAnswer);
  }

  private static void requireOneWinner(Site site, List<String> answers, boolean oneDate) {
    assertThat(answers)
        .as(site.folder().toString())
        .contains("PUBLISHED")
        .allMatch(
            answer ->
                answer.equals("PUBLISHED")
                    || answer.startsWith("ConflictException: ")
                    || answer.startsWith("TransientException: ")
                    || (oneDate && answer.equals("ALREADY_PUBLISHED")));
    if (oneDate && site.scenario().appends()) {
      assertThat(answers).containsOnlyOnce("PUBLISHED");
    }
  }

  private static void count(String row, List<String> answers) {
    if (answers.stream().allMatch("PUBLISHED"::equals)) {
      tally.add(row, "both published");
    } else {
      tally.add(
          row,
          answers.contains("ALREADY_PUBLISHED") ? "found it published" : "lost a race and said so");
    }
  }

  private static void again(Worker worker, Site site, String row, String date, String answer)
      throws IOException {
    String last = answer;
    for (int tries = 0; !last.endsWith("PUBLISHED") && tries < TRIES; tries++) {
      tally.add(row, "tries again");
      worker.begin(site, date);
      last = worker.answer();
    }
    assertThat(last).as(site.folder().toString()).isIn("PUBLISHED", "ALREADY_PUBLISHED");
  }

  /** Each date's rows once; of an overwritten table those of one date that ran last. */
  private static void requireEachOnce(Site site, String row, List<String> dates, List<String> today)
      throws IOException {
    Map<String, List<String>> rows = site.rows();
    List<String> orders = rows.getOrDefault("orders", List.of());
    boolean overwrites = site.scenario() == Scenario.OVERWRITE;
    int expected = Math.toIntExact(count(orders, today.get(0)));
    for (String date : overwrites ? today : dates) {
      long found = count(orders, date);
      if (found > expectedRows(site)) {
        tally.add(row, "doubled");
      }
      if (found < expectedRows(site) && !overwrites) {
        tally.add(row, "lost");
      }
      if (!overwrites) {
        assertThat(found).as("%s in %s", date, orders).isEqualTo(expectedRows(site));
      }
    }
    if (overwrites) {
      assertThat(orders).hasSize(ROWS);
      assertThat(expected).isIn(0, ROWS);
    }
    assertThat(site.repair()).as(site.folder().toString()).isEmpty();
    assertThat(new Agreement(site).disagreements()).as(site.folder().toString()).isEmpty();
    assertThat(new Agreement(site).litter()).as(site.folder().toString()).isEmpty();
  }

  /** Every fifth row is a bad one, for the scenario that has a place for those. */
  private static long expectedRows(Site site) {
    return site.scenario() == Scenario.QUARANTINE ? ROWS - 1L : ROWS;
  }

  private static long count(List<String> rows, String date) {
    return rows.stream().filter(row -> row.contains(date)).count();
  }
}
