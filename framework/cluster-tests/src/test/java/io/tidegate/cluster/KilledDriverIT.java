package io.tidegate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cluster.ChildProcess.Ended;
import io.tidegate.cluster.Submitter.Line;
import io.tidegate.cluster.job.Gate;
import io.tidegate.ledger.RunStatus;
import io.tidegate.ledger.RunView;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The driver is killed while its executors write: nothing is published until somebody says so. */
@ExtendWith(OnACluster.class)
class KilledDriverIT {

  private static final String JOB = "waiting";

  @Test
  void aDriverOnTheClusterIsNotStartedASecondTime(Lab lab) throws Exception {
    var scene = new Scene(lab, "2020-01-01", "killed-cluster");
    Run run = scene.run();
    Line line = lab.submitter().render(run);

    ChildProcess submitted = lab.submitter().start(run.submit());
    scene.killTheDriverOf(submitted);
    Ended ended = submitted.end();
    ApplicationReport report = scene.hasFailed(line);
    assertThat(ended.code()).as(ended.toString()).isEqualTo(1);
    assertThat(ended.err())
        .anyMatch(
            said ->
                said.contains(" failed and left no code in the ledger: ")
                    && said.contains("exitCode: 137"));

    Ended again = lab.submitter().tidegate(run.submit());
    assertThat(again.code()).as(again.toString()).isEqualTo(1);
    assertThat(again.out().get(0))
        .isEqualTo("submitted before as " + report.getApplicationId() + "; waiting for it");
    assertThat(lab.applications().only(line.token()).getApplicationId())
        .isEqualTo(report.getApplicationId());

    Ended second = lab.submitter().tidegate(run.with("--try", "2").submit());
    assertThat(second.code()).as(second.toString()).isZero();
    scene.isPublishedOnce();
  }

  @Tag("long")
  @Test
  void ofADriverHereYarnSaysThatItFailed(Lab lab) throws Exception {
    var scene = new Scene(lab, "2020-01-02", "killed-client");
    Line line = lab.submitter().render(scene.run().inClientMode());

    ChildProcess submitted = lab.submitter().sparkSubmit(line);
    scene.killTheDriverOf(submitted);
    assertThat(submitted.end().code()).isEqualTo(137);
    scene.hasFailed(line);

    Line second = lab.submitter().render(scene.run().inClientMode().with("--try", "2"));
    Ended ended = lab.submitter().sparkSubmit(second).end();
    assertThat(ended.code()).as(ended.toString()).isZero();
    scene.isPublishedOnce();
  }

  /** One date in a warehouse of its own. */
  private record Scene(Lab lab, String date, String name) {

    Run run() throws Exception {
      lab.deliver(date, 60);
      return lab.extract("tests/waiting.conf", date)
          .set("warehouse=hdfs:///" + name)
          .set("gate=" + lab.gate(name));
    }

    /** Once a task waits; then lets through whoever comes. */
    void killTheDriverOf(ChildProcess submitted) throws Exception {
      var gate = new Gate(lab.gate(name).toString());
      submitted.until("a task at the gate", () -> gate.processes().stream().findFirst());
      RunView run = lab.ledger("/" + name).openRuns(JOB, Instant.EPOCH).get(0);
      long pid = run.start().orElseThrow().process().pid();
      assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
      gate.open();
    }

    ApplicationReport hasFailed(Line line) throws Exception {
      ApplicationReport report =
          Wait.until(
              "an end of the application",
              () ->
                  Optional.of(lab.applications().only(line.token()))
                      .filter(
                          app ->
                              app.getFinalApplicationStatus() != FinalApplicationStatus.UNDEFINED));
      assertThat(report.getFinalApplicationStatus()).isEqualTo(FinalApplicationStatus.FAILED);
      assertThat(lab.applications().attempts(report)).isOne();
      assertThat(lab.commits("/" + name + "/raw/waiting")).isEmpty();
      return report;
    }

    /** The second run has completed the first, which its driver could not. */
    void isPublishedOnce() {
      assertThat(lab.table("/" + name, "raw/waiting").count()).isEqualTo(60);
      assertThat(lab.table("/" + name, "raw/waiting").select("Province/State").distinct().count())
          .isEqualTo(60);
      assertThat(lab.ledger("/" + name).history(JOB, 9))
          .map(RunView::status)
          .containsExactly(RunStatus.PUBLISHED, RunStatus.FAILED);
    }
  }
}
