package io.tidegate.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A ledger of every kind of file, old ones too, has the same tables in every engine. */
class StoredLedgerTest {

  private static final Path STORED = Path.of("src/test/resources/io/tidegate/query");
  private static final Path LEDGER = STORED.resolve("ledger");

  private final SparkSession spark = TestSpark.session().newSession();

  @TestFactory
  Stream<DynamicTest> sparksTablesAreTheStoredOnesAndDuckDbsAreSparks() {
    LedgerViews.create(spark, LEDGER.toString());
    return LedgerViewsTest.VIEWS.stream()
        .map(view -> DynamicTest.dynamicTest(view, () -> sameEverywhere(view)));
  }

  private void sameEverywhere(String view) throws Exception {
    List<String> lines = Answer.lines(spark.table(view));
    Path stored = STORED.resolve("tables/" + view + ".txt");
    if (Boolean.getBoolean("tidegate.docs.write")) {
      Files.write(stored, lines);
    }
    assertThat(lines).hasSizeGreaterThan(1).isEqualTo(Files.readAllLines(stored));
    try (DuckDb duckDb = DuckDb.open(LEDGER)) {
      assertThat(duckDb.lines(view)).isEqualTo(lines);
    }
  }

  @Test
  void anEmptyLedgerHasEmptyTablesInDuckDb(@TempDir Path folder) throws Exception {
    try (DuckDb duckDb = DuckDb.open(folder)) {
      for (String view : LedgerViewsTest.VIEWS) {
        assertThat(duckDb.lines(view)).hasSize(1);
      }
      duckDb.turnTo(LEDGER);
      assertThat(duckDb.lines("runs")).hasSize(7);
    }
  }
}
