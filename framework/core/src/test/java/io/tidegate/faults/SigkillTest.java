package io.tidegate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

  /** In the middle of staging; {@code CrashTest} kills where steps begin. */
  private static final List<KillPoint> QUICK = List.of(new KillPoint("stage", 3, true));

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
    return Experiment.each(folder, SigkillTest::points);
  }

  private static Stream<DynamicTest> points(Experiment experiment) {
    List<KillPoint> points = Extent.ALL ? KillPoint.of(STEPS, experiment.twin().done()) : QUICK;
    return points.stream()
        .map(point -> DynamicTest.dynamicTest(point.toString(), () -> dies(experiment, point)));
  }

  private static void dies(Experiment experiment, KillPoint point) throws IOException {
    Site site = experiment.site();
    Twin twin = experiment.twin();
    String row = experiment.label();
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
    experiment.startAgain("a death at " + point);
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
