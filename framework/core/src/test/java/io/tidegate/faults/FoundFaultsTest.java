package io.tidegate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.ledger.RunStatus;
import io.tidegate.problem.TransientException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the suites of this package found, each as one fault at the place where it hurt. */
class FoundFaultsTest {

  @TempDir Path folder;

  /** The files would be nobody's: the run has failed, and the ledger does not know of them. */
  @Tag("long")
  @Test
  void filesThatTheLedgerDoesNotTakeAreRemoved() throws IOException {
    Site site = new Site(folder, Scenario.APPEND).build();
    assertThatThrownBy(() -> site.run(Site.SECOND, failing(Operation.RENAME, "/ledger/kept/")))
        .isInstanceOf(TransientException.class)
        .hasMessageMatching(
            "could not write \\S+\\.staged\\.json of the ledger: .*failed to rename.*");
    assertThat(new Agreement(site).litter()).isEmpty();
    assertThat(statuses(site)).containsExactly(RunStatus.FAILED, RunStatus.PUBLISHED);
  }

  @Test
  void filesThatCannotBeMeasuredAreRemoved() throws IOException {
    Site site = new Site(folder, Scenario.REPLACE_PARTITION).build();
    Disc disc =
        Disc.with(
            done -> done.step().equals("measure") && done.operation() == Operation.LIST,
            1,
            Fault.FAIL);
    assertThatThrownBy(() -> site.run(Site.SECOND, disc))
        .isInstanceOf(TransientException.class)
        .hasMessageStartingWith(
            "reading or writing failed in the step 'measure': the disc failed to list ");
    assertThat(new Agreement(site).litter()).isEmpty();
  }

  /** From the kept list the record is completed; without it the run would be taken for failed. */
  @Tag("long")
  @Test
  void theKeptListOutlivesARecordThatCouldNotBeWritten() throws IOException {
    Site site = new Site(folder, Scenario.APPEND).build();
    var report = site.run(Site.SECOND, failing(Operation.RENAME, ".closed.json"));
    assertThat(report.status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(report.record().notes())
        .singleElement()
        .asString()
        .startsWith("the ledger could not record the end of this run: could not write ")
        .endsWith("; 'tidegate ledger repair' completes it");
    site.bury();
    assertThat(site.repair()).singleElement().asString().endsWith("completed as published");
    assertThat(statuses(site)).containsExactly(RunStatus.PUBLISHED, RunStatus.PUBLISHED);
    assertThat(new Agreement(site).disagreements()).isEmpty();
    assertThat(new Agreement(site).litter()).isEmpty();
  }

  /** The commit is made; that it cannot be read back makes no failure of it. */
  @Test
  void aCommitThatCannotBeReadBackIsPublished() throws IOException {
    Site site = new Site(folder, Scenario.APPEND).build();
    Disc disc =
        Disc.with(
            done ->
                done.step().equals("publish")
                    && done.operation() == Operation.READ
                    && done.path().getName().equals("00000000000000000001.json"),
            1,
            Fault.FAIL);
    assertThat(site.run(Site.SECOND, disc).status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(disc.struck()).isPresent();
    assertThat(new Agreement(site).disagreements()).isEmpty();
    assertThat(site.repair()).isEmpty();
  }

  /**
   * The run of which only one output was published fails; the next publishes both. What is left of
   * the first can never be committed, and a repair says so once.
   */
  @Test
  void theRestOfAnOvertakenRunIsGivenUp() throws IOException {
    Site site = new Site(folder, Scenario.SEVERAL_OUTPUTS).build();
    assertThatThrownBy(() -> site.run(Site.SECOND, failing(Operation.RENAME, "/days/_delta_log/")))
        .isInstanceOf(TransientException.class)
        .hasMessageMatching(
            "reading or writing failed in the step 'publish': the disc failed to .*");
    assertThat(site.run(Site.SECOND, Disc.healthy()).isPublished()).isTrue();
    var rows = site.rows();
    assertThat(site.repair())
        .singleElement()
        .asString()
        .matches(
            "copy-orders 2024-03-02 run \\S+: was published in part; raw\\.days was not published:"
                + " 2024-03-02 of copy-orders was already published to \\S+/days by run \\S+ as"
                + " version 2");
    assertThat(site.repair()).isEmpty();
    assertThat(site.rows()).isEqualTo(rows);
    assertThat(new Agreement(site).disagreements()).isEmpty();
    assertThat(new Agreement(site).litter()).isEmpty();
  }

  private static Disc failing(Operation operation, String path) {
    Predicate<Disc.Done> which =
        done -> done.operation() == operation && done.path().toString().contains(path);
    return Disc.with(which, 1, Fault.FAIL);
  }

  private static List<RunStatus> statuses(Site site) {
    return site.ledger().history(Site.JOB, 10).stream().map(run -> run.status()).toList();
  }
}
