package io.tidegate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
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
  void takesSettings() throws IOException {
    var settings = Map.of("fs.mine.impl", "org.apache.hadoop.fs.RawLocalFileSystem").entrySet();
    var store = HadoopStore.open(root.toUri().toString(), settings);

    assertThat(store.create("x", "1")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"s3a, true", "gs, true", "hdfs, false", "abfss, false", "file, false"})
  void createsInPlaceOnlyWhereAFileAppearsWhole(String scheme, boolean inPlace) {
    assertThat(HadoopStore.isVisibleOnClose(scheme)).isEqualTo(inPlace);
  }
}
