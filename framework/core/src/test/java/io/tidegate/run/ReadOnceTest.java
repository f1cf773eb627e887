package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.dataset.CountingFileSystem;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.RunStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Invariant I2: when all rules fuse, a whole run reads the bytes of its input once. Each file may
 * be opened more often than that, for its header or its footer.
 */
class ReadOnceTest {

  private static final String DAY = "2024-03-01";
  private static final int ROWS = 200_000;

  /** What headers, footers and a Delta log may take in bytes, over all files. */
  private static final long AROUND = 300_000;

  private final SparkSession spark = TestSpark.session();

  @TempDir Path folder;

  private OrdersGate gate;
  private Path data;
  private long read;

  @BeforeEach
  void rulesThatFuse() {
    CountingFileSystem.register(spark);
    data = folder.resolve("data");
    gate = new OrdersGate(folder);
    gate.rules(
        "orders.dqdl",
        """
        RowCount = 200000,
          IsComplete "id",
          Completeness "price" > 0.9,
          Mean "price" between 0 and 1,
          ColumnValues "id" >= 0""");
    gate.rules("rows.dqdl", "ColumnValues \"price\" < 2");
    gate.conf(
        "on-failure = reject }",
        "on-failure = reject }, { rules = \"rows.dqdl\", on-failure = quarantine }");
  }

  /** Each file is opened for its header as well. */
  @Test
  void csv() {
    rows().write().option("header", "true").csv(data.toString());
    input("csv", ", schema = \"id bigint, price double\"");
    assertReadOnce(2, 2);
  }

  @Test
  void jsonWithASchema() {
    rows().write().json(data.toString());
    input("json", ", schema = \"id bigint, price double\"");
    assertReadOnce(1, 1);
  }

  /** See decision 0006. */
  @Test
  void jsonWithoutASchemaIsReadTwiceAndSaysSo() {
    rows().write().json(data.toString());
    input("json", "");
    RunReport report = run();
    assertThat(opened().values()).containsOnly(2);
    assertThat(read).isBetween(2 * bytes(), 2 * bytes() + AROUND);
    assertThat(report.record().findings())
        .filteredOn(finding -> finding.check().equals("read-once"))
        .extracting(finding -> finding.outcome().toString())
        .containsExactly(
            "NotApplicable[why=no schema is declared: it was inferred, for which all files were"
                + " read once more]");
  }

  /** Each footer is read for the rows in it, by Spark's scan and with the data. */
  @Test
  void parquet() {
    rows().write().parquet(data.toString());
    input("parquet", "");
    assertReadOnce(3, 3);
  }

  /** By Spark's scan, footer and data. */
  @Test
  void delta() {
    rows().write().format("delta").mode(SaveMode.Overwrite).save(data.toString());
    input("delta", "");
    assertReadOnce(2, 2);
  }

  /** Of two files. */
  private void assertReadOnce(Integer... timesOpened) {
    run();
    assertThat(opened().values())
        .as("times each file was opened")
        .containsExactlyInAnyOrder(timesOpened);
    assertThat(read).as("bytes read").isBetween(bytes(), bytes() + AROUND);
  }

  private RunReport run() {
    CountingFileSystem.forget(data);
    long before = CountingFileSystem.bytesRead();
    RunReport report = gate.run(DAY);
    read = CountingFileSystem.bytesRead() - before;
    assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(report.record().inputs().get(0).rows()).hasValue(ROWS);
    assertThat(opened().keySet()).hasSameSizeAs(dataFiles());
    return report;
  }

  private Map<Path, Integer> opened() {
    return CountingFileSystem.opened(data).entrySet().stream()
        .filter(file -> isData(file.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private long bytes() {
    return dataFiles().stream().mapToLong(file -> file.toFile().length()).sum();
  }

  private List<Path> dataFiles() {
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(Files::isRegularFile).filter(ReadOnceTest::isData).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isData(Path file) {
    return file.getFileName().toString().startsWith("part-");
  }

  /** Values that do not compress away. */
  private Dataset<Row> rows() {
    return spark.range(0, ROWS, 1, 2).selectExpr("id", "rand(7) as price");
  }

  private void input(String format, String more) {
    gate.conf(
        """
        format = csv, path = "%s/orders-"${logical-date}".csv"
          schema = "id bigint, price double\""""
            .formatted(folder),
        "format = %s, path = \"%s\"%s".formatted(format, CountingFileSystem.path(data), more));
  }
}
