package io.tidegate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.LogicalDate;
import io.tidegate.config.WriteMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the published runs read and wrote, from their records and from copies of them. */
class FlowsTest {

  private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

  private final SpyStore store = new SpyStore();
  private final Ledger ledger = new Ledger(store, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void aPublishedRunIsAFlow() {
    RunStart start = start("2026-03-30T06:00:00Z", "2026-03-29");
    ledger.closed(Runs.reading(Runs.record(start, RunStatus.PUBLISHED), "/raw", 12));

    assertThat(flows())
        .containsExactly(
            new Flow(
                start.runId(),
                "curate",
                "public-health",
                LogicalDate.parse("2026-03-29"),
                "1.2.0+3f9a1c2",
                Instant.parse("2026-03-30T06:05:00Z"),
                List.of(new Flow.Read("raw", "/raw", OptionalLong.of(12))),
                List.of(
                    new Flow.Write(
                        "output",
                        "curated.cases",
                        "file:/warehouse/curated.cases",
                        OptionalLong.of(7),
                        Optional.of(WriteMode.APPEND),
                        Optional.empty()))));
    assertThat(ledger.flows().all().get(0).read()).isEqualTo(Set.of("/raw"));
    assertThat(ledger.flows().all().get(0).made())
        .isEqualTo(Map.of("file:/warehouse/curated.cases", "curated.cases"));
  }

  @Test
  void aReleasedRunHasTheVersionOfItsRelease() {
    RunStart start = start("2026-03-02T06:00:00Z", "2026-03-01");
    ledger.closed(Runs.record(start, RunStatus.HELD));
    assertThat(flows()).isEmpty();

    ledger.intervened(Runs.intervention(start, RunStatus.RELEASED));

    assertThat(flows().get(0).at()).isEqualTo("2026-03-02T08:00:00Z");
    assertThat(flows().get(0).writes().get(0).version()).hasValue(8);
  }

  @Test
  void runsThatDidNotPublishAreNoneAndAreNotOpened() {
    closed(1, RunStatus.REJECTED);
    closed(2, RunStatus.FAILED);
    closed(3, RunStatus.ALREADY_PUBLISHED);
    ledger.started(start("2026-03-04T06:00:00Z", "2026-03-04"));
    store.forget();

    assertThat(flows()).isEmpty();
    assertThat(store.opened()).isEmpty();
  }

  @Test
  void manyRunsThatAreLongOverAreReadFromACopyTheNextTime() {
    publish(40);
    List<Flow> first = flows();
    store.forget();

    assertThat(flows()).isEqualTo(first).hasSize(40);

    assertThat(store.opened()).containsExactly("index/curate." + id(40) + ".jsonl");
    assertThat(store.listed())
        .containsExactly("index", "runs", "runs/curate", "runs/curate/2026-03");
  }

  @Test
  void fewRunsAreNotWorthACopy() {
    publish(31);
    flows();

    assertThat(copies()).isEmpty();
  }

  @Test
  void aRunOfTheLastDayIsNotCopied() {
    publish(32);
    RunStart young = start(NOW.minus(Duration.ofHours(24)).toString(), "2026-03-30");
    ledger.closed(Runs.record(young, RunStatus.PUBLISHED));
    flows();

    assertThat(copies()).containsExactly("index/curate." + id(32) + ".jsonl");
    assertThat(flows()).hasSize(33);
  }

  @Test
  void aLargerCopyTakesThePlaceOfTheOneBefore() {
    publish(32);
    flows();
    for (int run = 33; run < 64; run++) {
      closed(run, RunStatus.PUBLISHED);
    }
    flows();
    assertThat(copies()).containsExactly("index/curate." + id(32) + ".jsonl");
    closed(64, RunStatus.PUBLISHED);
    flows();

    assertThat(copies()).containsExactly("index/curate." + id(64) + ".jsonl");
    assertThat(flows()).extracting(Flow::runId).isSorted().hasSize(64);
  }

  @Test
  void aReleaseOfARunThatWasCopiedAsHeldIsSeen() {
    publish(40);
    RunStart held = start("2026-03-02T00:30:00Z", "2026-03-02");
    ledger.closed(Runs.record(held, RunStatus.HELD));
    assertThat(flows()).hasSize(40);
    assertThat(copies()).hasSize(1);

    ledger.intervened(Runs.intervention(held, RunStatus.RELEASED));

    assertThat(copies()).isEmpty();
    assertThat(flows()).hasSize(41).anyMatch(flow -> flow.runId().equals(held.runId()));
    assertThat(copies()).hasSize(1);
    assertThat(flows()).hasSize(41);
  }

  @Test
  void theEndOfARunThatWasCopiedWithoutOneIsSeen() {
    publish(40);
    RunStart long0 = start("2026-03-02T00:30:00Z", "2026-03-02");
    ledger.started(long0);
    flows();
    ledger.closed(Runs.record(long0, RunStatus.PUBLISHED));

    assertThat(flows()).hasSize(41);
  }

  @Test
  void aReleaseWhileTheCopyIsWrittenIsNotLost() {
    publish(40);
    RunStart held = start("2026-03-02T00:30:00Z", "2026-03-02");
    ledger.closed(Runs.record(held, RunStatus.HELD));
    store.beforeCreate(
        path -> {
          if (path.startsWith("index/")) {
            store.beforeCreate(unused -> {});
            ledger.intervened(Runs.intervention(held, RunStatus.RELEASED));
          }
        });
    assertThat(flows()).hasSize(40);

    assertThat(copies()).isEmpty();
    assertThat(flows()).hasSize(41);
  }

  @Test
  void aReleaseThatTakesTheOldCopyAwayIsNotLostInTheNewOne() {
    publish(40);
    RunStart held = start("2026-03-02T00:30:00Z", "2026-03-02");
    ledger.closed(Runs.record(held, RunStatus.HELD));
    flows();
    for (int run = 41; run <= 72; run++) {
      closed(run, RunStatus.PUBLISHED);
    }
    store.beforeCreate(
        path -> {
          if (path.startsWith("index/")) {
            store.beforeCreate(unused -> {});
            ledger.intervened(Runs.intervention(held, RunStatus.RELEASED));
          }
        });
    assertThat(flows()).hasSize(72);

    assertThat(copies()).isEmpty();
    assertThat(flows()).hasSize(73);
  }

  @Test
  void anotherCopyTakesThePlaceOfOneThatIsDamagedOrOfAnotherVersion() {
    publish(40);
    List<Flow> all = flows();
    String copy = copies().get(0);
    for (String text : List.of("{\"format\":2,\"job\":\"curate\"\n", "{\"format\":99}\n")) {
      store.delete(copy);
      store.create(copy, text);
      assertThat(flows()).isEqualTo(all);
      store.forget();

      assertThat(flows()).isEqualTo(all);
      assertThat(store.opened()).containsExactly(copy);
    }
  }

  @Test
  void aDamagedRecordIsNamedAndNothingIsCopied() {
    publish(40);
    String record = "runs/curate/2026-03/" + id(7) + ".closed.json";
    store.delete(record);
    store.create(record, "{");

    JobFlows job = ledger.flows().all().get(0);

    assertThat(job.flows()).hasSize(39);
    assertThat(job.unreadable())
        .singleElement()
        .asString()
        .startsWith(record + ": is damaged: Unexpected end-of-input");
    assertThat(copies()).isEmpty();
  }

  private List<Flow> flows() {
    return ledger.flows().all().stream().flatMap(job -> job.flows().stream()).toList();
  }

  private List<String> copies() {
    return store.paths().stream().filter(path -> path.startsWith("index/")).toList();
  }

  private void publish(int runs) {
    for (int run = 1; run <= runs; run++) {
      closed(run, RunStatus.PUBLISHED);
    }
  }

  /** Run 1 of March 1st at 06:00, and then one each six hours. */
  private void closed(int run, RunStatus status) {
    ledger.closed(
        Runs.reading(
            Runs.record(Runs.start("curate", id(run), "2026-03-01"), status), "/raw", run));
  }

  private static String id(int run) {
    return Runs.id(
        Instant.parse("2026-03-01T00:00:00Z").plus(Duration.ofHours(6L * run)).toString());
  }

  private static RunStart start(String at, String date) {
    return Runs.start("curate", Runs.id(at), date);
  }
}
