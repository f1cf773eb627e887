package io.tidegate.run;

import io.tidegate.check.Finding;
import io.tidegate.config.OutputConfig;
import io.tidegate.config.OutputConfig.Reconcile;
import io.tidegate.dataset.Input;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunStart;
import io.tidegate.publish.Publisher;
import io.tidegate.volume.Amounts;
import io.tidegate.volume.ChecksumCheck;
import io.tidegate.volume.VolumeCheck;
import io.tidegate.volume.VolumeHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The amounts of an output beside its bounds, its inputs and its past. */
final class VolumeStep {

  private final Ledger ledger;
  private final Publisher publisher;

  VolumeStep(Ledger ledger, Publisher publisher) {
    this.ledger = ledger;
    this.publisher = publisher;
  }

  List<Finding> judge(AuditedOutput output, RunStart start, List<Input> inputs, Journal journal) {
    OutputConfig config = output.config();
    var history =
        VolumeHistory.load(
            ledger, start.job(), config.name(), start.logicalDate(), config.volume());
    journal.leaveOut(history.unreadable());
    var amounts =
        new Amounts(
            output.staged().rows(),
            output.staged().bytes(),
            output.quarantined(),
            inputs.stream().collect(Collectors.toMap(Input::name, Input::rowCount)));
    var findings =
        new ArrayList<>(
            new VolumeCheck(config.name(), config.volume())
                .check(start.logicalDate(), amounts, history));
    config
        .volume()
        .reconcile()
        .filter(Reconcile::checksum)
        .map(policy -> compare(policy, output, inputs))
        .ifPresent(findings::add);
    return findings;
  }

  /** The rows of the quarantine have landed too. */
  private Finding compare(Reconcile policy, AuditedOutput output, List<Input> inputs) {
    Dataset<Row> good = publisher.read(output.staged());
    Dataset<Row> landed =
        output
            .quarantine()
            .filter(bad -> bad.rows() > 0)
            .map(bad -> good.unionByName(publisher.read(bad), true))
            .orElse(good);
    return new ChecksumCheck(output.config().name(), policy)
        .check(
            inputs.stream()
                .filter(input -> input.name().equals(policy.input()))
                .findFirst()
                .flatMap(input -> input.beside(landed)));
  }
}
