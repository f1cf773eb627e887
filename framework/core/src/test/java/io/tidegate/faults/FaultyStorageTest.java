package io.tidegate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One operation of the storage fails, is late, or is done by half. The run is published all the
 * same, or it says what went wrong and nothing of it is seen.
 */
class FaultyStorageTest {

  private static final Map<Fault, Set<Operation>> ALL =
      Map.of(
          Fault.FAIL, EnumSet.allOf(Operation.class),
          Fault.LOSE_ANSWER,
              EnumSet.of(Operation.CREATE, Operation.RENAME, Operation.DELETE, Operation.MKDIRS),
          Fault.DELAY, EnumSet.allOf(Operation.class),
          Fault.TEAR, EnumSet.of(Operation.WRITE),
          Fault.END_EARLY, EnumSet.of(Operation.READ));

  /** In the middle of the run. */
  private static final Map<Fault, Set<Operation>> QUICK =
      Map.of(
          Fault.FAIL, EnumSet.of(Operation.CREATE),
          Fault.LOSE_ANSWER, EnumSet.of(Operation.RENAME),
          Fault.TEAR, EnumSet.of(Operation.WRITE));

  private static final Logger LOG = LoggerFactory.getLogger(FaultyStorageTest.class);
  private static Tally tally;

  @TempDir static Path folder;

  @BeforeAll
  static void count() {
    tally =
        new Tally(
            "faulty storage", "points", "published", "failed, said why", "failed", "recovered");
  }

  @AfterAll
  static void write() throws IOException {
    tally.write();
  }

  @TestFactory
  Stream<DynamicContainer> fails() {
    return Experiment.each(
        folder,
        experiment ->
            faults().keySet().stream().sorted().flatMap(fault -> points(experiment, fault)));
  }

  private static Map<Fault, Set<Operation>> faults() {
    return Extent.ALL ? ALL : QUICK;
  }

  private static Stream<DynamicTest> points(Experiment experiment, Fault fault) {
    return faults().getOrDefault(fault, Set.of()).stream()
        .flatMap(operation -> points(experiment.twin(), fault, operation))
        .filter(point -> Extent.includes(point.toString()))
        .map(point -> DynamicTest.dynamicTest(point.toString(), () -> befalls(experiment, point)));
  }

  private static Stream<Point> points(Twin twin, Fault fault, Operation operation) {
    int last = (int) twin.done().stream().filter(one -> one.operation() == operation).count();
    return Extent.points(last, 1).stream().map(nth -> new Point(fault, operation, nth));
  }

  private record Point(Fault fault, Operation operation, int nth) {
    @Override
    public String toString() {
      return "%s %s %d".formatted(fault, operation, nth);
    }
  }

  private static void befalls(Experiment experiment, Point point) throws IOException {
    Site site = experiment.site();
    String row =
        "%s, %s"
            .formatted(
                experiment.label(),
                point.fault().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    site.restore();
    var disc = Disc.with(done -> done.operation() == point.operation(), point.nth(), point.fault());
    tally.add(row, "points");
    String where;
    try {
      var report = site.run(Site.SECOND, disc);
      where = "%s at %s:\n%s".formatted(point, disc.struck(), report.toTable());
      assertThat(report.isPublished()).as(where).isTrue();
      assertThat(site.rows()).as(where).isEqualTo(experiment.twin().after());
      tally.add(row, "published");
    } catch (Exception e) {
      where = "%s at %s: %s".formatted(point, disc.struck(), e);
      requireClear(site, experiment.twin(), where, e);
      tally.add(row, said(e));
    }
    site.bury();
    experiment.startAgain(where);
    tally.add(row, "recovered");
  }

  private static String said(Exception e) {
    boolean told = e instanceof TransientException || e instanceof UserException;
    return told ? "failed, said why" : "failed";
  }

  private static void requireClear(Site site, Twin twin, String where, Exception e)
      throws IOException {
    LOG.warn("FAULT {}", where);
    Map<String, List<String>> seen = site.rows();
    if (site.scenario().tables().size() == 1) {
      assertThat(seen).as(where).isEqualTo(twin.before());
    }
    twin.requireWhole(seen, where);
  }
}
