package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Severity;
import io.tidegate.config.InputConfig.Bounds;
import io.tidegate.config.JobConfig.EtaConfig;
import io.tidegate.config.JobConfig.LandBy;
import io.tidegate.config.JobConfig.LedgerConfig;
import io.tidegate.config.JobConfig.PublishConfig;
import io.tidegate.config.OutputConfig.Baseline;
import io.tidegate.config.OutputConfig.PartitionValue;
import io.tidegate.config.OutputConfig.Previous;
import io.tidegate.config.OutputConfig.QualityConfig;
import io.tidegate.config.OutputConfig.Reconcile;
import io.tidegate.config.OutputConfig.RuleFile;
import io.tidegate.config.OutputConfig.SchemaPolicy;
import io.tidegate.config.OutputConfig.VolumePolicy;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {

  private static final LogicalDate DATE = LogicalDate.parse("2020-03-22T05:00Z");

  @Test
  void readsTheExampleOfTheDesign() {
    var job = TestConfs.read(TestConfs.RESOURCES + "design-example.conf");

    assertThat(job.name()).isEqualTo("curate-daily-cases");
    assertThat(job.owner()).isEqualTo("public-health");
    assertThat(job.description()).isEmpty();
    assertThat(job.jobClass()).isEmpty();
    assertThat(job.interval()).isEqualTo(Duration.ofDays(1));
    assertThat(job.logicalDate()).isEqualTo(ConfigReader.NO_DATE);
    assertThat(job.ledger())
        .isEqualTo(new LedgerConfig("file:///tmp/wh/_tidegate", Optional.empty()));
    assertThat(job.publish())
        .isEqualTo(
            new PublishConfig(PublishStrategy.DIRECT, Duration.ofDays(6), Duration.ofDays(3)));
    assertThat(job.eta())
        .isEqualTo(
            new EtaConfig(
                Optional.of(new LandBy(LocalTime.of(6, 0), ZoneId.of("America/New_York"), 0)),
                Optional.of(Duration.ofMinutes(30)),
                Duration.ofMinutes(15),
                Severity.WARN));
    assertThat(job.inputs())
        .isEqualTo(
            Map.of(
                "reports",
                new InputConfig(
                    "reports",
                    Format.DELTA,
                    "file:///tmp/wh/raw/daily_reports",
                    OptionalLong.empty(),
                    Optional.of(Duration.ofHours(26)),
                    Bounds.NONE,
                    Optional.empty(),
                    Map.of(),
                    Map.of(),
                    FilesConfig.NONE,
                    Severity.REJECT,
                    Optional.empty())));
    assertThat(job.references()).isEmpty();
    assertThat(job.spark()).isEqualTo(Map.of("spark.sql.shuffle.partitions", "4"));
    assertThat(job.outputs())
        .isEqualTo(
            Map.of(
                "output",
                new OutputConfig(
                    "output",
                    "curated.daily_cases",
                    "file:///tmp/wh/curated/daily_cases",
                    WriteMode.REPLACE_PARTITION,
                    List.of("report_date"),
                    Optional.of(new PartitionValue("report_date", "2000-01-01")),
                    Optional.empty(),
                    List.of(),
                    WhenMissing.KEEP,
                    Map.of(),
                    new SchemaPolicy(
                        Set.of(SchemaChange.ADD_NULLABLE_COLUMN, SchemaChange.WIDEN_TYPE),
                        Optional.empty(),
                        Severity.REJECT),
                    new VolumePolicy(
                        new Bounds(
                            OptionalLong.of(50),
                            OptionalLong.empty(),
                            OptionalLong.empty(),
                            OptionalLong.empty()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Baseline(28, true, 3.5, 5, Severity.HOLD)),
                        Severity.HOLD),
                    List.of(
                        new QualityConfig(
                            new RuleFile("daily-cases.dqdl", "Rules = [ RowCount > 0 ]\n"),
                            OnFailure.REJECT),
                        new QualityConfig(
                            new RuleFile(
                                "daily-cases-rows.dqdl",
                                "Rules = [ ColumnValues \"confirmed\" >= 0 ]\n"),
                            OnFailure.QUARANTINE)),
                    Optional.empty(),
                    Retention.NONE)));
  }

  @Test
  void readsEveryKey() {
    var job = TestConfs.READER.read(TestConfs.RESOURCES + "full.conf", ReadOptions.NONE.at(DATE));

    assertThat(job.description()).isEqualTo("Daily reports, as they come");
    assertThat(job.jobClass()).contains("io.tidegate.jobs.ExtractDailyReports");
    assertThat(job.interval()).isEqualTo(Duration.ofHours(12));
    assertThat(job.logicalDate()).isEqualTo(DATE);
    assertThat(job.ledger())
        .isEqualTo(new LedgerConfig("file:///tmp/wh/_ledger", Optional.of(Duration.ofDays(400))));
    assertThat(job.spark())
        .isEqualTo(
            Map.of("spark.sql.shuffle.partitions", "4", "spark.sql.adaptive.enabled", "false"));
    assertThat(job.eta())
        .isEqualTo(
            new EtaConfig(
                Optional.of(new LandBy(LocalTime.of(6, 30), ZoneId.of("Europe/Zurich"), 1)),
                Optional.of(Duration.ofMinutes(45)),
                Duration.ZERO,
                Severity.HOLD));
    assertThat(job.publish())
        .isEqualTo(
            new PublishConfig(PublishStrategy.STAGED, Duration.ofDays(13), Duration.ofHours(36)));
    assertThat(job.settings().integer("retries")).isEqualTo(3);
    assertThat(job.settings().texts("mail.to")).containsExactly("a", "b");
    assertThat(job.inputs().keySet()).containsExactly("reports", "events");
    assertThat(job.outputs().keySet()).containsExactly("raw", "late");
    assertThat(job.references().keySet()).containsExactly("nations");
  }

  @Test
  void readsEveryKeyOfAnInput() {
    var job = TestConfs.READER.read(TestConfs.RESOURCES + "full.conf", ReadOptions.NONE.at(DATE));

    assertThat(job.inputs().get("reports"))
        .isEqualTo(
            new InputConfig(
                "reports",
                Format.CSV,
                "/data/2020-03-22T05:00Z.csv",
                OptionalLong.empty(),
                Optional.of(Duration.ofHours(26)),
                new Bounds(
                    OptionalLong.of(1),
                    OptionalLong.of(1_000_000),
                    OptionalLong.of(10_240),
                    OptionalLong.of(1_500_000)),
                Optional.of("a int, b string"),
                Map.of("Province/State", "province_state", "Größe.m", "size"),
                Map.of("sep", ";", "header", "true"),
                new FilesConfig(
                    new FilesConfig.Rejects(
                        new RowLimit.Share(0.015), false, Optional.of("/data/rejects")),
                    FilesConfig.Take.NEW,
                    FilesConfig.ChangedFiles.READ_AGAIN,
                    Optional.of(
                        new FilesConfig.Ready(
                            Optional.of("/data/_SUCCESS"),
                            Optional.of(Duration.ofSeconds(30)),
                            Duration.ofMinutes(5),
                            2)),
                    Optional.of(
                        new ControlConfig(
                            new ControlConfig.Trailer("T"), Optional.of("2"), Map.of("a", "3")))),
                Severity.HOLD,
                Optional.empty()));
    assertThat(job.inputs().get("events"))
        .isEqualTo(
            new InputConfig(
                "events",
                Format.DELTA,
                "file:///tmp/wh/events",
                OptionalLong.of(12),
                Optional.empty(),
                Bounds.NONE,
                Optional.empty(),
                Map.of(),
                Map.of(),
                FilesConfig.NONE,
                Severity.REJECT,
                Optional.empty()));
  }

  @Test
  void readsEveryKeyOfAnOutput() {
    var job = TestConfs.READER.read(TestConfs.RESOURCES + "full.conf", ReadOptions.NONE.at(DATE));

    assertThat(job.outputs().get("raw"))
        .isEqualTo(
            new OutputConfig(
                "raw",
                "raw.daily_reports",
                "file:///tmp/wh/raw/2020",
                WriteMode.REPLACE_PARTITION,
                List.of("region", "report_date"),
                Optional.of(new PartitionValue("report_date", "2020-03-22T05:00Z")),
                Optional.empty(),
                List.of(),
                WhenMissing.KEEP,
                Map.of(
                    "delta.appendOnly", "false",
                    "delta.deletedFileRetentionDuration", "interval 30 days"),
                new SchemaPolicy(
                    Set.of(SchemaChange.ADD_NULLABLE_COLUMN),
                    Optional.of("a int, b string\n"),
                    Severity.HOLD),
                new VolumePolicy(
                    new Bounds(
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.of(1L << 30)),
                    Optional.of(
                        new Previous(OptionalDouble.of(0.5), OptionalDouble.of(2), Severity.WARN)),
                    Optional.of(new Reconcile("reports", 0.9, 1, false, Severity.WARN)),
                    Optional.of(new Baseline(28, false, 3.5, 7, Severity.REJECT)),
                    Severity.WARN),
                List.of(
                    new QualityConfig(
                        new RuleFile("daily-cases.dqdl", "Rules = [ RowCount > 0 ]\n"),
                        OnFailure.WARN)),
                Optional.empty(),
                new Retention(
                    Optional.of(Duration.ofDays(400)),
                    Optional.of("report_date"),
                    Optional.of(Duration.ofDays(90)),
                    Optional.of(Duration.ofDays(30)))));
    assertThat(TestConfs.output(job, "late").replaceWhere()).contains("day = '2020-03-22T05:00Z'");
  }

  @Test
  void readsTheClassPath() {
    var job = TestConfs.read("classpath:conf/design-example.conf");

    assertThat(TestConfs.output(job, "output").quality())
        .extracting(q -> q.file().name())
        .containsExactly("daily-cases.dqdl", "daily-cases-rows.dqdl");
  }

  @Test
  void takesEveryFileFromTheSourceThatItIsGiven() {
    var files =
        Map.of(
            "s3://bucket/conf/a/job.conf", TestConfs.resource("design-example.conf"),
            "s3://bucket/conf/a/defaults.conf", "warehouse = \"s3://bucket\"",
            "s3://bucket/quality-rules/daily-cases.dqdl", "x",
            "s3://bucket/conf/quality-rules/daily-cases-rows.dqdl", "y");
    var reader =
        new ConfigReader(
            (file, onFailure, aliases) -> List.of(),
            Map.of(),
            location -> Optional.ofNullable(files.get(location)));

    var job = reader.read("s3://bucket/conf/a/job.conf", ReadOptions.NONE);

    assertThat(job.ledger().path()).isEqualTo("s3://bucket/_tidegate");
    assertThat(TestConfs.output(job, "output").quality())
        .extracting(q -> q.file().text())
        .containsExactly("x", "y");
  }

  @Test
  void aConfThatIsNotThereIsOneProblem() {
    assertThat(TestConfs.problems("conf/none.conf"))
        .containsExactly("conf/none.conf: there is no such file");
    assertThat(TestConfs.problems("src/test/resources/conf"))
        .containsExactly("src/test/resources/conf: is a directory");
    assertThat(TestConfs.problems("s3://bucket/job.conf"))
        .containsExactly(
            "s3://bucket/job.conf: cannot be read: only local files and classpath: are known here");
  }

  @Test
  void printsNoSecretInItsText() {
    var job = TestConfs.read(TestConfs.RESOURCES + "full.conf", "spark.spark.api.token=abcd1234");

    assertThat(job.spark()).containsEntry("spark.api.token", "abcd1234");
    assertThat(job.toString()).contains("extract-daily-reports").doesNotContain("abcd1234");
  }
}
