package io.tidegate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ledger.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an undisturbed run in another folder came to.
 *
 * @param before each table's rows before the run
 * @param after and after it
 * @param done what the run asked of the disc
 */
record Twin(
    Map<String, List<String>> before, Map<String, List<String>> after, List<Disc.Done> done) {

  static Twin of(Path folder, Scenario scenario) throws IOException {
    Site site = new Site(folder, scenario).build();
    Map<String, List<String>> before = site.rows();
    Disc disc = Disc.healthy();
    var report = site.run(Site.SECOND, disc);
    assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.PUBLISHED);
    Map<String, List<String>> after = site.rows();
    assertThat(after).isNotEqualTo(before);
    assertThat(new Agreement(site).disagreements()).isEmpty();
    assertThat(new Agreement(site).litter()).isEmpty();
    return new Twin(before, after, disc.done());
  }

  /** How many operations changed the disc. */
  int changes() {
    return (int) done.stream().filter(one -> one.operation().changes()).count();
  }

  /** Every table as it was before or as it is after. */
  void requireWhole(Map<String, List<String>> seen, String where) {
    seen.forEach(
        (table, rows) ->
            assertThat(rows).as("%s, %s", table, where).isIn(before.get(table), after.get(table)));
  }

  /** What was seen, for a count: of several tables some may be new already. */
  String name(Map<String, List<String>> seen) {
    if (seen.equals(before)) {
      return "seen old";
    }
    return seen.equals(after) ? "seen new" : "seen both";
  }

  /** The end of all: the twin's rows, one history, and nothing left, also after a repair. */
  void requireSame(Site site, String where) throws IOException {
    assertThat(site.rows()).as(where).isEqualTo(after);
    var said = site.repair();
    assertThat(new Agreement(site).disagreements()).as("%s, repair %s", where, said).isEmpty();
    assertThat(new Agreement(site).litter()).as("%s, repair %s", where, said).isEmpty();
    assertThat(site.repair()).as(where).isEmpty();
    if (!said.isEmpty()) {
      assertThat(site.rows()).as("%s, repair %s", where, said).isEqualTo(after);
    }
  }
}
