package io.tidegate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cluster.ChildProcess.Ended;
import io.tidegate.cluster.Submitter.Line;
import io.tidegate.config.LogicalDate;
import io.tidegate.ledger.RunStatus;
import io.tidegate.ledger.RunView;
import io.tidegate.ledger.SubmittedRuns;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Data at fault: of the three that tell a code, spark-submit, YARN and the ledger. */
@ExtendWith(OnACluster.class)
class RejectedIT {

  private static final String JOB = "extract-daily-reports";
  private static final String CONF = "covid/extract-daily-reports.conf";
  private static final String WAREHOUSE = "/rejected";
  private static final String TOO_FEW = "10 rows; expected at least 50";

  @Tag("long")
  @Test
  void aDriverHereEndsWith3(Lab lab) throws Exception {
    Line line = lab.submitter().render(run(lab, "2020-02-01").inClientMode());

    Ended ended = lab.submitter().sparkSubmit(line).end();
    assertThat(ended.code()).as(ended.toString()).isEqualTo(3);
    assertThat(ended.out().get(0)).startsWith(JOB + " 2020-02-01: rejected in ");
    ApplicationReport report = lab.applications().only(line.token());
    // YARN's word for a driver elsewhere that has said goodbye, whatever its code.
    assertThat(report.getFinalApplicationStatus()).isEqualTo(FinalApplicationStatus.SUCCEEDED);
    isRejectedInTheLedger(lab, "2020-02-01", report);
  }

  @Test
  void aDriverOnTheClusterFailsAndTheLedgerHas3(Lab lab) throws Exception {
    Run run = run(lab, "2020-02-02");
    Line line = lab.submitter().render(run);

    Ended ended = lab.submitter().sparkSubmit(line).end();
    assertThat(ended.code()).as(ended.toString()).isEqualTo(1);
    ApplicationReport report = lab.applications().only(line.token());
    assertThat(report.getYarnApplicationState()).isEqualTo(YarnApplicationState.FINISHED);
    assertThat(report.getFinalApplicationStatus()).isEqualTo(FinalApplicationStatus.FAILED);
    assertThat(report.getDiagnostics()).contains("tidegate ended with code 3", TOO_FEW);
    assertThat(lab.applications().attempts(report)).isOne();
    isRejectedInTheLedger(lab, "2020-02-02", report);

    Ended submitted = lab.submitter().tidegate(run.submit());
    assertThat(submitted.code()).as(submitted.toString()).isEqualTo(3);
    assertThat(submitted.out())
        .containsExactly("try 1 of " + JOB + " 2020-02-02 has ended; --try 2 starts it anew");
    assertThat(lab.applications().only(line.token()).getApplicationId())
        .isEqualTo(report.getApplicationId());
  }

  private static Run run(Lab lab, String date) throws Exception {
    lab.deliver(date, 10);
    return lab.extract(CONF, date).set("warehouse=hdfs://" + WAREHOUSE);
  }

  private static void isRejectedInTheLedger(Lab lab, String date, ApplicationReport report)
      throws Exception {
    var ledger = lab.ledger(WAREHOUSE);
    var day = LogicalDate.parse(date);
    assertThat(ledger.submittedRuns().find(JOB, day, 1).map(SubmittedRuns.Ended::code)).contains(3);
    RunView run =
        ledger.history(JOB, 9).stream()
            .filter(each -> each.logicalDate().equals(day))
            .findFirst()
            .orElseThrow();
    assertThat(run.status()).isEqualTo(RunStatus.REJECTED);
    assertThat(run.start().orElseThrow().process().application())
        .contains(report.getApplicationId().toString());
    assertThat(run.record().orElseThrow().findings().toString()).contains("min-rows");
    assertThat(lab.commits(WAREHOUSE + "/raw/daily_reports")).isEmpty();
  }
}
