package io.tidegate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NioStoreTest extends LedgerStoreContract {

  NioStoreTest(@TempDir Path root) {
    super(root, new NioStore(root));
  }

  @Test
  void ofManyCreatorsOfOnePathOneWins() throws Exception {
    for (int i = 0; i < 50; i++) {
      assertThat(winners(new NioStore(root), "race/" + i, 8)).isEqualTo(1);
    }
  }

  @Test
  void locatesByAbsolutePath() {
    assertThat(new NioStore(root).locate("a/b")).isEqualTo(root + "/a/b");
  }
}
