package io.tidegate.lineage.provenance;

import static io.tidegate.config.WriteMode.APPEND;
import static io.tidegate.config.WriteMode.OVERWRITE;
import static io.tidegate.config.WriteMode.REPLACE_PARTITION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.config.WriteMode;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunStatus;
import io.tidegate.lineage.provenance.Impact.Affected;
import io.tidegate.lineage.provenance.Impact.AffectedRun;
import io.tidegate.problem.UserException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImpactTest {

  private static final String ORDERS = "file:/w/orders";
  private static final String REVENUE = "file:/w/revenue";
  private static final String REPORT = "file:/w/report";

  @TempDir private Path folder;
  private Ledger ledger;
  private Story story;

  @BeforeEach
  void anEmptyLedger() {
    ledger = Ledger.open(folder.toString());
    story = new Story(ledger);
  }

  @Test
  void theRunsThatReadAVersionAndWhatTheyMade() {
    orders(0);
    orders(1);
    String first = revenue(0, 0, "2026-03-01");
    String second = revenue(1, 1, "2026-03-02");

    assertThat(Impact.of(ledger, "raw.orders@v1"))
        .isEqualTo(
            new Impact(
                "raw.orders",
                ORDERS,
                Optional.empty(),
                "v1",
                List.of(
                    new Affected(
                        "curated.revenue",
                        REVENUE,
                        "curate",
                        "public-health",
                        1,
                        "v1..",
                        true,
                        List.of("day", "revenue"),
                        List.of(
                            new AffectedRun(second, "2026-03-02", List.of("raw.orders v1"), 1)))),
                List.of()));
    assertThat(runs("raw.orders@v0")).containsExactly(first);
    assertThat(runs("raw.orders@v0..")).containsExactly(first, second);
    assertThat(runs("raw.orders@v0..v1")).containsExactly(first, second);
    assertThat(runs("raw.orders")).containsExactly(first, second);
    assertThat(runs("raw.orders@v2..")).isEmpty();
  }

  @Test
  void aConsumerThatReadOnlyBeforeIsNotAmongThem() {
    orders(4);
    orders(5);
    revenue(4, 0, "2026-03-01");
    String report = report(0, 0);
    assertThat(Impact.of(ledger, "raw.orders@v5..").affected()).isEmpty();
    assertThat(runs("raw.orders@v4..")).endsWith(report);
  }

  @Test
  void itGoesOnThroughEveryTable() {
    orders(0);
    revenue(0, 0, "2026-03-01");
    report(0, 0);
    story
        .run("export", "2026-03-01")
        .reads("r", REPORT, 0)
        .writes("out", "file:/w/out", 3, APPEND)
        .published();

    assertThat(Impact.of(ledger, "raw.orders").affected())
        .extracting(Affected::dataset, Affected::distance, Affected::versions)
        .containsExactly(
            tuple("curated.revenue", 1, "v0.."),
            tuple("report", 2, "v0.."),
            tuple("out", 3, "v3.."));
  }

  @Test
  void theShortestWayIsTheDistance() {
    orders(0);
    revenue(0, 0, "2026-03-01");
    report(0, 0);
    story
        .run("report", "2026-03-02")
        .reads("o", ORDERS, 0)
        .writes("report", REPORT, 1, APPEND)
        .published();

    assertThat(Impact.of(ledger, "raw.orders").affected())
        .extracting(Affected::dataset, Affected::distance)
        .containsExactly(tuple("curated.revenue", 1), tuple("report", 1));
  }

  @Test
  void whatWasReplacedWhollyIsNotInLaterVersions() {
    orders(0);
    orders(1);
    revenue(0, 0, "2026-03-01", OVERWRITE);
    revenue(1, 1, "2026-03-02", OVERWRITE);
    String old = report(0, 0);
    String later = report(1, 1);

    assertThat(runs("raw.orders@v0")).hasSize(2).endsWith(old);
    assertThat(runs("raw.orders@v1")).hasSize(2).endsWith(later);
    assertThat(Impact.of(ledger, "raw.orders@v0").affected().get(0).versions()).isEqualTo("v0");
  }

  @Test
  void aPartitionThatWasWrittenAgainIsReplaced() {
    orders(0);
    orders(1);
    revenue(0, 0, "2026-03-01", REPLACE_PARTITION);
    revenue(0, 1, "2026-03-02", REPLACE_PARTITION);
    revenue(1, 2, "2026-03-01", REPLACE_PARTITION);
    revenue(1, 3, "2026-03-02", REPLACE_PARTITION);
    String half = report(2, 0);
    String mended = report(3, 1);

    assertThat(Impact.of(ledger, "raw.orders@v0").affected().get(0).versions()).isEqualTo("v0..v2");
    assertThat(runs("raw.orders@v0")).contains(half).doesNotContain(mended);
    assertThat(runs("raw.orders@v1")).contains(half, mended);
  }

  @Test
  void appendedRowsStay() {
    orders(0);
    orders(1);
    revenue(0, 0, "2026-03-01");
    revenue(1, 1, "2026-03-02");
    String report = report(1, 0);

    assertThat(runs("raw.orders@v0")).endsWith(report);
  }

  @Test
  void aColumnLeadsToTheColumnsThatItFlowsInto() {
    orders(0);
    story
        .run("curate", "2026-03-01")
        .reads("orders", ORDERS, 0)
        .column("day", "orders.at")
        .column("revenue", "orders.price", "orders.amount")
        .writes("curated.revenue", REVENUE, 0, APPEND)
        .published();
    story
        .run("report", "2026-03-01")
        .reads("r", REVENUE, 0)
        .column("total", "r.revenue")
        .column("days", "r.day")
        .writes("report", REPORT, 0, APPEND)
        .published();

    assertThat(columns("raw.orders.price"))
        .containsExactly("curated.revenue: [revenue]", "report: [total]");
    assertThat(columns("raw.orders.at"))
        .containsExactly("curated.revenue: [day]", "report: [days]");
    assertThat(columns("raw.orders.other")).isEmpty();
    assertThat(Impact.of(ledger, "raw.orders.price@v0..").column()).contains("price");
  }

  @Test
  void aColumnThatDecidesWhichRowsThereAreTouchesEveryColumnBelow() {
    orders(0);
    story
        .run("curate", "2026-03-01")
        .reads("orders", ORDERS, 0)
        .column("day", "orders.at")
        .filter("orders.price")
        .writes("curated.revenue", REVENUE, 0, APPEND)
        .published();
    story
        .run("report", "2026-03-01")
        .reads("r", REVENUE, 0)
        .column("days", "r.day")
        .writes("report", REPORT, 0, APPEND)
        .published();

    Impact impact = Impact.of(ledger, "raw.orders.price");

    assertThat(impact.affected()).extracting(Affected::everyColumn).containsExactly(true, false);
    assertThat(columns("raw.orders.price"))
        .containsExactly("curated.revenue: []", "report: [days]");
  }

  @Test
  void aFieldAndItsStructAreTheSameColumn() {
    orders(0);
    story
        .run("curate", "2026-03-01")
        .reads("orders", ORDERS, 0)
        .column("city", "orders.customer.city")
        .column("all", "orders.customer")
        .writes("curated.revenue", REVENUE, 0, APPEND)
        .published();

    assertThat(columns("raw.orders.customer")).containsExactly("curated.revenue: [all, city]");
    assertThat(columns("raw.orders.customer.city")).containsExactly("curated.revenue: [all, city]");
    assertThat(columns("raw.orders.customer.name")).containsExactly("curated.revenue: [all]");
  }

  @Test
  void aJobThatReadsItsOwnTableIsFollowedOnce() {
    orders(0);
    story
        .run("collect", "2026-03-01")
        .reads("orders", ORDERS, 0)
        .writes("curated.revenue", REVENUE, 0, OVERWRITE)
        .published();
    for (int version = 1; version < 50; version++) {
      story
          .run("collect", "2026-03-01")
          .reads("orders", ORDERS, 0)
          .reads("own", REVENUE, version - 1)
          .writes("curated.revenue", REVENUE, version, OVERWRITE)
          .published();
    }

    assertThat(runs("raw.orders")).hasSize(50);
    assertThat(Impact.of(ledger, "curated.revenue@v10").affected().get(0).versions())
        .isEqualTo("v11..");
  }

  @Test
  void runsThatPublishedNothingHaveNoImpact() {
    orders(0);
    story
        .run("curate", "2026-03-01")
        .reads("orders", ORDERS, 0)
        .stages("curated.revenue", REVENUE, APPEND)
        .ended(RunStatus.HELD);

    assertThat(Impact.of(ledger, "raw.orders").affected()).isEmpty();
  }

  @Test
  void aFolderOfFilesIsAskedForByItsPath() {
    String run =
        story
            .run("extract", "2026-03-01")
            .readsFile("day", "file:/in/orders", "1.csv")
            .writes("raw.orders", ORDERS, 0, APPEND)
            .published();

    for (String path :
        List.of("file:/in/orders", "/in/orders/", "file:///in/orders", "in/orders")) {
      assertThat(runs(path)).containsExactly(run);
    }
  }

  @Test
  void whatTheLedgerDoesNotKnow() {
    orders(0);

    assertThatThrownBy(() -> Impact.of(ledger, "raw.order@v1"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "no run of this ledger has read or written 'raw.order' (did you mean raw.orders?)");
    assertThatThrownBy(() -> Impact.of(ledger, "raw.orders@5"))
        .hasMessage(
            "'raw.orders@5': '5' names no versions ("
                + "write @v5 for one version, @v5.. for it and all that follow, @v5..v7 for a range)");
    assertThatThrownBy(() -> Impact.of(ledger, "raw.orders@v5..v3"))
        .hasMessage("'raw.orders@v5..v3': v3 is before v5");
  }

  @Test
  void twoTablesOfOneName() {
    orders(0);
    story
        .run("extract", "2026-03-01")
        .writes("raw.orders", "file:/v/orders", 0, APPEND)
        .published();

    assertThatThrownBy(() -> Impact.of(ledger, "raw.orders"))
        .hasMessage(
            "'raw.orders' is the name of several tables: file:/v/orders, file:/w/orders ("
                + "give the path of one)");
    assertThat(Impact.of(ledger, ORDERS).dataset()).isEqualTo("raw.orders");
  }

  private void orders(long version) {
    story.run("extract", "2026-03-01").writes("raw.orders", ORDERS, version, APPEND).published();
  }

  private String revenue(long read, long version, String date) {
    return revenue(read, version, date, APPEND);
  }

  private String revenue(long read, long version, String date, WriteMode mode) {
    return story
        .run("curate", date)
        .reads("orders", ORDERS, read)
        .column("day", "orders.at")
        .column("revenue", "orders.price")
        .filter("orders.price")
        .writes("curated.revenue", REVENUE, version, mode)
        .published();
  }

  private String report(long read, long version) {
    return story
        .run("report", "2026-03-01")
        .reads("r", REVENUE, read)
        .writes("report", REPORT, version, APPEND)
        .published();
  }

  private List<String> runs(String selection) {
    return Impact.of(ledger, selection).affected().stream()
        .flatMap(affected -> affected.runs().stream())
        .map(AffectedRun::runId)
        .toList();
  }

  private List<String> columns(String selection) {
    return Impact.of(ledger, selection).affected().stream()
        .map(affected -> affected.dataset() + ": " + affected.columns())
        .toList();
  }
}
