package io.tidegate.query;

import static io.tidegate.config.WriteMode.APPEND;
import static io.tidegate.config.WriteMode.OVERWRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.ledger.Intervention;
import io.tidegate.ledger.KeptEvents.Mark;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunStatus;
import io.tidegate.ledger.Runs;
import io.tidegate.lineage.provenance.Story;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerViewsTest {

  static final List<String> VIEWS =
      List.of("runs", "outputs", "inputs", "checks", "metrics", "lineage", "events");

  private final SparkSession spark = TestSpark.session().newSession();

  @TempDir private Path folder;
  private Ledger ledger;

  @BeforeEach
  void views() {
    ledger = Ledger.open(folder.toString());
  }

  @Test
  void anEmptyLedgerHasEmptyTables() {
    VIEWS.forEach(view -> assertThat(ask("select * from " + view)).isEmpty());
  }

  @Test
  void runsAreAsTheyAreNow() {
    var story = new Story(ledger);
    story.run("extract", "2026-03-01").writes("raw.orders", "file:/o", 0, APPEND).published();
    String held =
        story
            .run("extract", "2026-03-02")
            .stages("raw.orders", "file:/o", APPEND)
            .ended(RunStatus.HELD);
    ledger.started(Runs.start("extract", Runs.id("2026-03-03T06:00:00Z"), "2026-03-03"));
    assertThat(text("select logical_date, status, seconds from runs order by 1"))
        .containsExactly(
            "[2026-03-01,PUBLISHED,30.0]", "[2026-03-02,HELD,30.0]", "[2026-03-03,STARTED,null]");

    ledger.intervened(
        new Intervention(
            held,
            "extract",
            RunStatus.RELEASED,
            Instant.parse("2026-03-02T08:00:00Z"),
            "ann",
            "a holiday",
            Map.of("raw.orders", 1L)));

    assertThat(text("select status from runs where logical_date = '2026-03-02'"))
        .containsExactly("[RELEASED]");
    assertThat(text("select dataset, version, mode from outputs order by version"))
        .containsExactly("[raw.orders,0,APPEND]", "[raw.orders,1,APPEND]");
    assertThat(text("select job, owner, version, commit, dirty, host, started from runs limit 1"))
        .containsExactly(
            "[extract,public-health,1.2.0,3f9a1c2d,false,driver-1,2026-03-01 06:00:00.0]");
  }

  @Test
  void everyFieldOfARecordIsInSomeTable() {
    ledger.closed(Runs.full());

    assertThat(
            text("select input, format, version, files, rows, corrupt_rows from inputs order by 1"))
        .containsExactly("[map,csv,null,1,null,null]", "[reports,delta,12,0,99,0]");
    assertThat(text("select `check`, outcome, expected, actual from checks order by 1"))
        .containsExactly(
            "[evolution,failed,none,one]",
            "[forecast,not-applicable,null,no history]",
            "[max-rows,failed,at most 9,100]",
            "[min-rows,passed,at least 1 row,99 rows]",
            "[r.dqdl:7,could-not-measure,null,no column a]");
    assertThat(text("select metric, value from metrics order by 1"))
        .containsExactly(
            "[Column.a.b.Mean,NaN]",
            "[Column.p.Minimum,-Infinity]",
            "[Column.价.Maximum,Infinity]",
            "[rows,100.0]");
    assertThat(text("select path, quarantined, quarantine_version, mode from outputs"))
        .containsExactly("[s3://b/curated,3,4,REPLACE_PARTITION]");
    assertThat(text("select seconds, error, notes from runs"))
        .containsExactly("[119.877,stopped: 数,WrappedArray(fell back to staged)]");
  }

  @Test
  void lineageIsARowForEachSourceOfEachColumn() {
    new Story(ledger)
        .run("curate", "2026-03-01")
        .reads("orders", "file:/o", 3)
        .column("revenue", "orders.price", "orders.amount")
        .filter("orders.day")
        .writes("curated.revenue", "file:/r", 0, OVERWRITE)
        .published();

    assertThat(
            text(
                "select dataset, version, column, input, input_column, kind from lineage order by 5"))
        .containsExactly(
            "[curated.revenue,0,revenue,orders,amount,TRANSFORMATION]",
            "[curated.revenue,0,null,orders,day,FILTER]",
            "[curated.revenue,0,revenue,orders,price,TRANSFORMATION]");
  }

  @Test
  void eventsSayWhetherTheyWereDelivered() {
    String run = Runs.id("2026-03-01T06:00:00Z");
    var byKind = new LinkedHashMap<String, String>();
    byKind.put("start", "{\"a\":1}");
    byKind.put("quality-start", "{}");
    byKind.put("complete", "{}");
    ledger.events().keep(run, "curate", byKind);
    ledger.events().mark(ledger.events().of(run, "curate").get(0), Mark.SENT);
    ledger.events().mark(ledger.events().of(run, "curate").get(1), Mark.REFUSED);

    assertThat(
            text("select job, run_id, number, kind, delivery, event from events order by number"))
        .containsExactly(
            "[curate," + run + ",1,start,sent,{\"a\":1}]",
            "[curate," + run + ",2,quality-start,refused,{}]",
            "[curate," + run + ",3,complete,pending,{}]");
  }

  @Test
  void aRecordFromBeforeThereWasThisOrThatIsStillARow() throws Exception {
    String run = Runs.id("2026-03-01T06:00:00.123Z");
    ledger.started(Runs.full().start());
    try (var old = Ledger.class.getResourceAsStream("closed-without-lineage.json")) {
      String record = new String(old.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(
          folder.resolve("runs/curate/2026-03/" + run + ".closed.json"),
          record.replaceAll("\\s*\n\\s*", ""));
    }

    assertThat(text("select status, verdict from runs")).containsExactly("[HELD,HOLD]");
    assertThat(text("select dataset, path, mode, lineage from outputs"))
        .containsExactly("[curated.cases,s3://b/curated,null,null]");
  }

  @Test
  void theGuideNamesEveryColumn() throws Exception {
    LedgerViews.create(spark, folder.toString());
    String guide = Files.readString(Path.of("../../docs/guides/ledger-sql.md"));

    for (String view : VIEWS) {
      String columns = String.join(", ", spark.table(view).columns());
      assertThat(guide).containsPattern("\\| `" + view + "` \\| [^|]+ \\| `" + columns + "` \\|");
    }
  }

  private List<String> text(String query) {
    return ask(query).stream().map(Row::toString).toList();
  }

  private List<Row> ask(String query) {
    LedgerViews.create(spark, folder.toString());
    return spark.sql(query).collectAsList();
  }
}
