package io.tidegate.jobs.covid;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trim;

import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.TransformJob;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Confirmed cases, deaths and recovered by country on one day, from the raw reports of that day
 * (input {@code reports}). Counts are cumulative, as in the reports. Countries are called what the
 * report of that day calls them: China is {@code Mainland China} up to 2020-03-10. An empty count
 * adds nothing; a country with none but empty ones has null.
 */
public final class CurateDailyCases extends TransformJob {

  @Override
  protected Dataset<Row> transform(Inputs inputs, RunContext run) {
    return inputs
        .get("reports")
        .where(col("report_date").equalTo(lit(run.logicalDate().day())))
        .groupBy(trim(col("country")).as("country"), col("report_date"))
        .agg(total("confirmed"), total("deaths"), total("recovered"));
  }

  private static Column total(String name) {
    return sum(col(name).cast("bigint")).as(name);
  }
}
