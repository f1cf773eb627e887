package io.tidegate.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.config.InputConfig.Bounds;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig.Baseline;
import io.tidegate.config.OutputConfig.Previous;
import io.tidegate.config.OutputConfig.Reconcile;
import io.tidegate.config.OutputConfig.VolumePolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class VolumeCheckTest {

  private static final LogicalDate DATE = LogicalDate.parse("2020-03-22");

  @Test
  void everyConfiguredCheckMakesOneFindingWithItsOwnSeverity() {
    var policy =
        new VolumePolicy(
            new Bounds(
                OptionalLong.of(50),
                OptionalLong.of(1_000),
                OptionalLong.of(1_024),
                OptionalLong.of(1_048_576)),
            Optional.of(
                new Previous(OptionalDouble.of(0.5), OptionalDouble.empty(), Severity.REJECT)),
            Optional.of(new Reconcile("reports", 0.9, 1.1, false, Severity.WARN)),
            Optional.of(new Baseline(28, false, 3.5, 1, Severity.WARN)),
            Severity.HOLD);
    var amounts = new Amounts(40, 2_000_000, 2, Map.of("reports", OptionalLong.of(42)));
    var history =
        new VolumeHistory(
            List.of(new VolumeHistory.Published(LogicalDate.parse("2020-03-21"), 100)), List.of());

    assertThat(new VolumeCheck("curated.cases", policy).check(DATE, amounts, history))
        .containsExactly(
            finding("min-rows", Severity.HOLD, new Outcome.Failed("at least 50 rows", "40 rows")),
            finding("max-rows", Severity.HOLD, new Outcome.Passed("at most 1,000 rows", "40 rows")),
            finding(
                "min-bytes",
                Severity.HOLD,
                new Outcome.Passed("at least 1,024 bytes", "2,000,000 bytes")),
            finding(
                "max-bytes",
                Severity.HOLD,
                new Outcome.Failed("at most 1,048,576 bytes", "2,000,000 bytes")),
            finding(
                "previous",
                Severity.REJECT,
                new Outcome.Failed(
                    "at least 50 rows (100 rows on 2020-03-21, at most 50 % fewer)",
                    "40 rows, 60 % fewer")),
            finding(
                "reconcile",
                Severity.WARN,
                new Outcome.Passed(
                    "between 0.9 and 1.1 rows out for each row of 'reports'",
                    "1 (42 rows out, 2 of them quarantined, 42 rows in)")),
            finding(
                "baseline",
                Severity.WARN,
                new Outcome.Failed(
                    "between 99 and 101 rows (median 100 of 1 published run, tolerance 3.5)",
                    "40 rows")));
  }

  @Test
  void nothingConfiguredMakesNoFinding() {
    var policy =
        new VolumePolicy(
            Bounds.NONE, Optional.empty(), Optional.empty(), Optional.empty(), Severity.HOLD);

    assertThat(
            new VolumeCheck("d", policy)
                .check(DATE, new Amounts(0, 0, 0, Map.of()), VolumeHistory.NONE))
        .isEmpty();
  }

  private static Finding finding(String check, Severity severity, Outcome outcome) {
    return new Finding(Finding.Kind.VOLUME, check, "curated.cases", severity, outcome);
  }
}
