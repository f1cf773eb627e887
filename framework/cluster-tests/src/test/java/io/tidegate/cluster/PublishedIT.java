package io.tidegate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cluster.ChildProcess.Ended;
import io.tidegate.cluster.Submitter.Line;
import io.tidegate.ledger.RunStatus;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The example pipeline: the extract by a driver on the cluster, the transform by one here. */
@ExtendWith(OnACluster.class)
class PublishedIT {

  private static final String DATE = "2020-03-20";

  /** As the environment says. */
  private static final String WAREHOUSE = "/warehouse";

  @Test
  void theExamplePipelinePublishesInBothModes(Lab lab) throws Exception {
    lab.deliver(DATE, 60);
    submitsWithADriverOnTheCluster(lab);
    submitsWithADriverHere(lab);
  }

  private static void submitsWithADriverOnTheCluster(Lab lab) throws Exception {
    Run run = lab.extract("covid/extract-daily-reports.conf", DATE);
    Line line = lab.submitter().render(run);

    Ended ended = lab.submitter().tidegate(run.submit());
    assertThat(ended.code()).as(ended.toString()).isZero();
    ApplicationReport report = isDone(lab, line, "extract-daily-reports");
    assertThat(report.getName()).isEqualTo("tidegate extract-daily-reports " + DATE);
    assertThat(
            lab.table(WAREHOUSE, "raw/daily_reports").where("report_date = '" + DATE + "'").count())
        .isEqualTo(60);

    Ended again = lab.submitter().tidegate(run.submit());
    assertThat(again.code()).isZero();
    assertThat(again.out())
        .containsExactly(
            "try 1 of extract-daily-reports " + DATE + " has ended; --try 2 starts it anew");
    assertThat(lab.applications().only(line.token()).getApplicationId())
        .isEqualTo(report.getApplicationId());
  }

  private static void submitsWithADriverHere(Lab lab) throws Exception {
    Line line =
        lab.submitter().render(lab.run("covid/curate-daily-cases.conf", DATE).inClientMode());

    Ended ended = lab.submitter().sparkSubmit(line).end();
    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(ended.out().get(0)).startsWith("curate-daily-cases " + DATE + ": published in ");
    isDone(lab, line, "curate-daily-cases");
    assertThat(
            lab.table(WAREHOUSE, "curated/daily_cases")
                .selectExpr("country", "string(report_date)", "confirmed", "deaths", "recovered")
                .collectAsList())
        .containsExactly(RowFactory.create("Freedonia", DATE, 420L, 420L, 420L));
  }

  /** What YARN says and what the ledger says, of the same application. */
  private static ApplicationReport isDone(Lab lab, Line line, String job) throws Exception {
    ApplicationReport report = lab.applications().only(line.token());
    assertThat(line.tags()).containsExactly("tidegate", job, line.token());
    assertThat(report.getApplicationTags()).containsExactlyInAnyOrderElementsOf(line.tags());
    assertThat(report.getQueue()).isIn("etl", "root.etl");
    assertThat(report.getYarnApplicationState()).isEqualTo(YarnApplicationState.FINISHED);
    assertThat(report.getFinalApplicationStatus()).isEqualTo(FinalApplicationStatus.SUCCEEDED);
    assertThat(lab.applications().attempts(report)).isOne();
    assertThat(lab.ledger(WAREHOUSE).history(job, 9))
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.status()).isEqualTo(RunStatus.PUBLISHED);
              assertThat(run.start().orElseThrow().process().application())
                  .contains(report.getApplicationId().toString());
            });
    return report;
  }
}
