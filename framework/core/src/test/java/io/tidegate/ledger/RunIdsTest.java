package io.tidegate.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.problem.UserException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T06:00:00.123Z");

  @Test
  void idsCarryTheTimeAndSortAsTheyWereMade() {
    var ids = new RunIds(Clock.fixed(NOW, ZoneOffset.UTC));
    var made = Stream.generate(ids::next).limit(1000).toList();

    assertThat(made).isSorted().doesNotHaveDuplicates().allMatch(RunIds::isRunId);
    assertThat(RunIds.madeAt(made.get(0))).isEqualTo(NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "../../etc",
        "019ca7e3-c07b-7000-8000-00000000000",
        "019CA7E3-C07B-7000-8000-000000000001",
        "019ca7e3-c07b-4000-8000-000000000001",
        "019ca7e3-c07b-7000-8000-000000000001\n"
      })
  void refusesWhatIsNoRunId(String text) {
    assertThatThrownBy(() -> RunIds.madeAt(text))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "'"
                + text.replace('\n', ' ')
                + "' is not a run id (a run id is a UUIDv7 in lower case, as the report of the run"
                + " and its history show it)");
  }
}
