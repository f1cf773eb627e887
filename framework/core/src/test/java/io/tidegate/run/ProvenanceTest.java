package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.Tidegate;
import io.tidegate.check.Measures;
import io.tidegate.check.Outcome;
import io.tidegate.check.Verdict;
import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.RunReport;
import io.tidegate.job.TransformJob;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunStatus;
import io.tidegate.ledger.RunView;
import io.tidegate.lineage.provenance.Explanation;
import io.tidegate.lineage.provenance.Impact;
import io.tidegate.publish.CommitNote;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invariant I7: from a table's version to its run, and from an input's version to its readers. */
class ProvenanceTest {

  @TempDir Path folder;

  private OrdersGate gate;

  private static final class Totals extends TransformJob {
    @Override
    protected Dataset<Row> transform(Inputs inputs, RunContext run) {
      return inputs.get("orders").groupBy("day").agg(functions.sum("price").as("total"));
    }
  }

  @BeforeEach
  void aPipelineOfTwoJobs() {
    gate = new OrdersGate(folder, TestSpark.interpreting());
    gate.write(
        "totals.conf",
        """
        job { name = totals, owner = analytics }
        warehouse = "%s"
        ledger { path = ${warehouse}"/ledger" }
        inputs.orders { format = delta, path = ${warehouse}"/orders" }
        output {
          name = curated.totals, format = delta, path = ${warehouse}"/totals"
          write = overwrite
        }
        """
            .formatted(folder));
  }

  @Test
  void everyVersionOfTheTableTellsItsRun() {
    gate.orders("2024-03-01", 10);
    gate.orders("2024-03-02", 12);
    RunReport first = gate.run("2024-03-01");
    RunReport second = gate.run("2024-03-02");
    List<CommitNote> notes = notes("orders");
    assertThat(notes).extracting(CommitNote::runId).containsExactly(id(first), id(second));
    for (int version = 0; version < notes.size(); version++) {
      CommitNote note = notes.get(version);
      RunRecord record = gate.ledger().find(note.runId()).orElseThrow().record().orElseThrow();
      assertThat(record.status()).isEqualTo(RunStatus.PUBLISHED);
      assertThat(record.start().job()).isEqualTo(note.job()).isEqualTo("copy-orders");
      assertThat(record.start().logicalDate()).hasToString(note.logicalDate());
      assertThat(record.start().program()).hasToString(note.program());
      assertThat(record.start().rulesFingerprint()).isEqualTo(note.rulesFingerprint());
      assertThat(record.start().configFingerprint()).isEqualTo(note.configFingerprint());
      assertThat(record.verdict()).isEqualTo(note.verdict()).isEqualTo(Verdict.PASS);
      assertThat(record.outputs().get(0).version()).hasValue(version);
    }
    assertThat(second.record().inputs().get(0).version().files())
        .extracting(file -> Path.of(file.path()).getFileName().toString())
        .containsExactly("orders-2024-03-02.csv");
    assertThat(second.record().outputs().get(0).measures().get(Measures.ROWS)).hasValue(12.0);
    assertThat(second.record().findings())
        .extracting(finding -> finding.check())
        .contains("orders.dqdl:2", "orders.dqdl:3", "orders.dqdl:4", "min-rows");
  }

  @Test
  void aReleasedVersionTellsWhoReleasedItAndWhy() {
    gate.orders("2024-03-01", 10);
    gate.orders("2024-03-02", 3);
    gate.run("2024-03-01");
    String held = id(gate.run("2024-03-02"));
    gate.interventions().release(held, "a holiday");
    assertThat(notes("orders").get(1).runId()).isEqualTo(held);
    RunView view = gate.ledger().find(held).orElseThrow();
    assertThat(view.status()).isEqualTo(RunStatus.RELEASED);
    assertThat(view.interventions()).hasSize(1);
    assertThat(view.interventions().get(0).who()).isEqualTo("ann");
    assertThat(view.interventions().get(0).reason()).isEqualTo("a holiday");
    assertThat(view.interventions().get(0).versions()).isEqualTo(Map.of("raw.orders", 1L));
  }

  @Test
  void everyVersionOfAnInputTellsWhoReadIt() {
    gate.orders("2024-03-01", 10);
    gate.orders("2024-03-02", 12);
    gate.run("2024-03-01");
    String onlyFirst = id(totals("2024-03-01"));
    gate.run("2024-03-02");
    String again = id(totals("2024-03-01"));
    String both = id(totals("2024-03-02"));
    assertThat(readers("totals", 0)).containsExactlyInAnyOrder(onlyFirst);
    assertThat(readers("totals", 1)).containsExactlyInAnyOrder(again, both);
    assertThat(notes("totals").get(0).inputs()).extractingByKey("orders").asString().contains("0");
  }

  @Test
  void theLedgerFollowsVersionsFromTableToTable() {
    gate.orders("2024-03-01", 10);
    gate.orders("2024-03-02", 12);
    String first = id(gate.run("2024-03-01"));
    String onlyFirst = id(totals("2024-03-01"));
    gate.run("2024-03-02");
    String both = id(totals("2024-03-02"));

    Explanation totals = Explanation.of(gate.ledger(), "curated.totals@v0", Optional.empty(), 10);
    assertThat(totals.path()).isEqualTo("file:" + folder + "/totals");
    assertThat(totals.run().orElseThrow().runId()).isEqualTo(onlyFirst);
    Explanation orders = totals.sources().get(0).explanation().orElseThrow();
    assertThat(orders.dataset()).isEqualTo("raw.orders");
    assertThat(orders.run().orElseThrow().runId()).isEqualTo(first);
    assertThat(orders.sources().get(0).read().files().get(0).path())
        .endsWith("/orders-2024-03-01.csv");

    assertThat(readersOf("raw.orders@v0")).containsExactly(onlyFirst);
    assertThat(readersOf("raw.orders.price@v1..")).containsExactly(both);
    assertThat(Impact.of(gate.ledger(), "raw.orders.price").affected().get(0).columns())
        .containsExactly("total");
    assertThat(Impact.of(gate.ledger(), "raw.orders.id").affected()).isEmpty();
  }

  @Test
  void aSchemaChangeNamesWhoUsesTheColumn() {
    gate.orders("2024-03-01", 10);
    gate.orders("2024-03-02", 12);
    gate.run("2024-03-01");
    totals("2024-03-01");

    RunReport dropped = gate.run(new WithoutPrice(), "2024-03-02");

    assertThat(OrdersGate.outcome(dropped, "drop-column"))
        .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Failed.class))
        .extracting(Outcome.Failed::detail)
        .isEqualTo(
            """
            - price  double  dropped
            to let it through, add drop-column to schema.allow
            price goes into total in curated.totals, by totals of analytics""");
    assertThat(dropped.status()).isEqualTo(RunStatus.REJECTED);
  }

  private static final class WithoutPrice extends TransformJob {
    @Override
    protected Dataset<Row> transform(Inputs inputs, RunContext run) {
      return new OrdersGate.Copy().transform(inputs, run).drop("price");
    }
  }

  private List<String> readersOf(String selection) {
    return Impact.of(gate.ledger(), selection).affected().stream()
        .flatMap(affected -> affected.runs().stream())
        .map(Impact.AffectedRun::runId)
        .toList();
  }

  private RunReport totals(String date) {
    return Tidegate.on(TestSpark.session()).run(new Totals(), folder + "/totals.conf", date);
  }

  private List<String> readers(String job, long version) {
    return gate.ledger().history(job, 10).stream()
        .flatMap(run -> run.record().stream())
        .filter(
            record ->
                record.inputs().stream()
                    .anyMatch(input -> input.version().deltaVersion().orElse(-1) == version))
        .map(record -> record.start().runId())
        .toList();
  }

  /** From version 0 on. */
  private List<CommitNote> notes(String table) {
    String sql = "DESCRIBE HISTORY delta.`" + folder + "/" + table + "`";
    return TestSpark.session().sql(sql).orderBy("version").collectAsList().stream()
        .map(commit -> CommitNote.parse(commit.getAs("userMetadata")).orElseThrow())
        .toList();
  }

  private static String id(RunReport report) {
    return report.record().start().runId();
  }
}
