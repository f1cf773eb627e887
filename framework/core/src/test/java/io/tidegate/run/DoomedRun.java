package io.tidegate.run;

import io.tidegate.TestSpark;
import io.tidegate.config.ConfigReader;
import io.tidegate.config.JobConfig;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.ReadOptions;
import io.tidegate.faults.Child;
import io.tidegate.faults.Sigkill;
import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.SparkJob;
import io.tidegate.job.TransformJob;
import io.tidegate.quality.RuleFileChecker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** A run of the orders' job in a process of its own that kills itself with SIGKILL. */
final class DoomedRun {

  /** Where it dies: when it begins this step, or in the task that stages this order. */
  private static final String IN_A_TASK = "task";

  private DoomedRun() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    String where = args[2];
    JobConfig config = config(args[0], args[1]);
    SparkJob job = where.equals(IN_A_TASK) ? new DiesInTask() : job(config);
    new JobRunner(TestSpark.interpreting(), Clock.systemUTC(), new DiesAt(where)).run(job, config);
  }

  /** The conf's own job, or the orders'. */
  private static SparkJob job(JobConfig config) throws ReflectiveOperationException {
    return config.jobClass().isEmpty()
        ? new OrdersGate.Copy()
        : (SparkJob) Class.forName(config.jobClass().get()).getDeclaredConstructor().newInstance();
  }

  /** Starts the process and waits for its death. */
  static int run(Path folder, String date, String where) throws IOException {
    File log = folder.resolve("doomed-" + where + ".log").toFile();
    return Child.waitFor(
        Child.of(DoomedRun.class, log, folder.toString(), date, where)
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start());
  }

  private static JobConfig config(String folder, String date) {
    return new ConfigReader(new RuleFileChecker(), Map.of())
        .read(folder + File.separator + "job.conf", ReadOptions.NONE.at(LogicalDate.parse(date)));
  }

  private record DiesAt(String where) implements RunListener {
    @Override
    public void step(String step, String detail) {
      if (step.equals(where)) {
        Sigkill.self();
      }
    }
  }

  /** The same rows as the job that it stands for, until the fifth. */
  private static final class DiesInTask extends TransformJob {
    @Override
    protected Dataset<Row> transform(Inputs inputs, RunContext run) {
      UDF1<Long, Long> deadly =
          id -> {
            if (id == 5L) {
              Sigkill.self();
            }
            return id;
          };
      return new OrdersGate.Copy()
          .transform(inputs, run)
          .withColumn(
              "id",
              functions.udf(deadly, DataTypes.LongType).apply(functions.col("id").cast("bigint")));
    }
  }
}
