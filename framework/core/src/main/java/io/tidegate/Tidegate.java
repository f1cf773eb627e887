package io.tidegate;

import io.tidegate.cli.JobMain;
import io.tidegate.config.ConfigReader;
import io.tidegate.config.JobConfig;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.ReadOptions;
import io.tidegate.job.RunReport;
import io.tidegate.job.SparkJob;
import io.tidegate.quality.RuleFileChecker;
import io.tidegate.run.JobRunner;
import io.tidegate.run.RunListener;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Starts jobs. From {@code main}: {@link #main}. From a notebook or a test, on a session that is
 * already there: {@code Tidegate.on(spark).run(new MyJob(), "conf/my-job.conf", "2020-03-22")}.
 */
public final class Tidegate {

  private final SparkSession spark;

  private Tidegate(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * The body of a job's own {@code main}: reads {@code CONF --date DATE [--set KEY=VALUE]...}, runs
   * the job on a session of its own and ends the process with the run's exit code. In YARN's
   * cluster mode it returns, or throws, instead.
   */
  public static void main(SparkJob job, String[] args) {
    JobMain.run(job, args);
  }

  /** For jobs on a session that the caller opened and closes. */
  public static Tidegate on(SparkSession spark) {
    return new Tidegate(spark);
  }

  /**
   * @param conf the conf file
   * @param date the logical date, {@code 2020-03-22} or {@code 2020-03-22T05:00Z}
   * @param sets {@code key=value}, over what the file says
   * @return what the run came to; a run that was held or rejected returns too
   * @throws io.tidegate.problem.UserException with every problem of the conf and its rules
   * @throws io.tidegate.problem.TransientException when the same run may succeed later
   */
  public RunReport run(SparkJob job, String conf, String date, String... sets) {
    return run(job, read(conf, date, sets));
  }

  /** As {@link #run(SparkJob, String, String, String...)}, with a configuration made by code. */
  public RunReport run(SparkJob job, JobConfig config) {
    return new JobRunner(spark, Clock.systemUTC(), RunListener.NONE).run(job, config);
  }

  private static JobConfig read(String conf, String date, String... sets) {
    return new ConfigReader(new RuleFileChecker(), System.getenv())
        .read(
            conf,
            new ReadOptions(Optional.of(LogicalDate.parse(date)), List.of(sets), Optional.empty()));
  }
}
