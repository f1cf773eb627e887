package io.tidegate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cluster.ChildProcess.Ended;
import io.tidegate.cluster.Submitter.Line;
import io.tidegate.cluster.job.Gate;
import io.tidegate.ledger.RunRecord;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The executor is killed when it has written two parts of three, and with it go the shuffle's
 * files: what Spark does again must not be counted twice.
 */
@ExtendWith(OnACluster.class)
@Tag("long")
class KilledExecutorIT {

  private static final String DATE = "2020-01-03";
  private static final String WAREHOUSE = "/killed-executor";

  @Test
  void theRunPublishesWithTheRightCounts(Lab lab) throws Exception {
    lab.deliver(DATE, 60);
    Run run =
        lab.extract("tests/waiting.conf", DATE)
            .set("warehouse=hdfs://" + WAREHOUSE)
            .set("gate=" + lab.gate("executor"));
    Line line = lab.submitter().render(run);
    var gate = new Gate(lab.gate("executor").toString());

    ChildProcess submitted = lab.submitter().start(run.submit());
    long executor =
        submitted.until("a task at the gate", () -> gate.processes().stream().findFirst());
    assertThat(ProcessHandle.of(executor).orElseThrow().destroyForcibly()).isTrue();
    gate.open();
    Ended ended = submitted.end();

    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(gate.processes()).hasSize(2).contains(executor);
    assertThat(lab.applications().only(line.token()).getFinalApplicationStatus())
        .isEqualTo(FinalApplicationStatus.SUCCEEDED);
    assertThat(lab.table(WAREHOUSE, "raw/waiting").count()).isEqualTo(60);
    assertThat(lab.table(WAREHOUSE, "raw/waiting").select("Province/State").distinct().count())
        .isEqualTo(60);
    RunRecord record = lab.ledger(WAREHOUSE).history("waiting", 1).get(0).record().orElseThrow();
    assertThat(record.outputs()).map(RunRecord.OutputRecord::rows).containsExactly(60L);
  }
}
