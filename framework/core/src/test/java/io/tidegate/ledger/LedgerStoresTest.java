package io.tidegate.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.problem.UserException;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerStoresTest {

  private final Path root;

  LedgerStoresTest(@TempDir Path root) {
    this.root = root;
  }

  @ParameterizedTest
  @CsvSource({
    "/data/ledger, /data/ledger/x",
    "file:/data/ledger, /data/ledger/x",
    "file:///data/my ledger, /data/my ledger/x",
    "FILE:/data/ledger/, /data/ledger/x",
    "/data/%20, /data/%20/x",
    "/data/../ledger, /ledger/x"
  })
  void localPathsNeedNoHadoop(String path, String located) {
    var store = LedgerStores.open(path, List.of());

    assertThat(store).isInstanceOf(NioStore.class);
    assertThat(store.locate("x")).isEqualTo(located);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:ledger", "file://host/ledger"})
  void refusesAUriWithoutAbsolutePath(String path) {
    assertThatThrownBy(() -> LedgerStores.open(path, List.of()))
        .isInstanceOf(UserException.class)
        .hasMessage("'" + path + "' does not name a local directory (write file:///path or /path)");
  }

  @Test
  void refusesAnEmptyPath() {
    assertThatThrownBy(() -> LedgerStores.open(" ", List.of()))
        .isInstanceOf(UserException.class)
        .hasMessage("the ledger's path is empty (name a directory)");
  }

  @Test
  void refusesASchemeThatHadoopDoesNotKnow() {
    assertThatThrownBy(() -> LedgerStores.open("nosuch://bucket/ledger", List.of()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "'nosuch://bucket/ledger' cannot be opened: No FileSystem for scheme \"nosuch\""
                + " (put the file system's jar on the class path, or correct the path)");
  }

  @Test
  void refusesASchemeWhoseClassIsNotThere() {
    assertThatThrownBy(() -> LedgerStores.open("s3a://bucket/ledger", List.of()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "'s3a://bucket/ledger' cannot be opened: java.lang.ClassNotFoundException: Class"
                + " org.apache.hadoop.fs.s3a.S3AFileSystem not found (put the file system's jar on"
                + " the class path, or correct the path)");
  }

  @Test
  void refusesAUriThatHadoopCannotRead() {
    assertThatThrownBy(() -> LedgerStores.open("hdfs:ledger", List.of()))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("'hdfs:ledger' cannot be opened: ");
  }

  @Test
  void aLocalLedgerWorksWithoutHadoopOnTheClassPath() throws Exception {
    try (var loader = new WithoutHadoop()) {
      var ledger = loader.loadClass(Ledger.class.getName());
      var opened = ledger.getMethod("open", String.class).invoke(null, root.toString());

      assertThat(ledger.getMethod("jobs").invoke(opened)).isEqualTo(List.of());
    }
  }

  @Test
  void anotherLedgerSaysThatHadoopIsMissing() throws Exception {
    try (var loader = new WithoutHadoop()) {
      var open = loader.loadClass(Ledger.class.getName()).getMethod("open", String.class);

      assertThatThrownBy(() -> open.invoke(null, "hdfs://host/ledger"))
          .hasRootCauseMessage(
              "the ledger 'hdfs://host/ledger' needs Hadoop, which is not on the class path"
                  + " (start the command with Spark's jars)");
    }
  }

  /** This class path, loaded again, as if Hadoop's jars were not on it. */
  private static final class WithoutHadoop extends URLClassLoader {

    WithoutHadoop() {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath() {
      return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(
              entry -> {
                try {
                  return Path.of(entry).toUri().toURL();
                } catch (MalformedURLException e) {
                  throw new IllegalStateException(e);
                }
              })
          .toArray(URL[]::new);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("org.apache.hadoop.")) {
        throw new ClassNotFoundException(name);
      }
      return super.findClass(name);
    }
  }
}
