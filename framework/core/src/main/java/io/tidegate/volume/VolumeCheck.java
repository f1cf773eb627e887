package io.tidegate.volume;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig.VolumePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Judges the amount of an output: absolute bounds ({@code min-rows}, {@code max-rows}, {@code
 * min-bytes}, {@code max-bytes}), the change against the run published before ({@code previous}),
 * rows out against rows in ({@code reconcile}) and against the last published runs ({@code
 * baseline}). A check that is not configured makes no finding. Pure: reads nothing.
 *
 * @param dataset the output's name
 */
public record VolumeCheck(String dataset, VolumePolicy policy) {

  /**
   * In the order of the list above.
   *
   * @param date the logical date of the run that is judged; of the history only earlier ones count
   */
  public List<Finding> check(LogicalDate date, Amounts amounts, VolumeHistory history) {
    var bounds = new BoundsCheck(policy.bounds(), Finding.Kind.VOLUME, policy.otherwise());
    var findings =
        new ArrayList<>(
            bounds.check(
                dataset, OptionalLong.of(amounts.rows()), OptionalLong.of(amounts.bytes())));
    policy
        .previous()
        .ifPresent(
            previous -> {
              var outcome = new PreviousCheck(previous).judge(amounts.rows(), date, history);
              findings.add(finding("previous", previous.otherwise(), outcome));
            });
    policy
        .reconcile()
        .ifPresent(
            reconcile -> {
              var outcome = new ReconcileCheck(reconcile).judge(amounts);
              findings.add(finding("reconcile", reconcile.otherwise(), outcome));
            });
    policy
        .baseline()
        .ifPresent(
            baseline -> {
              var outcome = new BaselineCheck(baseline).judge(amounts.rows(), date, history);
              findings.add(finding("baseline", baseline.otherwise(), outcome));
            });
    return List.copyOf(findings);
  }

  private Finding finding(String check, Severity severity, Outcome outcome) {
    return new Finding(Finding.Kind.VOLUME, check, dataset, severity, outcome);
  }
}
