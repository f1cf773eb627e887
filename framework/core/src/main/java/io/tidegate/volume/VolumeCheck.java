package io.tidegate.volume;

import io.tidegate.check.Finding;
import io.tidegate.check.Finding.Kind;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.config.OutputConfig;
import io.tidegate.config.OutputConfig.Previous;
import io.tidegate.config.OutputConfig.Reconcile;
import io.tidegate.config.OutputConfig.VolumePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Judges the amount of an output: was data lost, is the amount usual. Pure; no Spark. */
public final class VolumeCheck {

  private final VolumePolicy policy;
  private final String dataset;

  public VolumeCheck(VolumePolicy policy, String dataset) {
    this.policy = policy;
    this.dataset = dataset;
  }

  /**
   * @param quarantined rows that went to the quarantine table; they are not lost
   * @param inputRows by the input's name; empty where not known
   */
  public record Amount(
      long rows, long bytes, long quarantined, Map<String, OptionalLong> inputRows) {}

  /**
   * @param past newest logical date first, all before the one that is judged
   * @param weekday the past of the same day of the week, for a baseline that asks for it
   */
  public List<Finding> judge(Amount amount, List<PastVolume> past, List<PastVolume> weekday) {
    var bounds = new BoundsCheck(Kind.VOLUME, dataset, policy.otherwise());
    var findings = new ArrayList<Finding>();
    findings.addAll(bounds.rows(policy.bounds(), OptionalLong.of(amount.rows())));
    findings.addAll(bounds.bytes(policy.bounds(), OptionalLong.of(amount.bytes())));
    policy.previous().ifPresent(p -> findings.add(previous(p, amount, past)));
    policy.reconcile().ifPresent(r -> findings.add(reconcile(r, amount)));
    policy
        .baseline()
        .ifPresent(b -> findings.add(baseline(b, amount, b.sameWeekday() ? weekday : past)));
    return findings;
  }

  private Finding previous(Previous limits, Amount amount, List<PastVolume> past) {
    if (past.isEmpty()) {
      return finding(
          "previous",
          limits.otherwise(),
          new Outcome.NotApplicable("no run was published before this logical date"));
    }
    PastVolume last = past.get(0);
    double change = (amount.rows() - last.rows()) / (double) Math.max(last.rows(), 1);
    boolean holds =
        change >= -limits.maxDrop().orElse(1)
            && change <= limits.maxRise().orElse(Double.MAX_VALUE);
    String expected =
        (limits.maxDrop().isPresent()
                ? "at most " + Amounts.percent(limits.maxDrop().getAsDouble()) + " fewer"
                : "")
            + (limits.maxDrop().isPresent() && limits.maxRise().isPresent() ? ", " : "")
            + (limits.maxRise().isPresent()
                ? "at most " + Amounts.percent(limits.maxRise().getAsDouble()) + " more"
                : "")
            + " than the %s of %s".formatted(Amounts.of(last.rows(), "rows"), last.logicalDate());
    String actual =
        "%s, %s %s"
            .formatted(
                Amounts.of(amount.rows(), "rows"),
                Amounts.percent(Math.abs(change)),
                change < 0 ? "fewer" : "more");
    return finding("previous", limits.otherwise(), outcome(holds, expected, actual));
  }

  private Finding reconcile(Reconcile limits, Amount amount) {
    OptionalLong in = amount.inputRows().getOrDefault(limits.input(), OptionalLong.empty());
    if (in.isEmpty()) {
      return finding(
          "reconcile",
          limits.otherwise(),
          new Outcome.CouldNotMeasure("the rows of input " + limits.input() + " are not known"));
    }
    long out = amount.rows() + amount.quarantined();
    if (in.getAsLong() == 0 && out == 0) {
      return finding(
          "reconcile", limits.otherwise(), new Outcome.NotApplicable("no rows in, no rows out"));
    }
    double ratio = out / (double) in.getAsLong();
    boolean holds = ratio >= limits.minRatio() && ratio <= limits.maxRatio();
    String expected =
        "%s to %s rows out for each row of %s"
            .formatted(
                Amounts.decimal(limits.minRatio()),
                Amounts.decimal(limits.maxRatio()),
                limits.input());
    String actual =
        "%s out for %s in, %s"
            .formatted(
                Amounts.of(out, "rows"), Amounts.count(in.getAsLong()), Amounts.decimal(ratio));
    return finding("reconcile", limits.otherwise(), outcome(holds, expected, actual));
  }

  private Finding baseline(OutputConfig.Baseline limits, Amount amount, List<PastVolume> past) {
    List<Long> rows = past.stream().limit(limits.window()).map(PastVolume::rows).toList();
    if (rows.size() < limits.minHistory()) {
      return finding(
          "baseline",
          limits.otherwise(),
          new Outcome.NotApplicable(
              "%s of %d runs that a baseline needs".formatted(rows.size(), limits.minHistory())));
    }
    Baseline usual = Baseline.of(rows, limits.tolerance());
    String expected =
        "%s to %s rows (median %s of %d runs, tolerance %s)"
            .formatted(
                Amounts.count((long) Math.floor(usual.lower())),
                Amounts.count((long) Math.ceil(usual.upper())),
                Amounts.decimal(usual.median()),
                usual.runs(),
                Amounts.decimal(limits.tolerance()));
    return finding(
        "baseline",
        limits.otherwise(),
        outcome(usual.holds(amount.rows()), expected, Amounts.of(amount.rows(), "rows")));
  }

  private static Outcome outcome(boolean holds, String expected, String actual) {
    return holds ? new Outcome.Passed(expected, actual) : new Outcome.Failed(expected, actual);
  }

  private Finding finding(String check, Severity severity, Outcome outcome) {
    return new Finding(Kind.VOLUME, check, dataset, severity, outcome);
  }
}
