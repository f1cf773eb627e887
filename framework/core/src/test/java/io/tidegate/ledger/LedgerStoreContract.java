package io.tidegate.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What every store promises; a store's own test extends it. */
abstract class LedgerStoreContract {

  final Path root;
  private final LedgerStore store;

  LedgerStoreContract(Path root, LedgerStore store) {
    this.root = root;
    this.store = store;
  }

  @Test
  void createsFileAndFoldersAndReadsItBack() throws IOException {
    assertThat(store.create("a/b/c.json", "naïve 数\n")).isTrue();
    assertThat(store.read("a/b/c.json")).isEqualTo("naïve 数\n");
  }

  @Test
  void createsAnEmptyFile() throws IOException {
    assertThat(store.create("a/empty", "")).isTrue();
    assertThat(store.read("a/empty")).isEmpty();
    assertThat(store.list("a")).containsExactly("empty");
  }

  @Test
  void leavesAFileThatExistsAsItWas() throws IOException {
    store.create("a/x", "first");

    assertThat(store.create("a/x", "second")).isFalse();
    assertThat(store.read("a/x")).isEqualTo("first");
  }

  @Test
  void listsFilesAndFoldersSortedWithoutTemporaryOnes() throws IOException {
    store.create("a/z", "");
    store.create("a/b/c", "");
    store.create("a/y", "");
    Files.writeString(root.resolve("a/.half.tmp"), "{");

    assertThat(store.list("a")).containsExactly("b", "y", "z");
  }

  @Test
  void removesWhatNobodyFinishedAndLeavesWhatIsBeingWritten() throws IOException {
    store.create("a/x", "{}");
    Path old = Files.writeString(root.resolve("a/.old.tmp"), "{");
    Path now = Files.writeString(root.resolve("a/.now.tmp"), "{");
    Path other = Files.writeString(root.resolve("a/.other"), "");
    Instant limit = Instant.parse("2026-01-01T00:00:00Z");
    for (Path file : List.of(old, other, root.resolve("a/x"))) {
      Files.setLastModifiedTime(file, FileTime.from(limit.minusSeconds(1)));
    }
    Files.setLastModifiedTime(now, FileTime.from(limit));

    assertThat(store.removeUnfinished("a", limit)).isEqualTo(1);
    assertThat(old).doesNotExist();
    assertThat(now).exists();
    assertThat(other).exists();
    assertThat(store.list("a")).containsExactly("x");
  }

  @Test
  void removesNothingFromAFolderThatIsNotThere() throws IOException {
    assertThat(store.removeUnfinished("nowhere", Instant.EPOCH)).isZero();
  }

  @Test
  void listsNothingInAFolderThatIsNotThere() throws IOException {
    assertThat(store.list("nowhere")).isEmpty();
  }

  @Test
  void leavesNothingBesideTheFile() throws IOException {
    store.create("a/x", "1");
    store.create("a/x", "2");

    try (var files = Files.list(root.resolve("a"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".tmp"))
          .isEmpty();
    }
  }

  @Test
  void deletesOnceAndThenDoesNothing() throws IOException {
    store.create("a/x", "1");

    store.delete("a/x");
    store.delete("a/x");

    assertThat(store.list("a")).isEmpty();
  }

  @Test
  void readingWhatIsNotThereFails() {
    assertThatThrownBy(() -> store.read("a/x"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a/x");
  }

  @Test
  void anUnwritableRootFails() throws IOException {
    Files.writeString(root.resolve("file"), "");

    assertThatThrownBy(() -> store.create("file/x", "1")).isInstanceOf(IOException.class);
  }

  @Test
  void bytesThatAreNoTextAreReadAllTheSame() throws IOException {
    Files.write(root.resolve("x"), new byte[] {(byte) 0xC3, '{'});

    assertThat(store.read("x")).isEqualTo("\uFFFD{");
  }

  @Test
  void aReaderSeesNoFileOrAllOfIt() throws Exception {
    String text = "0123456789".repeat(100_000);
    var writing = new AtomicBoolean(true);
    var executor = Executors.newSingleThreadExecutor();
    try {
      Callable<Integer> reader =
          () -> {
            int seen = 0;
            boolean last;
            do {
              last = !writing.get();
              for (String name : store.list("r")) {
                assertThat(store.read("r/" + name)).hasSize(text.length());
                seen++;
              }
            } while (!last);
            return seen;
          };
      var seen = executor.submit(reader);
      for (int i = 0; i < 20; i++) {
        store.create("r/" + i, text);
      }
      writing.set(false);
      assertThat(seen.get()).isGreaterThanOrEqualTo(20);
    } finally {
      executor.shutdownNow();
    }
  }

  /** How many of several creators at the same moment were told that they made the file. */
  static int winners(LedgerStore store, String path, int creators) throws Exception {
    var executor = Executors.newFixedThreadPool(creators);
    try {
      var tasks = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < creators; i++) {
        String text = "creator " + i;
        tasks.add(() -> store.create(path, text));
      }
      int winners = 0;
      for (Future<Boolean> made : executor.invokeAll(tasks)) {
        winners += made.get() ? 1 : 0;
      }
      return winners;
    } finally {
      executor.shutdownNow();
    }
  }
}
