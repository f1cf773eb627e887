package io.tidegate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ledger.RunStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/**
 * A site that is disturbed again and again, and its undisturbed twin.
 *
 * @param site saved as it was before the first disturbance
 */
record Experiment(Twin twin, Site site) {

  /** One for each of the scenarios that are to be run, with its tests. */
  static Stream<DynamicContainer> each(
      Path folder, Function<Experiment, Stream<DynamicTest>> tests) {
    return Extent.scenarios(Scenario.REPLACE_PARTITION).stream()
        .map(
            scenario ->
                DynamicContainer.dynamicContainer(
                    scenario.label(), tests.apply(of(folder.resolve(scenario.name()), scenario))));
  }

  private static Experiment of(Path folder, Scenario scenario) {
    try {
      var twin = Twin.of(folder.resolve("twin"), scenario);
      Site site = new Site(folder.resolve("site"), scenario).build();
      site.save();
      return new Experiment(twin, site);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As tables of results name it. */
  String label() {
    return site.scenario().label();
  }

  /** The run, on a healthy disc: it ends published, as the twin is, and leaves nothing behind. */
  void startAgain(String after) throws IOException {
    var again = site.run(Site.SECOND, Disc.healthy());
    assertThat(again.status())
        .as("after %s:\n%s", after, again.toTable())
        .isIn(RunStatus.PUBLISHED, RunStatus.ALREADY_PUBLISHED);
    twin.requireSame(site, after);
  }
}
