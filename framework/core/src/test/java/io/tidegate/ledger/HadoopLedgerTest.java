package io.tidegate.ledger;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

class HadoopLedgerTest extends LedgerTest {
  @Override
  LedgerStore store() throws IOException {
    Path root = new Path(folder.toUri());
    return new HadoopStore(FileSystem.getLocal(new Configuration()).getRaw(), root);
  }
}
