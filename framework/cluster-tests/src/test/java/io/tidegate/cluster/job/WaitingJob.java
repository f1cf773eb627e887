package io.tidegate.cluster.job;

import static org.apache.spark.sql.functions.lit;

import io.tidegate.job.ExtractJob;
import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of the input {@code report} as they are, in three parts behind a shuffle. The task of
 * the last part waits until the setting {@code gate}, a folder of this machine, is opened: by then
 * the executor has files of the others and the shuffle's.
 */
public final class WaitingJob extends ExtractJob {

  static final int PARTS = 3;

  @Override
  protected Dataset<Row> extract(Inputs inputs, RunContext run) {
    var rows =
        inputs
            .get("report")
            .withColumn("report_date", lit(run.logicalDate().day()))
            .repartition(PARTS);
    var gate = new Gate(run.settings().text("gate"));
    try {
      gate.say("driver");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows.mapPartitions(gate, rows.encoder());
  }
}
