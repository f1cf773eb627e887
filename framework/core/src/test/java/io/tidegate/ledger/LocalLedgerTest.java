package io.tidegate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocalLedgerTest extends LedgerTest {
  @Override
  LedgerStore store() {
    return new LocalStore(folder);
  }

  @Test
  void ofManyWritersOfOneFileOneWins() throws Exception {
    LedgerStore store = store();
    Callable<Boolean> write =
        () ->
            store.create(
                "runs/x", Thread.currentThread().getName().getBytes(StandardCharsets.UTF_8));
    var pool = Executors.newFixedThreadPool(4);
    try {
      long won = 0;
      for (var result : pool.invokeAll(Collections.nCopies(4, write))) {
        won += result.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    } finally {
      pool.shutdown();
    }
    try (Stream<Path> files = Files.list(folder.resolve("runs"))) {
      assertThat(files).hasSize(1);
    }
  }
}
