package io.tidegate.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.config.OutputConfig.Reconcile;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconcileCheckTest {

  private static final String EXPECTED = "between 0.95 and 1 rows out for each row of 'orders'";

  @ParameterizedTest
  @CsvSource({
    "100, 0, 100, true, '1 (100 rows out, 100 rows in)'",
    "95, 0, 100, true, '0.95 (95 rows out, 100 rows in)'",
    "94, 0, 100, false, '0.94 (94 rows out, 100 rows in)'",
    "94, 1, 100, true, '0.95 (95 rows out, 1 of them quarantined, 100 rows in)'",
    "101, 0, 100, false, '1.01 (101 rows out, 100 rows in)'",
    "999999, 1, 1000001, true, '1 (1,000,000 rows out, 1 of them quarantined, 1,000,001 rows in)'",
    "0, 0, 0, true, '0 rows out, 0 rows in'",
    "1, 0, 0, false, '1 row out, 0 rows in'"
  })
  void rowsOutAndQuarantinedAgainstRowsIn(
      long rows, long quarantined, long in, boolean passes, String actual) {
    assertThat(judge(rows, quarantined, Map.of("orders", OptionalLong.of(in))))
        .isEqualTo(
            passes ? new Outcome.Passed(EXPECTED, actual) : new Outcome.Failed(EXPECTED, actual));
  }

  @Test
  void anInputWhoseRowsAreNotKnownCouldNotBeMeasured() {
    var unknown =
        new Outcome.CouldNotMeasure("the number of rows of the input 'orders' is not known");

    assertThat(judge(1, 0, Map.of("orders", OptionalLong.empty()))).isEqualTo(unknown);
    assertThat(judge(1, 0, Map.of())).isEqualTo(unknown);
  }

  private static Outcome judge(long rows, long quarantined, Map<String, OptionalLong> inputs) {
    return new ReconcileCheck(new Reconcile("orders", 0.95, 1.0, false, Severity.HOLD))
        .judge(new Amounts(rows, 0, quarantined, inputs));
  }
}
