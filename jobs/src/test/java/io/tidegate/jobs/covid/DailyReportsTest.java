package io.tidegate.jobs.covid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.cli.Commands;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunStatus;
import io.tidegate.testkit.LocalSpark;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real daily reports through {@code tidegate run}, day by day: the gate tells what really
 * happened in them. They are not part of the project: {@code -Dtidegate.data=DIR} or the
 * environment variable {@code TIDEGATE_JHU_DIR} says where they are.
 */
class DailyReportsTest {

  private static final Path DATA =
      Path.of(
              Optional.ofNullable(System.getProperty("tidegate.data"))
                  .or(() -> Optional.ofNullable(System.getenv("TIDEGATE_JHU_DIR")))
                  .orElse("../../shared/data/jhu-daily-reports"))
          .toAbsolutePath()
          .normalize();

  private static final SparkSession SPARK = LocalSpark.session();

  @TempDir private Path warehouse;

  @BeforeEach
  void reportsAreThere() {
    assumeTrue(
        Files.isDirectory(DATA),
        () -> "skipped: no reports in " + DATA + "; give -Dtidegate.data=DIR");
  }

  @Test
  void aColumnIsAdded() throws IOException {
    isPublished("2020-02-29");
    assertThat(isPublished("2020-03-01").outcome("add-nullable-column"))
        .isInstanceOf(Outcome.Passed.class);
    isPublished("2020-03-02");
  }

  @Test
  void aDayOfFewerRowsIsWarnedOfAndOneOfOtherColumnsRejected() throws IOException {
    isPublished("2020-03-09");
    Ended fewer = run("extract-daily-reports", "2020-03-10");
    assertThat(fewer.report().status()).as(fewer.out()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(fewer.outcome("previous"))
        .isEqualTo(
            new Outcome.Failed(
                "at least 227 rows (266 rows on 2020-03-09, at most 15 % fewer)",
                "206 rows, 22.6 % fewer"));
    isPublished("2020-03-11");
    breakingDay();
  }

  private Ended isPublished(String day) throws IOException {
    Ended ended = run("extract-daily-reports", day);
    assertThat(ended.code()).as(ended.out()).isZero();
    assertThat(ended.report().status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(ended.problems()).as(ended.out()).isEmpty();
    return ended;
  }

  private void breakingDay() throws IOException {
    long version = version("daily_reports");
    Ended ended = run("extract-daily-reports", "2020-03-22");
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.report().status()).isEqualTo(RunStatus.REJECTED);
    assertThat(ended.out()).contains("Province/State", "Province_State");
    assertThat(ended.report().record().steps()).doesNotContainKey("stage");
    assertThat(version("daily_reports")).isEqualTo(version);
  }

  @Tag("long")
  @Test
  void casesByCountry() throws IOException {
    for (String day : List.of("2020-02-28", "2020-02-29", "2020-03-01")) {
      assertThat(run("extract-daily-reports", day).code()).isZero();
      Ended ended = run("curate-daily-cases", day);
      assertThat(ended.code()).as(ended.out()).isZero();
      assertThat(ended.outcome("daily-cases.dqdl:7"))
          .isInstanceOf(
              day.equals("2020-02-28") ? Outcome.NotApplicable.class : Outcome.Passed.class);
    }
    assertThat(
            rows("select * from delta.`%s/curated/daily_cases` where country in ('Italy', 'US')"))
        .containsExactlyInAnyOrder(
            "[Italy,2020-02-29,1128,29,46]",
            "[Italy,2020-03-01,1694,34,83]",
            "[Italy,2020-02-28,888,21,46]",
            "[US,2020-02-29,70,1,7]",
            "[US,2020-03-01,76,1,7]",
            "[US,2020-02-28,62,0,7]");
    Ended missing = run("curate-daily-cases", "2020-03-22");
    assertThat(missing.code()).isEqualTo(3);
    assertThat(missing.outcome("min-rows"))
        .isEqualTo(new Outcome.Failed("at least 1 row", "0 rows"));
  }

  @Tag("long")
  @Test
  void withMappedColumnsTheVolumeIsHeld() throws IOException {
    for (int day = 17; day <= 21; day++) {
      Ended ended = run("extract-daily-reports-mapped", "2020-03-" + day);
      assertThat(ended.code()).as(ended.out()).isZero();
    }
    long version = version("daily_reports_mapped");
    Ended jump = run("extract-daily-reports-mapped", "2020-03-22");
    assertThat(jump.code()).isEqualTo(3);
    assertThat(jump.report().status()).as(jump.out()).isEqualTo(RunStatus.HELD);
    assertThat(jump.outcome("baseline")).isInstanceOf(Outcome.Failed.class);
    assertThat(jump.outcome("add-nullable-column")).isInstanceOf(Outcome.Passed.class);
    assertThat(version("daily_reports_mapped")).isEqualTo(version);
  }

  private Ended run(String job, String day) throws IOException {
    var out = new StringWriter();
    Path file = warehouse.resolve("report.json");
    var args =
        new ArrayList<>(
            List.of(
                "run",
                Path.of("../conf/covid", job + ".conf").toString(),
                "--date",
                day,
                "--set",
                "warehouse=" + warehouse,
                "--report",
                file.toString()));
    if (job.startsWith("extract")) {
      args.addAll(List.of("--set", "data=" + DATA));
    }
    int code =
        Commands.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true))
            .execute(args.toArray(String[]::new));
    assertThat(code).as(out.toString()).isIn(0, 3);
    RunRecord record = LedgerJson.read(Files.readString(file), RunRecord.class);
    return new Ended(code, out.toString(), new RunReport(record));
  }

  private record Ended(int code, String out, RunReport report) {

    List<Finding> problems() {
      return report.record().findings().stream().filter(Finding::isProblem).toList();
    }

    Outcome outcome(String check) {
      return report.record().findings().stream()
          .filter(finding -> finding.check().equals(check))
          .map(Finding::outcome)
          .findFirst()
          .orElseThrow(() -> new AssertionError("no finding " + check + "\n" + out));
    }
  }

  private List<String> rows(String query) {
    return SPARK.sql(query.formatted(warehouse)).collectAsList().stream()
        .map(Object::toString)
        .toList();
  }

  private long version(String table) {
    return SPARK
        .sql("describe history delta.`%s/raw/%s` limit 1".formatted(warehouse, table))
        .head()
        .getLong(0);
  }
}
