package io.tidegate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cluster.ChildProcess.Ended;
import io.tidegate.cluster.Submitter.Line;
import io.tidegate.ledger.RunStatus;
import io.tidegate.ledger.RunView;
import java.util.List;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows that wait on HDFS for a person, who has no Spark on a cluster for it. */
@ExtendWith(OnACluster.class)
class HeldIT {

  private static final String DATE = "2020-02-03";
  private static final String WAREHOUSE = "/held";
  private static final String TABLE = WAREHOUSE + "/raw/daily_reports";
  private static final String LEDGER = "hdfs://" + WAREHOUSE + "/_tidegate";

  @Tag("long")
  @Test
  void whatADriverOnTheClusterHeldIsReleasedFromHere(Lab lab) throws Exception {
    String run = submit(lab).runId();

    Ended released =
        lab.submitter()
            .tidegate(
                List.of("release", run, "--reason", "the source confirms", "--ledger", LEDGER));
    assertThat(released.code()).as(released.toString()).isZero();
    assertThat(released.out()).containsExactly("released: raw.daily_reports is at version 0");
    assertThat(lab.table(WAREHOUSE, "raw/daily_reports").count()).isEqualTo(10);
    RunView now = only(lab);
    assertThat(now.status()).isEqualTo(RunStatus.RELEASED);
    assertThat(now.interventions())
        .singleElement()
        .satisfies(by -> assertThat(by.reason()).isEqualTo("the source confirms"));
  }

  private static RunView submit(Lab lab) throws Exception {
    lab.deliver(DATE, 10);
    Run run =
        lab.extract("covid/extract-daily-reports.conf", DATE)
            .set("warehouse=hdfs://" + WAREHOUSE)
            .set("output.volume.otherwise=hold");
    Line line = lab.submitter().render(run);

    Ended submitted = lab.submitter().tidegate(run.submit());
    assertThat(submitted.code()).as(submitted.toString()).isEqualTo(3);
    var report = lab.applications().only(line.token());
    assertThat(report.getFinalApplicationStatus()).isEqualTo(FinalApplicationStatus.FAILED);
    assertThat(report.getDiagnostics()).contains("tidegate ended with code 3");
    assertThat(lab.applications().attempts(report)).isOne();
    assertThat(lab.commits(TABLE)).isEmpty();
    RunView held = only(lab);
    assertThat(held.status()).isEqualTo(RunStatus.HELD);
    return held;
  }

  private static RunView only(Lab lab) {
    List<RunView> runs = lab.ledger(WAREHOUSE).history("extract-daily-reports", 9);
    assertThat(runs).hasSize(1);
    return runs.get(0);
  }
}
