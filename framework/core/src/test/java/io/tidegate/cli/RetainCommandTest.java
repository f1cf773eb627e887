package io.tidegate.cli;

import static io.tidegate.ledger.RunStatus.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.TestSpark;
import io.tidegate.ledger.Intervention;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidegate retain} as a user calls it. */
class RetainCommandTest {

  private final SparkSession spark = TestSpark.session();

  @TempDir private Path folder;

  @BeforeEach
  void table() throws IOException {
    conf("keep = 400d, vacuum = 7d, by = day");
    spark
        .sql(
            "SELECT * FROM VALUES (1, '2020-01-01', 'a'), (2, '2020-01-02', 'a'), (3, 'soon', 'b'),"
                + " (4, '2999-01-01', 'a') AS (id, day, region)")
        .coalesce(1)
        .write()
        .format("delta")
        .partitionBy("region", "day")
        .save(folder + "/orders");
    Path old = Files.writeString(folder.resolve("orders/left.parquet"), "nothing");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
  }

  private void conf(String retention) throws IOException {
    Files.writeString(
        folder.resolve("job.conf"),
        """
        job { name = copy-orders, owner = team }
        warehouse = "%1$s"
        output {
          name = raw.orders, format = delta, path = "%1$s/orders"
          write = append, partition-by = [region, day]
          retention { %2$s }
        }
        """
            .formatted(folder, retention));
  }

  @Test
  void saysWhatItWouldRemoveRemovesItAndFindsNothingMore() throws IOException {
    var planned = call("--dry-run");
    assertThat(planned.err()).isEmpty();
    assertThat(planned.code()).isZero();
    assertThat(planned.outLines()).hasSize(3);
    assertThat(planned.outLines().get(0))
        .matches(
            "raw.orders: 2 of 4 partitions of day past 400d, ended by \\S+Z: 2020-01-01,"
                + " 2020-01-02; 2 rows, 2 files, [0-9.]+ \\w+; nothing is changed");
    assertThat(planned.outLines().get(1)).isEqualTo("raw.orders: day = soon: no date, stays");
    assertThat(planned.outLines().get(2)).isEqualTo("raw.orders: VACUUM: 1 file unused for 7d");

    var done = call("--reason", "storage costs");
    assertThat(done.outLines().get(0)).endsWith("; deleted by v1");
    assertThat(done.outLines().get(2))
        .isEqualTo("raw.orders: VACUUM: 1 file unused for 7d; removed");
    assertThat(done.outLines().get(3)).matches("raw.orders: recorded as run [0-9a-f-]{36}");
    story(done.outLines().get(3).replaceFirst(".* ", ""));

    assertThat(new ObjectMapper().readTree(call("--json").out()).at("/runId").isTextual())
        .isFalse();
    assertThat(call().outLines())
        .containsExactly(
            "raw.orders: none of 2 partitions of day is past 400d",
            "raw.orders: day = soon: no date, stays",
            "raw.orders: VACUUM: 0 files unused for 7d");
  }

  private void story(String run) {
    String ledger = folder + "/_tidegate";
    assertThat(Cli.call("show", run, "--ledger", ledger).out())
        .contains(
            "2 partitions past 400d deleted by "
                + System.getProperty("user.name")
                + ": storage costs; day = 2020-01-01, 2020-01-02",
            "1 file unused for 7d removed by");
    assertThat(Cli.call("history", "copy-orders.retain", "--ledger", ledger).out())
        .contains("published", "raw.orders v1 2 rows");
    assertThat(Cli.call("explain", "raw.orders@v1", "--ledger", ledger).out())
        .contains(run + " of copy-orders.retain (team)", "storage costs");
  }

  @Test
  void theColumnHasToBeNamedWhereNoneIsADate() throws IOException {
    conf("keep = 400d");
    assertThat(call("--dry-run"))
        .isEqualTo(
            Cli.mistake(
                "outputs.output: raw.orders is partitioned by [region, day], of which none has a"
                    + " date or time type (name the column in retention.by)"));
  }

  @Test
  void everyConfIsReadBeforeAnythingIsDone() throws IOException {
    Files.writeString(folder.resolve("bad.conf"), "job { name = bad }");
    var shown = Cli.call("retain", folder + "/job.conf", folder + "/bad.conf");
    assertThat(shown.code()).isEqualTo(2);
    assertThat(shown.out()).isEmpty();
    assertThat(shown.errLines()).allMatch(line -> line.startsWith(folder + "/bad.conf:1: "));
    assertThat(Cli.call("retain", folder + "/job.conf", "--reason", " "))
        .isEqualTo(Cli.mistake("--reason: is empty (say why, or leave it out)"));
  }

  @Test
  void theLedgerHasItsOwnTime() throws IOException {
    conf("");
    String path = folder + "/_tidegate";
    var ledger = Ledger.open(path);
    var old = Runs.start("copy-orders", Runs.id("2024-03-01T06:00:00Z"), "2024-03-01");
    ledger.started(old);
    var repaired = Map.<String, Long>of();
    ledger.intervened(
        new Intervention(
            old.runId(), old.job(), FAILED, old.started(), "ann", "its process is gone", repaired));
    assertThat(call().outLines())
        .containsExactly("copy-orders: no output has a retention, and the ledger no keep");

    Files.writeString(
        folder.resolve("job.conf"), "ledger { keep = 400d }\n", StandardOpenOption.APPEND);
    String found =
        "copy-orders: 1 record and 0 events in the ledger past 400d, from before \\S+Z; ";
    assertThat(call("--dry-run").outLines())
        .singleElement()
        .asString()
        .matches(found + "nothing is changed");
    assertThat(ledger.history("copy-orders", 9)).hasSize(1);

    var done = call("--reason", "storage costs").outLines();
    assertThat(done)
        .singleElement()
        .asString()
        .matches(found + "removed, recorded as run [0-9a-f-]{36}");
    String run = done.get(0).replaceFirst(".* ", "");
    assertThat(ledger.history("copy-orders", 9)).isEmpty();
    assertThat(Cli.call("show", run, "--ledger", path).out())
        .contains(
            "1 record and 0 events past 400d removed from the ledger by "
                + System.getProperty("user.name")
                + ": storage costs");
    assertThat(call().outLines())
        .containsExactly("copy-orders: nothing of it in the ledger is past 400d");
    var json = new ObjectMapper().readTree(call("--json").out());
    assertThat(json.at("/records").asInt(-1)).isZero();
    assertThat(json.at("/job").asText()).isEqualTo("copy-orders");
  }

  private Cli.Shown call(String... options) {
    String[] args = new String[options.length + 2];
    args[0] = "retain";
    args[1] = folder + "/job.conf";
    System.arraycopy(options, 0, args, 2, options.length);
    return Cli.call(args);
  }
}
