package io.tidegate.run;

import io.tidegate.check.Finding;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig.VolumePolicy;
import io.tidegate.dataset.Input;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunStart;
import io.tidegate.volume.PastVolume;
import io.tidegate.volume.VolumeCheck;
import io.tidegate.volume.VolumeCheck.Amount;
import io.tidegate.volume.VolumeHistory;
import java.util.List;
import java.util.stream.Collectors;

/** The amounts of an output beside its bounds, its inputs and its past. */
final class VolumeStep {

  private static final int DAYS_OF_A_WEEK = 7;

  private final VolumeHistory history;

  VolumeStep(Ledger ledger) {
    this.history = new VolumeHistory(ledger);
  }

  List<Finding> judge(AuditedOutput output, RunStart start, List<Input> inputs) {
    VolumePolicy policy = output.config().volume();
    List<PastVolume> past = past(output, policy, start);
    LogicalDate date = start.logicalDate();
    List<PastVolume> weekday =
        past.stream()
            .filter(volume -> volume.logicalDate().dayOfWeek() == date.dayOfWeek())
            .toList();
    var amount =
        new Amount(
            output.staged().rows(),
            output.staged().bytes(),
            output.quarantined(),
            inputs.stream().collect(Collectors.toMap(Input::name, Input::rowCount)));
    return new VolumeCheck(policy, output.config().name()).judge(amount, past, weekday);
  }

  private List<PastVolume> past(AuditedOutput output, VolumePolicy policy, RunStart start) {
    if (policy.previous().isEmpty() && policy.baseline().isEmpty()) {
      return List.of();
    }
    int runs =
        policy
            .baseline()
            .map(b -> b.sameWeekday() ? b.window() * DAYS_OF_A_WEEK : b.window())
            .orElse(DAYS_OF_A_WEEK);
    return history.before(start.logicalDate(), start.job(), output.config().key(), runs);
  }
}
