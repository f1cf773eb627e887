package io.tidegate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerSqlTest {

  @Test
  void sparkReadsTheLedgerAsATable(@TempDir Path root) {
    var ledger = Ledger.open(root.toString());
    ledger.closed(Runs.full());
    var start = Runs.start("load", Runs.id("2026-04-01T00:00:00Z"), "2020-03-23");
    ledger.closed(Runs.record(start, RunStatus.PUBLISHED, "d", 5));

    var closed = TestSpark.session().read().json(root + "/runs/*/*/*.closed.json");

    var rows =
        closed
            .selectExpr("start.job", "status", "size(findings)", "outputs[0].rows", "error")
            .orderBy("job")
            .collectAsList();
    assertThat(rows)
        .extracting(Object::toString)
        .containsExactly("[curate,HELD,5,100,stopped: 数]", "[load,PUBLISHED,0,5,null]");
  }

  @Test
  void aHadoopLedgerIsTheSameTree(@TempDir Path root) throws Exception {
    var settings = TestSpark.session().sparkContext().hadoopConfiguration();
    var hadoop = new Ledger(HadoopStore.open(root.toUri().toString(), settings));
    hadoop.closed(Runs.full());

    var local = Ledger.open(root.toString());
    assertThat(local.find(Runs.full().start().runId()).orElseThrow().record())
        .contains(Runs.full());
    local.intervened(Runs.intervention(Runs.full().start(), RunStatus.RELEASED));
    assertThat(hadoop.history("curate", 1).get(0).status()).isEqualTo(RunStatus.RELEASED);
  }
}
