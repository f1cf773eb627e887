package io.tidegate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ledger.RunStatus;
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

  private static final int QUICK = 5;
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
    return Extent.scenarios(Scenario.REPLACE_PARTITION).stream()
        .map(scenario -> DynamicContainer.dynamicContainer(scenario.label(), points(scenario)));
  }

  private static Stream<DynamicTest> points(Scenario scenario) {
    try {
      Path own = folder.resolve(scenario.name());
      var twin = Twin.of(own.resolve("twin"), scenario);
      Site site = new Site(own.resolve("site"), scenario).build();
      site.save();
      return Extent.points(twin.changes(), QUICK).stream()
          .map(n -> DynamicTest.dynamicTest("change " + n, () -> dies(site, twin, n)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void dies(Site site, Twin twin, int nth) throws IOException {
    String row = site.scenario().label();
    site.restore();
    var disc = Disc.with(done -> done.operation().changes(), nth, Fault.DIE);
    boolean died = !published(site, disc);
    String where = disc.struck().map(Disc.Done::toString).orElse("never");
    tally.add(row, "points");
    if (died) {
      tally.add(row, "died");
    }
    Map<String, List<String>> seen = site.rows();
    twin.requireWhole(seen, where);
    tally.add(row, twin.name(seen));
    site.bury();
    var again = site.run(Site.SECOND, Disc.healthy());
    assertThat(again.status())
        .as("after a death at %s:\n%s", where, again.toTable())
        .isIn(RunStatus.PUBLISHED, RunStatus.ALREADY_PUBLISHED);
    twin.requireSame(site, where);
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
