package io.tidegate.jobs.covid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidegate.Tidegate;
import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.RunStatus;
import io.tidegate.testkit.LocalSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real daily reports, day by day: the gate tells what really happened in them. */
class DailyReportsTest {

  private static final Path DATA =
      Path.of(
              Optional.ofNullable(System.getenv("TIDEGATE_JHU_DIR"))
                  .orElse("../../shared/data/jhu-daily-reports"))
          .toAbsolutePath()
          .normalize();

  private static final SparkSession SPARK = LocalSpark.session();

  @Test
  void asTheyCame(@TempDir Path warehouse) {
    assumeTrue(Files.isDirectory(DATA), () -> "skipped: no reports in " + DATA);
    for (LocalDate day = LocalDate.parse("2020-02-20");
        day.isBefore(LocalDate.parse("2020-03-22"));
        day = day.plusDays(1)) {
      RunReport report = run("extract-daily-reports", day, warehouse);
      assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.PUBLISHED);
      switch (day.toString()) {
        case "2020-03-01" ->
            assertThat(outcome(report, "add-nullable-column")).isInstanceOf(Outcome.Passed.class);
        case "2020-03-10" ->
            assertThat(outcome(report, "previous"))
                .isEqualTo(
                    new Outcome.Failed(
                        "at most 15 % fewer than the 266 rows of 2020-03-09",
                        "206 rows, 22.556 % fewer"));
        default ->
            assertThat(report.record().findings().stream().filter(Finding::isProblem))
                .as(report.toTable())
                .isEmpty();
      }
    }
    long version = version(warehouse, "daily_reports");
    RunReport breaking = run("extract-daily-reports", LocalDate.parse("2020-03-22"), warehouse);
    assertThat(breaking.status()).isEqualTo(RunStatus.REJECTED);
    assertThat(breaking.toTable()).contains("Province/State", "Province_State");
    assertThat(breaking.record().steps()).doesNotContainKey("stage");
    assertThat(version(warehouse, "daily_reports")).isEqualTo(version);
  }

  @Test
  void withMappedColumnsTheVolumeIsHeld(@TempDir Path warehouse) {
    assumeTrue(Files.isDirectory(DATA), () -> "skipped: no reports in " + DATA);
    for (int day = 17; day <= 21; day++) {
      RunReport report = run("extract-daily-reports-mapped", LocalDate.of(2020, 3, day), warehouse);
      assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.PUBLISHED);
    }
    RunReport jump = run("extract-daily-reports-mapped", LocalDate.of(2020, 3, 22), warehouse);
    assertThat(jump.status()).as(jump.toTable()).isEqualTo(RunStatus.HELD);
    assertThat(outcome(jump, "baseline")).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome(jump, "add-nullable-column")).isInstanceOf(Outcome.Passed.class);
  }

  private static RunReport run(String job, LocalDate day, Path warehouse) {
    return Tidegate.on(SPARK)
        .run(
            new ExtractDailyReports(),
            Path.of("../conf/covid", job + ".conf").toString(),
            day.toString(),
            "warehouse=" + warehouse,
            "data=" + DATA);
  }

  private static Outcome outcome(RunReport report, String check) {
    return report.record().findings().stream()
        .filter(finding -> finding.check().equals(check))
        .map(Finding::outcome)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no finding " + check + "\n" + report.toTable()));
  }

  private static long version(Path warehouse, String table) {
    return SPARK
        .sql("describe history delta.`%s/raw/%s` limit 1".formatted(warehouse, table))
        .head()
        .getLong(0);
  }
}
