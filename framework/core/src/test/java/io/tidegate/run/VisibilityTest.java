package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.RunStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invariant I1 through whole runs: a reader sees what was there before or what was audited. */
class VisibilityTest {

  @TempDir Path folder;

  private OrdersGate gate;

  @BeforeEach
  void aPublishedDay() {
    gate = new OrdersGate(folder, TestSpark.interpreting());
    gate.orders("2024-03-01", 10);
    assertThat(gate.run("2024-03-01").status()).isEqualTo(RunStatus.PUBLISHED);
  }

  @Test
  void ofARejectedRunNothingIsSeen() throws Exception {
    gate.csv("2024-03-02", "id,price\n1,5\n1,6\n");
    Seen seen = whileReading(() -> gate.run("2024-03-02"));
    assertThat(seen.report().status()).isEqualTo(RunStatus.REJECTED);
    assertThat(seen.counts()).containsOnly(Map.of("2024-03-01", 10L));
  }

  @Test
  void ofAPublishedRunAllIsSeenAtOnce() throws Exception {
    gate.orders("2024-03-02", 12);
    Seen seen = whileReading(() -> gate.run("2024-03-02"));
    assertThat(seen.report().status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(seen.counts())
        .startsWith(Map.of("2024-03-01", 10L))
        .endsWith(Map.of("2024-03-01", 10L, "2024-03-02", 12L))
        .containsOnly(Map.of("2024-03-01", 10L), Map.of("2024-03-01", 10L, "2024-03-02", 12L));
  }

  @Tag("long")
  @Test
  void aRerunReplacesItsDayAtOnce() throws Exception {
    gate.orders("2024-03-01", 14);
    Seen seen = whileReading(() -> gate.run("2024-03-01"));
    assertThat(seen.report().status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(seen.counts())
        .startsWith(Map.of("2024-03-01", 10L))
        .endsWith(Map.of("2024-03-01", 14L))
        .containsOnly(Map.of("2024-03-01", 10L), Map.of("2024-03-01", 14L));
  }

  @Test
  void ofAHeldRunNothingIsSeenBeforeItsRelease() throws Exception {
    gate.orders("2024-03-02", 3);
    Seen held = whileReading(() -> gate.run("2024-03-02"));
    assertThat(held.report().status()).isEqualTo(RunStatus.HELD);
    assertThat(held.counts()).containsOnly(Map.of("2024-03-01", 10L));
    Seen released =
        whileReading(
            () -> {
              gate.interventions().release(held.report().record().start().runId(), "a holiday");
              return held.report();
            });
    assertThat(released.counts())
        .endsWith(Map.of("2024-03-01", 10L, "2024-03-02", 3L))
        .containsOnly(Map.of("2024-03-01", 10L), Map.of("2024-03-01", 10L, "2024-03-02", 3L));
  }

  @Tag("long")
  @Test
  void badRowsAreNeverSeenInTheTable() throws Exception {
    gate.rules("rows.dqdl", "ColumnValues \"price\" > 0");
    gate.conf(
        "{ rules = \"orders.dqdl\", on-failure = reject }",
        "{ rules = \"orders.dqdl\", on-failure = reject }\n"
            + "{ rules = \"rows.dqdl\", on-failure = quarantine }");
    gate.csv("2024-03-02", "id,price\n1,5\n2,-6\n3,7\n4,8\n5,9\n6,10\n7,11\n");
    Seen seen = whileReading(() -> gate.run("2024-03-02"));
    assertThat(seen.report().status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(seen.counts())
        .endsWith(Map.of("2024-03-01", 10L, "2024-03-02", 6L))
        .containsOnly(Map.of("2024-03-01", 10L), Map.of("2024-03-01", 10L, "2024-03-02", 6L));
  }

  /**
   * @param counts rows by day, once for each change, in the order of the reads
   */
  private record Seen(RunReport report, List<Map<String, Long>> counts, int reads) {}

  private Seen whileReading(Supplier<RunReport> work) throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    var stop = new AtomicBoolean();
    var counts =
        new ArrayList<Map<String, Long>>(List.of(read(TestSpark.interpreting().newSession())));
    try {
      Future<Integer> reads = thread.submit(() -> readUntil(stop, counts));
      RunReport report = work.get();
      stop.set(true);
      int times = reads.get(2, TimeUnit.MINUTES);
      assertThat(times).as("reads while the run went on").isGreaterThan(1);
      return new Seen(report, counts, times);
    } finally {
      stop.set(true);
      thread.shutdown();
    }
  }

  /** Reads at least once after the end. */
  private int readUntil(AtomicBoolean stop, List<Map<String, Long>> counts) {
    SparkSession spark = TestSpark.interpreting().newSession();
    int times = 0;
    boolean last = false;
    while (!last) {
      last = stop.get();
      Map<String, Long> now = read(spark);
      times++;
      if (!now.equals(counts.get(counts.size() - 1))) {
        counts.add(now);
      }
    }
    return times;
  }

  private Map<String, Long> read(SparkSession spark) {
    var byDay = new TreeMap<String, Long>();
    for (Row row :
        spark.read().format("delta").load(gate.path()).groupBy("day").count().collectAsList()) {
      byDay.put(row.getString(0), row.getLong(1));
    }
    return byDay;
  }
}
