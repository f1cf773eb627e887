package io.tidegate.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HadoopStoreTest extends LedgerStoreContract {

  HadoopStoreTest(@TempDir Path root) throws IOException {
    super(root, open(root));
  }

  private static LedgerStore open(Path root) throws IOException {
    return HadoopStore.open(root.toUri().toString(), Map.<String, String>of().entrySet());
  }

  @Test
  void locatesByUri() throws IOException {
    assertThat(open(root).locate("a/b")).isEqualTo("file:" + root + "/a/b");
  }

  @Test
  void aRenameThatIsRefusedSinceTheTargetCameUpLosesTheRace() throws IOException {
    var store = open("raced", RacedFileSystem.class);

    assertThat(store.create("a/x", "mine")).isFalse();
    assertThat(store.read("a/x")).isEqualTo("theirs");
    assertThat(store.list("a")).containsExactly("x");
  }

  @Test
  void aRenameThatFailsOtherwiseIsAFailure() throws IOException {
    var store = open("broken", BrokenFileSystem.class);

    assertThatThrownBy(() -> store.create("a/x", "mine"))
        .isInstanceOf(IOException.class)
        .hasMessageMatching("could not rename broken:.*/a/\\.[0-9a-f-]{36}\\.tmp to broken:.*/a/x");
    try (var left = Files.list(root.resolve("a"))) {
      assertThat(left).isEmpty();
    }
  }

  /** The settings are how the scheme gets its class: they reach Hadoop. */
  private LedgerStore open(String scheme, Class<? extends FileSystem> type) throws IOException {
    var settings =
        Map.of(
            "fs." + scheme + ".impl",
            type.getName(),
            "fs." + scheme + ".impl.disable.cache",
            "true");
    return HadoopStore.open(scheme + "://" + root, settings.entrySet());
  }

  /** Somebody else makes the target first. */
  public static final class RacedFileSystem extends RenamingFileSystem {
    public RacedFileSystem() {
      super("raced");
    }

    @Override
    public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
        throws IOException {
      Files.writeString(Path.of(to.toUri().getPath()), "theirs");
      return false;
    }
  }

  public static final class BrokenFileSystem extends RenamingFileSystem {
    public BrokenFileSystem() {
      super("broken");
    }

    @Override
    public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to) {
      return false;
    }
  }

  /** Local files behind another scheme. */
  private abstract static class RenamingFileSystem extends RawLocalFileSystem {
    private final String scheme;

    RenamingFileSystem(String scheme) {
      this.scheme = scheme;
    }

    @Override
    public URI getUri() {
      return URI.create(scheme + ":///");
    }
  }

  @ParameterizedTest
  @CsvSource({"s3a, true", "gs, true", "hdfs, false", "abfss, false", "file, false"})
  void createsInPlaceOnlyWhereAFileAppearsWhole(String scheme, boolean inPlace) {
    assertThat(HadoopStore.isVisibleOnClose(scheme)).isEqualTo(inPlace);
  }
}
