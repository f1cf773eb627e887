package io.tidegate.dataset;

import static io.tidegate.dataset.ResolvedInputs.resolve;
import static io.tidegate.dataset.ResolvedInputs.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidegate.TestSpark;
import io.tidegate.config.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadFailuresTest {

  private static final String GONE =
      " was there at the start of the run and is gone: another process removed it while it was read";

  private final Path dir;

  ReadFailuresTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void explainsACsvFileThatIsGone() throws IOException {
    var file = write(dir.resolve("a b.csv"), "a", "1");
    write(dir.resolve("2.csv"), "a", "1");
    assertExplained(
        resolve(InputConfigs.of(Format.CSV, dir)),
        file,
        Uris.of(new org.apache.hadoop.fs.Path(file.toUri())));
  }

  @Test
  void explainsAParquetFileThatIsGone() throws IOException {
    TestSpark.session().range(5).coalesce(1).write().parquet(dir.resolve("p").toString());
    var input = resolve(InputConfigs.of(Format.PARQUET, dir.resolve("p")));
    String file = input.version().files().get(0).path();
    assertExplained(input, Path.of(java.net.URI.create(file)), file);
  }

  @Test
  void explainsADeltaFileThatIsGone() throws IOException {
    var table = dir.resolve("t t");
    TestSpark.session().range(5).coalesce(1).write().format("delta").save(table.toString());
    var input = resolve(InputConfigs.of(Format.DELTA, table));
    try (var files = Files.list(table)) {
      var data = files.filter(file -> file.toString().endsWith(".parquet")).findFirst();
      assertExplained(input, data.orElseThrow(), "a file of " + input.version().path());
    }
  }

  private static void assertExplained(Input input, Path file, String what) throws IOException {
    Files.delete(file);
    var failure = catchThrowable(() -> input.rows().collectAsList());
    assertThat(ReadFailures.vanished(failure, List.of(input)).orElseThrow())
        .hasMessage("input 'in': " + what + GONE)
        .hasCause(failure);
  }

  @Test
  void leavesOtherFailuresAlone() {
    write(dir.resolve("1.csv"), "a", "1");
    var input = resolve(InputConfigs.of(Format.CSV, dir));
    assertThat(ReadFailures.vanished(new IllegalStateException(), List.of(input))).isEmpty();
    assertThat(
            ReadFailures.vanished(
                new RuntimeException(new java.io.FileNotFoundException("/else/where")),
                List.of(input)))
        .isEmpty();
  }
}
