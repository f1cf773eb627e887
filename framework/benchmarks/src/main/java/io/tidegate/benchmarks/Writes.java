package io.tidegate.benchmarks;

import io.tidegate.Tidegate;
import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.RunReport;
import io.tidegate.job.TransformJob;
import java.nio.file.Path;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Rows to the Delta table of a place: by Spark alone, and through the gate. */
record Writes(SparkSession spark) {

  /** The logical date of every run. */
  static final String DATE = "2024-03-01";

  static String table(Path target) {
    return target.resolve("table").toString();
  }

  static void plain(Dataset<Row> rows, Path target) {
    rows.write().format("delta").save(table(target));
  }

  /** Replaces the date's partition. */
  static void plainDay(Dataset<Row> rows, Path target) {
    rows.write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", "day = '" + DATE + "'")
        .save(table(target));
  }

  /**
   * @param conf read anew, as a run does: it pays for it too
   * @throws IllegalStateException when the run does not publish
   */
  RunReport gated(Path conf, Function<Inputs, Dataset<Row>> transform) {
    RunReport report = Tidegate.on(spark).run(new Job(transform), conf.toString(), DATE);
    if (!report.isPublished()) {
      throw new IllegalStateException(report.toTable());
    }
    return report;
  }

  private static final class Job extends TransformJob {
    private final Function<Inputs, Dataset<Row>> transform;

    Job(Function<Inputs, Dataset<Row>> transform) {
      this.transform = transform;
    }

    @Override
    protected Dataset<Row> transform(Inputs inputs, RunContext run) {
      return transform.apply(inputs);
    }
  }
}
