package io.tidegate.jobs.covid;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tidegate.job.ExtractJob;
import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One day's report, input {@code report}, as it came: every column, in its own name and as the text
 * that stands in the file, behind the day in {@code report_date}. The setting {@code first-columns}
 * lists columns that come first, in that order, as far as the report has them; the others keep the
 * file's order behind them.
 */
public final class ExtractDailyReports extends ExtractJob {

  static final String FIRST_COLUMNS = "first-columns";

  @Override
  protected Dataset<Row> extract(Inputs inputs, RunContext run) {
    var report = inputs.get("report");
    var columns = ordered(List.of(report.columns()), run.settings().texts(FIRST_COLUMNS));
    Column day = lit(run.logicalDate().day()).as("report_date");
    return report.select(
        Stream.concat(Stream.of(day), columns.stream().map(ExtractDailyReports::named))
            .toArray(Column[]::new));
  }

  private static List<String> ordered(List<String> present, List<String> first) {
    return Stream.concat(
            first.stream().filter(present::contains),
            present.stream().filter(name -> !first.contains(name)))
        .toList();
  }

  private static Column named(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }
}
