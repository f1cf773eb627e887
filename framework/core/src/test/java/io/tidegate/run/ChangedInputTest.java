package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.TestSpark;
import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.TransformJob;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunStatus;
import io.tidegate.problem.TransientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run never says that it read a file which was another one while it read. */
class ChangedInputTest {

  private static final Instant BEFORE = Instant.parse("2024-03-01T01:00:00Z");
  private static final Instant AFTER = Instant.parse("2024-03-01T02:00:00Z");

  @TempDir Path folder;

  private OrdersGate gate;
  private Path orders;

  @BeforeEach
  void oneDay() {
    gate = new OrdersGate(folder, TestSpark.interpreting());
    orders = folder.resolve("orders-2024-03-01.csv");
    put(orders, "id,price\n1,2\n", BEFORE);
  }

  /** Copies the orders, after something has happened to the files. */
  private static final class Meanwhile extends TransformJob {
    private final Runnable happens;

    Meanwhile(Runnable happens) {
      this.happens = happens;
    }

    @Override
    protected Dataset<Row> transform(Inputs inputs, RunContext run) {
      happens.run();
      return inputs.get("orders").withColumn("day", functions.lit(run.logicalDate().toString()));
    }
  }

  @Test
  void aFileThatIsGoneIsNamed() {
    assertChanged(
        () -> delete(orders),
        "input 'orders': "
            + uri(orders)
            + " was there at the start of the run and is gone: another process removed it while it"
            + " was read");
  }

  @Test
  void aFileThatIsReplacedInPlaceIsNamedThoughEveryRowOfItCouldBeRead() {
    assertChanged(
        () -> put(orders, "id,price\n1,3\n", AFTER),
        "input 'orders': "
            + uri(orders)
            + " was 13 bytes of 2024-03-01T01:00:00Z and is 13 bytes of 2024-03-01T02:00:00Z:"
            + " another process replaced it while it was read");
  }

  @Test
  void aChangedFileIsNoReasonToRejectTheRun() {
    gate.conf("min-rows = 1,", "min-rows = 100,");
    assertChanged(
        () -> put(orders, "id,price\n1,3\n2,4\n", BEFORE),
        "input 'orders': "
            + uri(orders)
            + " was 13 bytes of 2024-03-01T01:00:00Z and is 17 bytes of 2024-03-01T01:00:00Z:"
            + " another process replaced it while it was read");
  }

  @Test
  void theReasonForAnUnreadableFileIsThatItWasReplaced() throws IOException {
    Path parquet = parquet();
    gate.conf("format = csv, path = ", "format = parquet, path = \"" + parquet + "\" #");
    gate.conf("schema = \"id bigint, price double\"", "");
    assertThatThrownBy(
            () -> gate.run(new Meanwhile(() -> put(parquet, "half a file", AFTER)), "2024-03-01"))
        .isInstanceOf(TransientException.class)
        .hasMessageStartingWith("input 'orders': " + uri(parquet) + " was ")
        .hasMessageEndingWith(
            " and is 11 bytes of 2024-03-01T02:00:00Z: another process replaced it while it was"
                + " read")
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
  }

  @Test
  void aReferenceIsAnInputToo() {
    Path known = folder.resolve("known.csv");
    put(known, "id\n1\n", BEFORE);
    gate.write(
        "job.conf",
        gate.read("job.conf")
            + "references.known { format = csv, path = \"%s\", schema = \"id bigint\" }\n"
                .formatted(known));
    gate.rules("orders.dqdl", "ReferentialIntegrity \"id\" \"known.id\" = 1.0");
    assertChanged(
        () -> delete(known),
        "input 'known': "
            + uri(known)
            + " was there at the start of the run and is gone: another process removed it while it"
            + " was read");
  }

  @Test
  void aFileThatComesMeanwhileIsTheNextRuns() {
    gate.conf("/orders-\"${logical-date}\".csv\"", "/orders-*.csv\"");
    var job = new Meanwhile(() -> gate.csv("2024-03-02", "id,price\n7,8\n"));
    var report = gate.run(job, "2024-03-01");
    assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(report.record().inputs().get(0).version().files()).hasSize(1);
    assertThat(gate.table().count()).isEqualTo(1);
  }

  @Test
  void anotherFailureStaysWhatItIs() {
    var bug = new IllegalStateException("a bug");
    assertThatThrownBy(
            () ->
                gate.run(
                    new Meanwhile(
                        () -> {
                          throw bug;
                        }),
                    "2024-03-01"))
        .isSameAs(bug);
  }

  /** A failed run, in those words, that leaves nothing behind and that a new run puts right. */
  private void assertChanged(Runnable happens, String message) {
    assertThatThrownBy(() -> gate.run(new Meanwhile(happens), "2024-03-01"))
        .isInstanceOf(TransientException.class)
        .hasMessage(message);
    RunRecord record = gate.ledger().history("copy-orders", 1).get(0).record().orElseThrow();
    assertThat(record.status()).isEqualTo(RunStatus.FAILED);
    assertThat(record.error()).contains(message);
    assertThat(dataFiles()).isEmpty();
  }

  private Stream<Path> dataFiles() {
    try (Stream<Path> files =
        Files.exists(folder.resolve("orders"))
            ? Files.walk(folder.resolve("orders"))
            : Stream.of()) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path parquet() throws IOException {
    Path directory = folder.resolve("in");
    TestSpark.session()
        .sql("select 1L as id, 2D as price")
        .coalesce(1)
        .write()
        .parquet(directory.toString());
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  private static String uri(Path file) {
    return "file:" + file;
  }

  private static void put(Path file, String text, Instant modified) {
    try {
      Files.writeString(file, text);
      Files.setLastModifiedTime(file, FileTime.from(modified));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
