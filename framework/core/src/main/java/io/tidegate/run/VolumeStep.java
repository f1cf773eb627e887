package io.tidegate.run;

import io.tidegate.check.Finding;
import io.tidegate.config.OutputConfig;
import io.tidegate.dataset.Input;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunStart;
import io.tidegate.volume.Amounts;
import io.tidegate.volume.VolumeCheck;
import io.tidegate.volume.VolumeHistory;
import java.util.List;
import java.util.stream.Collectors;

/** The amounts of an output beside its bounds, its inputs and its past. */
final class VolumeStep {

  private final Ledger ledger;

  VolumeStep(Ledger ledger) {
    this.ledger = ledger;
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
    return new VolumeCheck(config.name(), config.volume())
        .check(start.logicalDate(), amounts, history);
  }
}
