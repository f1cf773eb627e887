package io.tidegate.faults;

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
 * The power fails at each operation that changes the disc, one after the other: of the process
 * nothing goes on, since whatever it does after fails. Then the run is started again.
 */
class KillMatrixTest {

  private static final int QUICK = 2;
  private static Tally tally;

  @TempDir static Path folder;

  @BeforeAll
  static void count() {
    tally =
        new Tally(
            "power failure", "points", "died", "seen old", "seen new", "seen both", "recovered");
  }

  @AfterAll
  static void write() throws IOException {
    tally.write();
  }

  @TestFactory
  Stream<DynamicContainer> powerFails() {
    return Experiment.each(folder, KillMatrixTest::points);
  }

  private static Stream<DynamicTest> points(Experiment experiment) {
    return Extent.points(experiment.twin().changes(), QUICK).stream()
        .map(n -> DynamicTest.dynamicTest("change " + n, () -> dies(experiment, n)));
  }

  private static void dies(Experiment experiment, int nth) throws IOException {
    Site site = experiment.site();
    String row = experiment.label();
    site.restore();
    var disc = Disc.with(done -> done.operation().changes(), nth, Fault.DIE);
    boolean died = !published(site, disc);
    String where = disc.struck().map(Disc.Done::toString).orElse("never");
    tally.add(row, "points");
    if (died) {
      tally.add(row, "died");
    }
    Map<String, List<String>> seen = site.rows();
    experiment.twin().requireWhole(seen, where);
    tally.add(row, experiment.twin().name(seen));
    site.bury();
    experiment.startAgain("a death at " + where);
    tally.add(row, "recovered");
  }

  private static boolean published(Site site, Disc disc) {
    try {
      return site.run(Site.SECOND, disc).isPublished();
    } catch (Exception e) {
      return false;
    }
  }
}
