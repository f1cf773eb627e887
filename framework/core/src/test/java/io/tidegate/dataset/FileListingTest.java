package io.tidegate.dataset;

import static io.tidegate.dataset.ResolvedInputs.outcome;
import static io.tidegate.dataset.ResolvedInputs.resolve;
import static io.tidegate.dataset.ResolvedInputs.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.config.Format;
import io.tidegate.ledger.InputVersion;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileListingTest {

  private final Path dir;

  FileListingTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @BeforeEach
  void writeFiles() {
    for (String name :
        List.of(
            "b.csv",
            "a.csv",
            "_SUCCESS",
            ".a.csv.crc",
            "x._COPYING_",
            "_tmp/c.csv",
            ".h/c.csv",
            "k=1/c.csv",
            "k=1/_d.csv",
            "_k=2/e.csv")) {
      write(dir.resolve(name), "a", "1");
    }
  }

  private List<String> list(String below) {
    var listing = FileListing.of(dir + below, new Configuration());
    return listing.files().stream()
        .map(file -> dir.relativize(Path.of(file.getPath().toUri().getPath())).toString())
        .toList();
  }

  private Path root(String below) {
    return Path.of(FileListing.of(dir + below, new Configuration()).root().toUri().getPath());
  }

  @Test
  void listsADirectoryWithEverythingBelowButWhatIsHidden() {
    assertThat(list("")).containsExactly("_k=2/e.csv", "a.csv", "b.csv", "k=1/c.csv");
    assertThat(root("")).isEqualTo(dir);
  }

  @Test
  void listsAFile() {
    assertThat(list("/b.csv")).containsExactly("b.csv");
    assertThat(root("/b.csv")).isEqualTo(dir);
  }

  @Test
  void listsAGlobOfFilesAndDirectories() {
    assertThat(list("/{a,b}.csv")).containsExactly("a.csv", "b.csv");
    assertThat(list("/k=*")).containsExactly("k=1/c.csv");
    assertThat(root("/k=*/*.csv")).isEqualTo(dir);
    assertThat(root("/k=1/*.csv")).isEqualTo(dir.resolve("k=1"));
    assertThat(list("/no*")).isEmpty();
  }

  @Test
  void takesAnExistingPathAsItIsWrittenAndNotAsAGlob() {
    write(dir.resolve("a[1].csv"), "a");
    assertThat(list("/a[1].csv")).containsExactly("a[1].csv");
  }

  @Test
  void saysThatAFileSystemIsUnknown() {
    assertThatThrownBy(() -> FileListing.of("nowhere://bucket/x", new Configuration()))
        .isInstanceOf(TransientException.class)
        .hasMessage("listing nowhere://bucket/x failed: No FileSystem for scheme \"nowhere\"");
  }

  @Test
  void recordsEachFileWithItsUriSizeAndTime() throws IOException {
    var folder = dir.resolve("two words");
    var other = write(folder.resolve("ü.csv"), "a", "1", "2");
    var time = Instant.parse("2020-03-01T01:02:03Z");
    Files.setLastModifiedTime(other, FileTime.from(time));
    var input = resolve(InputConfigs.of(Format.CSV, folder).bytes(7, 7));

    assertThat(input.version())
        .isEqualTo(
            new InputVersion(
                "in",
                "file:" + dir + "/two%20words",
                "csv",
                OptionalLong.empty(),
                List.of(new InputVersion.File("file:" + dir + "/two%20words/ü.csv", 6, time)),
                time,
                6));
    assertThat(outcome(input.checkBefore(), "min-bytes"))
        .isEqualTo(new Outcome.Failed("at least 7 bytes", "6 bytes"));
    assertThat(outcome(input.checkBefore(), "max-bytes"))
        .isEqualTo(new Outcome.Passed("at most 7 bytes", "6 bytes"));
    assertThat(outcome(input.checkBefore(), "exists"))
        .isEqualTo(new Outcome.Passed("files at " + folder, "1 file"));
  }

  @Test
  void aDirectoryWithoutDataIsAMissingInput() {
    var empty = dir.resolve("_tmp/empty");
    assertThat(empty.toFile().mkdirs()).isTrue();
    write(empty.resolve("_SUCCESS"));
    var input = resolve(InputConfigs.of(Format.PARQUET, empty));

    assertThat(input.checkBefore())
        .containsExactly(
            new Finding(
                Finding.Kind.INPUT,
                "exists",
                "in",
                Severity.REJECT,
                new Outcome.Failed("files at " + empty, "no files")));
    assertThat(input.version().files()).isEmpty();
    assertThat(input.version().modified()).isEqualTo(Instant.EPOCH);
    assertThatThrownBy(input::rows)
        .isInstanceOf(UserException.class)
        .hasMessage("in: does not exist: expected files at " + empty + ", found no files");
    assertThat(resolve(InputConfigs.of(Format.CSV, empty.resolve("not there"))).checkAfter())
        .isEmpty();
  }
}
