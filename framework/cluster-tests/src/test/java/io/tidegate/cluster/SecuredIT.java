package io.tidegate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cluster.ChildProcess.Ended;
import io.tidegate.cluster.Submitter.Line;
import io.tidegate.ledger.RunStatus;
import io.tidegate.ledger.RunView;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cluster with Kerberos, from a machine without a ticket. */
@Tag("long")
@Tag("secured")
@ExtendWith(OnACluster.class)
class SecuredIT {

  private static final String DATE = "2020-03-20";
  private static final String WAREHOUSE = "/warehouse";
  private static final String EXTRACT = "covid/extract-daily-reports.conf";
  private static final String CURATE = "covid/curate-daily-cases.conf";

  @Test
  void aKeytabIsAllThatTheExamplePipelineNeeds(Lab lab) throws Exception {
    lab.deliver(DATE, 60);
    isPublished(lab, asAlice(lab, lab.extract(EXTRACT, DATE)), "extract-daily-reports");
    assertThat(lab.table(WAREHOUSE, "raw/daily_reports").count()).isEqualTo(60);
    isPublished(lab, asAlice(lab, lab.run(CURATE, DATE)).inClientMode(), "curate-daily-cases");
    assertThat(lab.table(WAREHOUSE, "curated/daily_cases").select("confirmed").first().getLong(0))
        .isEqualTo(420);
    var commit = new Path(WAREHOUSE + "/raw/daily_reports/_delta_log/00000000000000000000.json");
    assertThat(lab.hdfs().getFileStatus(commit).getOwner()).isEqualTo(Kerberos.USER);
  }

  private static void isPublished(Lab lab, Run run, String job) throws Exception {
    Line line = lab.submitter().render(run);
    Ended ended = lab.submitter().tidegate(run.submit());
    assertThat(ended.code()).as(ended.toString()).isZero();
    ApplicationReport report = lab.applications().only(line.token());
    assertThat(report.getUser()).isEqualTo(Kerberos.USER);
    assertThat(report.getFinalApplicationStatus()).isEqualTo(FinalApplicationStatus.SUCCEEDED);
    assertThat(lab.ledger(WAREHOUSE).history(job, 9))
        .map(RunView::status)
        .containsExactly(RunStatus.PUBLISHED);
  }

  private static Run asAlice(Lab lab, Run run) {
    return run.set("deploy.yarn.principal=" + Kerberos.userPrincipal())
        .set("deploy.yarn.keytab=" + new Kerberos(lab.cluster().work()).userKeytab());
  }

  @Test
  void withoutCredentialsNothingIsSubmitted(Lab lab) throws Exception {
    Run run = lab.extract(EXTRACT, "2020-03-21");
    Ended ended = lab.submitter().tidegate(run.submit());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .containsExactly(
            "deploy.yarn: has no principal and keytab, there is no ticket either, and the cluster"
                + " wants Kerberos (set both, or run kinit)");
    assertThat(lab.applications().tagged(lab.submitter().render(run).token())).isEmpty();
  }

  @Test
  void aKeytabOfSomebodyElseIsNotTaken(Lab lab) throws Exception {
    var keytab = new Kerberos(lab.cluster().work()).userKeytab();
    Run run =
        lab.extract(EXTRACT, "2020-03-21")
            .set("deploy.yarn.principal=bob@EXAMPLE.ORG")
            .set("deploy.yarn.keytab=" + keytab);
    Ended ended = lab.submitter().tidegate(run.submit());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .singleElement()
        .asString()
        .startsWith("deploy.yarn.keytab: " + keytab + " does not log in bob@EXAMPLE.ORG: ")
        .endsWith(" (name a keytab of this machine that has the principal's keys)");
    assertThat(lab.applications().tagged(lab.submitter().render(run).token())).isEmpty();
  }
}
