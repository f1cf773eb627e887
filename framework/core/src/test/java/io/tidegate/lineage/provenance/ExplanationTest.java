package io.tidegate.lineage.provenance;

import static io.tidegate.config.WriteMode.APPEND;
import static io.tidegate.config.WriteMode.OVERWRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.ledger.Intervention;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunStatus;
import io.tidegate.lineage.provenance.Explanation.Run;
import io.tidegate.lineage.provenance.Explanation.Source;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTest {

  private static final String ORDERS = "file:/w/orders";
  private static final String REVENUE = "file:/w/revenue";

  @TempDir private Path folder;
  private Ledger ledger;
  private Story story;

  @BeforeEach
  void anEmptyLedger() {
    ledger = Ledger.open(folder.toString());
    story = new Story(ledger);
  }

  @Test
  void backThroughEachTableToTheFiles() {
    String extracted = orders(0);
    String curated = revenue(0, 0);

    Explanation revenue = explain("curated.revenue");

    assertThat(revenue.dataset()).isEqualTo("curated.revenue");
    assertThat(revenue.path()).isEqualTo(REVENUE);
    assertThat(revenue.version()).hasValue(0);
    assertThat(revenue.remarks()).isEmpty();
    Run run = revenue.run().orElseThrow();
    assertThat(run.runId()).isEqualTo(curated);
    assertThat(run.job()).isEqualTo("curate");
    assertThat(run.logicalDate()).hasToString("2026-03-01");
    assertThat(run.at()).isEqualTo("2026-03-01T06:01:30Z");
    assertThat(run.program()).hasToString("1.2.0+3f9a1c2");
    assertThat(run.rulesFingerprint()).isEqualTo("r1");
    assertThat(run.configFingerprint()).isEqualTo("c1");
    assertThat(run.output().rows()).isEqualTo(100);

    Source orders = revenue.sources().get(0);
    assertThat(orders.read().name()).isEqualTo("orders");
    assertThat(orders.rows()).hasValue(10);
    Explanation below = orders.explanation().orElseThrow();
    assertThat(below.run().orElseThrow().runId()).isEqualTo(extracted);
    assertThat(below.sources()).hasSize(1);
    assertThat(below.sources().get(0).explanation()).isEmpty();
    assertThat(below.sources().get(0).read().files().get(0).path()).isEqualTo("file:/in/1.csv");
  }

  @Test
  void asFarAsIsAskedFor() {
    orders(0);
    revenue(0, 0);

    Explanation near = Explanation.of(ledger, "curated.revenue", Optional.empty(), 1);

    assertThat(near.sources()).extracting(Source::explanation).containsExactly(Optional.empty());
  }

  @Test
  void anOlderVersion() {
    String first = orders(0);
    orders(1);

    assertThat(runOf(explain("raw.orders@v0"))).isEqualTo(first);
    assertThat(explain("raw.orders@v1").remarks()).containsExactly("its other rows came with v0");
  }

  @Test
  void whatATableShowedAtATime() {
    String first = orders(0);
    String second = orders(1);

    assertThat(runOf(asOf("2026-03-01T06:00:30Z"))).isEqualTo(first);
    assertThat(runOf(asOf("2026-03-01T06:01:29.999Z"))).isEqualTo(first);
    assertThat(runOf(asOf("2026-03-01T06:01:30Z"))).isEqualTo(second);
    assertThatThrownBy(() -> asOf("2026-03-01T06:00:29Z"))
        .hasMessage(
            "nothing of raw.orders had been published at 2026-03-01T06:00:29Z ("
                + "its first version is of 2026-03-01T06:00:30Z)");
  }

  @Test
  void aVersionThatNoRunMadeIsExplainedByTheOneBefore() {
    orders(0);
    String second = orders(3);
    Explanation compacted = explain("raw.orders@v7");

    assertThat(runOf(compacted)).isEqualTo(second);
    assertThat(compacted.version()).hasValue(3);
    assertThat(compacted.remarks())
        .containsExactly(
            "v7 was not made by a run of this ledger; v3 is its last before it",
            "its other rows came with v0");
  }

  @Test
  void aTableThatNoRunMade() {
    revenue(4, 0);

    Explanation orders = explain("curated.revenue").sources().get(0).explanation().orElseThrow();

    assertThat(orders.dataset()).isEqualTo(ORDERS);
    assertThat(orders.version()).hasValue(4);
    assertThat(orders.run()).isEmpty();
    assertThat(orders.remarks()).containsExactly("v4 was not made by a run of this ledger");
  }

  @Test
  void whatIsReadTwiceIsExplainedOnce() {
    orders(0);
    story
        .run("curate", "2026-03-01")
        .reads("orders", ORDERS, 0)
        .reads("again", ORDERS, 0)
        .writes("curated.revenue", REVENUE, 0, OVERWRITE)
        .published();

    List<Source> sources = explain("curated.revenue").sources();

    assertThat(sources.get(0).explanation().orElseThrow().run()).isPresent();
    assertThat(sources.get(1).explanation().orElseThrow().run()).isEmpty();
    assertThat(sources.get(1).explanation().orElseThrow().remarks())
        .containsExactly("explained above");
  }

  @Test
  void theInputsOfARunAreToldOnceHoweverManyOutputsOfItAreRead() {
    story
        .run("extract", "2026-03-01")
        .readsFile("day", "file:/in", "1.csv")
        .writes("raw.orders", ORDERS, 0, APPEND)
        .writes("raw.lines", "file:/w/lines", 0, APPEND)
        .published();
    story
        .run("curate", "2026-03-01")
        .reads("orders", ORDERS, 0)
        .reads("lines", "file:/w/lines", 0)
        .writes("curated.revenue", REVENUE, 0, OVERWRITE)
        .published();

    Explanation lines = explain("curated.revenue").sources().get(1).explanation().orElseThrow();

    assertThat(lines.run()).isPresent();
    assertThat(lines.sources()).isEmpty();
    assertThat(lines.remarks()).containsExactly("inputs as above");
  }

  @Test
  void aTableThatIsMadeFromItself() {
    for (int version = 0; version < 20; version++) {
      story
          .run("collect", "2026-03-01")
          .reads("own", REVENUE, version - 1)
          .writes("curated.revenue", REVENUE, version, OVERWRITE)
          .published();
    }
    int runs = 0;
    Optional<Explanation> at = Optional.of(explain("curated.revenue"));
    while (at.isPresent() && at.get().run().isPresent()) {
      runs++;
      at = at.get().sources().stream().findFirst().flatMap(Source::explanation);
    }

    assertThat(runs).isEqualTo(10);
  }

  @Test
  void whoReleasedIt() {
    String held =
        story
            .run("extract", "2026-03-01")
            .stages("raw.orders", ORDERS, APPEND)
            .ended(RunStatus.HELD);
    var released =
        new Intervention(
            held,
            "extract",
            RunStatus.RELEASED,
            Instant.parse("2026-03-01T08:00:00Z"),
            "grace",
            "a holiday",
            Map.of("raw.orders", 5L));
    ledger.intervened(released);

    Run run = explain("raw.orders@v5").run().orElseThrow();

    assertThat(run.interventions()).containsExactly(released);
    assertThat(run.at()).isEqualTo("2026-03-01T08:00:00Z");
  }

  @Test
  void whatCannotBeExplained() {
    orders(3);
    revenue(3, 0);

    assertThatThrownBy(() -> explain("raw.orders@v2"))
        .hasMessage("the ledger's first version of raw.orders is v3");
    assertThatThrownBy(() -> explain("raw.orders@v2..v5"))
        .hasMessage("'v2..v5' is more than one version (write @v5)");
    assertThatThrownBy(() -> explain("raw.orders.price"))
        .hasMessage(
            "'price' is a column of raw.orders ('tidegate show RUN --columns' tells where a column comes from; name the table alone here)");
    assertThatThrownBy(() -> explain("file:/in"))
        .hasMessage(
            "no run of this ledger made file:/in (runs only read it; 'tidegate impact' tells which)");
    assertThatThrownBy(
            () ->
                Explanation.of(
                    ledger, "raw.orders@v3", Optional.of(Instant.parse("2026-03-01T00:00:00Z")), 1))
        .hasMessage("both a version and a time are given (give one of them)");
  }

  private String orders(long version) {
    return story
        .run("extract", "2026-03-01")
        .readsFile("day", "file:/in", "1.csv")
        .writes("raw.orders", ORDERS, version, APPEND)
        .published();
  }

  private String revenue(long read, long version) {
    return story
        .run("curate", "2026-03-01")
        .reads("orders", ORDERS, read)
        .writes("curated.revenue", REVENUE, version, OVERWRITE)
        .published();
  }

  private Explanation explain(String selection) {
    return Explanation.of(ledger, selection, Optional.empty(), 10);
  }

  private Explanation asOf(String time) {
    return Explanation.of(ledger, "raw.orders", Optional.of(Instant.parse(time)), 10);
  }

  private static String runOf(Explanation explanation) {
    return explanation.run().orElseThrow().runId();
  }
}
