package io.tidegate.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Finding;
import io.tidegate.check.Finding.Kind;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.config.InputConfig.Bounds;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig;
import io.tidegate.config.OutputConfig.Previous;
import io.tidegate.config.OutputConfig.Reconcile;
import io.tidegate.config.OutputConfig.VolumePolicy;
import io.tidegate.volume.VolumeCheck.Amount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VolumeCheckTest {

  private static final VolumePolicy NOTHING =
      new VolumePolicy(
          Bounds.NONE, Optional.empty(), Optional.empty(), Optional.empty(), Severity.HOLD);

  @Test
  void boundsAreInclusive() {
    var bounds =
        new Bounds(
            OptionalLong.of(1000), OptionalLong.of(2000), OptionalLong.of(1), OptionalLong.empty());
    var policy =
        new VolumePolicy(
            bounds, Optional.empty(), Optional.empty(), Optional.empty(), Severity.REJECT);
    assertThat(judge(policy, amount(1000), List.of()))
        .containsExactly(
            new Finding(
                Kind.VOLUME,
                "min-rows",
                "t",
                Severity.REJECT,
                new Outcome.Passed("at least 1,000 rows", "1,000 rows")),
            new Finding(
                Kind.VOLUME,
                "max-rows",
                "t",
                Severity.REJECT,
                new Outcome.Passed("at most 2,000 rows", "1,000 rows")),
            new Finding(
                Kind.VOLUME,
                "min-bytes",
                "t",
                Severity.REJECT,
                new Outcome.Passed("at least 1 byte", "64 bytes")));
    assertThat(outcomes(policy, amount(999), List.of()))
        .contains(new Outcome.Failed("at least 1,000 rows", "999 rows"));
    assertThat(outcomes(policy, amount(2001), List.of()))
        .contains(new Outcome.Failed("at most 2,000 rows", "2,001 rows"));
  }

  @Test
  void changeIsAgainstTheRunBefore() {
    var policy = with(new Previous(OptionalDouble.of(0.5), OptionalDouble.of(2), Severity.WARN));
    var past = past(100, 4000);
    String expected = "at most 50 % fewer, at most 200 % more than the 100 rows of 2024-03-09";
    assertThat(outcomes(policy, amount(50), past))
        .containsExactly(new Outcome.Passed(expected, "50 rows, 50 % fewer"));
    assertThat(outcomes(policy, amount(49), past))
        .containsExactly(new Outcome.Failed(expected, "49 rows, 51 % fewer"));
    assertThat(outcomes(policy, amount(301), past))
        .containsExactly(new Outcome.Failed(expected, "301 rows, 201 % more"));
    assertThat(outcomes(policy, amount(49), List.of()))
        .containsExactly(
            new Outcome.NotApplicable("no run was published before this logical date"));
  }

  @Test
  void quarantinedRowsAreNotLost() {
    var policy =
        new VolumePolicy(
            Bounds.NONE,
            Optional.empty(),
            Optional.of(new Reconcile("in", 1, 1, Severity.REJECT)),
            Optional.empty(),
            Severity.HOLD);
    String expected = "1 to 1 rows out for each row of in";
    assertThat(outcomes(policy, new Amount(90, 1, 10, rowsIn(100)), List.of()))
        .containsExactly(new Outcome.Passed(expected, "100 rows out for 100 in, 1"));
    assertThat(outcomes(policy, new Amount(90, 1, 0, rowsIn(100)), List.of()))
        .containsExactly(new Outcome.Failed(expected, "90 rows out for 100 in, 0.9"));
    assertThat(outcomes(policy, new Amount(0, 0, 0, rowsIn(0)), List.of()))
        .containsExactly(new Outcome.NotApplicable("no rows in, no rows out"));
    assertThat(outcomes(policy, new Amount(90, 1, 0, Map.of()), List.of()))
        .containsExactly(new Outcome.CouldNotMeasure("the rows of input in are not known"));
  }

  @Test
  void aBaselineIsTheMedianAndWhatIsUsualAroundIt() {
    var policy = with(new OutputConfig.Baseline(28, false, 3.5, 5, Severity.HOLD));
    var past = past(100, 110, 90, 105, 95, 100, 9000);
    // Median 100; deviations 0 10 10 5 5 0 8900, their median 5; 5 * 1.4826 * 3.5 = 25.9.
    String expected = "74 to 126 rows (median 100 of 7 runs, tolerance 3.5)";
    assertThat(outcomes(policy, amount(126), past))
        .containsExactly(new Outcome.Passed(expected, "126 rows"));
    assertThat(outcomes(policy, amount(20), past))
        .containsExactly(new Outcome.Failed(expected, "20 rows"));
    assertThat(outcomes(policy, amount(20), past(1, 2)))
        .containsExactly(new Outcome.NotApplicable("2 of 5 runs that a baseline needs"));
  }

  @Test
  void amountsThatNeverVariedMayVaryByOnePerCent() {
    var policy = with(new OutputConfig.Baseline(28, false, 2, 3, Severity.HOLD));
    var past = past(1000, 1000, 1000);
    assertThat(outcomes(policy, amount(980), past).get(0)).isInstanceOf(Outcome.Passed.class);
    assertThat(outcomes(policy, amount(979), past).get(0)).isInstanceOf(Outcome.Failed.class);
  }

  private static VolumePolicy with(Previous previous) {
    return new VolumePolicy(
        Bounds.NONE, Optional.of(previous), Optional.empty(), Optional.empty(), Severity.HOLD);
  }

  private static VolumePolicy with(OutputConfig.Baseline baseline) {
    return new VolumePolicy(
        Bounds.NONE, Optional.empty(), Optional.empty(), Optional.of(baseline), Severity.HOLD);
  }

  private static Amount amount(long rows) {
    return new Amount(rows, 64, 0, Map.of());
  }

  private static Map<String, OptionalLong> rowsIn(long rows) {
    return Map.of("in", OptionalLong.of(rows));
  }

  private static List<PastVolume> past(long... rows) {
    return IntStream.range(0, rows.length)
        .mapToObj(i -> new PastVolume(LogicalDate.parse("2024-03-0" + (9 - i)), rows[i]))
        .toList();
  }

  private static List<Finding> judge(VolumePolicy policy, Amount amount, List<PastVolume> past) {
    return new VolumeCheck(policy, "t").judge(amount, past, past);
  }

  private static List<Outcome> outcomes(VolumePolicy policy, Amount amount, List<PastVolume> past) {
    return judge(policy, amount, past).stream().map(Finding::outcome).toList();
  }

  @Test
  void noPolicyNoFinding() {
    assertThat(judge(NOTHING, amount(0), List.of())).isEmpty();
  }
}
