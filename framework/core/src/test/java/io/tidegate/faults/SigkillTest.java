package io.tidegate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ledger.RunStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process is killed with SIGKILL where a step begins and in the middle of it. Meanwhile this one
 * reads, and afterwards it starts the run again.
 */
class SigkillTest {

  private static final List<String> STEPS =
      List.of("open", "inputs", "transform", "stage", "measure", "judge", "publish", "close");

  /** In the middle of staging, and between the commit and the ledger's entry. */
  private static final List<KillPoint> QUICK =
      List.of(new KillPoint("stage", 3, true), new KillPoint("close", 0, false));

  private static Tally tally;

  @TempDir static Path folder;

  @BeforeAll
  static void count() {
    tally =
        new Tally("SIGKILL", "kills", "reads", "seen old", "seen new", "seen both", "recovered");
  }

  @AfterAll
  static void write() throws IOException {
    tally.write();
  }

  @TestFactory
  Stream<DynamicContainer> killed() {
    return Extent.scenarios(Scenario.REPLACE_PARTITION).stream()
        .map(scenario -> DynamicContainer.dynamicContainer(scenario.label(), points(scenario)));
  }

  private static Stream<DynamicTest> points(Scenario scenario) {
    try {
      Path own = folder.resolve(scenario.name());
      var twin = Twin.of(own.resolve("twin"), scenario);
      Site site = new Site(own.resolve("site"), scenario).build();
      site.save();
      List<KillPoint> points = Extent.ALL ? KillPoint.of(STEPS, twin.done()) : QUICK;
      return points.stream()
          .map(point -> DynamicTest.dynamicTest(point.toString(), () -> dies(site, twin, point)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void dies(Site site, Twin twin, KillPoint point) throws IOException {
    String row = site.scenario().label();
    site.restore();
    Process process = start(site, point);
    while (process.isAlive()) {
      twin.requireWhole(site.rows(), "while " + point);
      tally.add(row, "reads");
    }
    assertThat(Child.waitFor(process)).as("%s, %s", point, site.folder()).isEqualTo(Sigkill.STATUS);
    tally.add(row, "kills");
    Map<String, List<String>> seen = site.rows();
    twin.requireWhole(seen, point.toString());
    tally.add(row, twin.name(seen));
    var again = site.run(Site.SECOND, Disc.healthy());
    assertThat(again.status())
        .as("after a death at %s:\n%s", point, again.toTable())
        .isIn(RunStatus.PUBLISHED, RunStatus.ALREADY_PUBLISHED);
    twin.requireSame(site, point.toString());
    tally.add(row, "recovered");
  }

  private static Process start(Site site, KillPoint point) throws IOException {
    var log = site.folder().resolve("killed-" + point.toString().replace(':', '-') + ".log");
    return Child.of(
            KilledRun.class,
            log.toFile(),
            site.folder().toString(),
            site.scenario().name(),
            Site.SECOND,
            point.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
