package io.tidegate.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.LogicalDate;
import io.tidegate.ledger.SubmittedRuns.Ended;
import io.tidegate.problem.UserException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmittedRunsTest {

  private static final LogicalDate HOUR = LogicalDate.parse("2024-03-01T05:00Z");

  @TempDir private Path folder;

  @Test
  void theFirstEndOfATryStays() {
    SubmittedRuns runs = Ledger.open(folder.toString()).submittedRuns();
    assertThat(runs.find("copy", HOUR, 1)).isEmpty();

    runs.ended("copy", HOUR, 1, new Ended(75, "the store did not answer"));
    runs.ended("copy", HOUR, 1, new Ended(0, ""));
    runs.ended("copy", HOUR, 2, new Ended(0, ""));

    assertThat(runs.find("copy", HOUR, 1)).contains(new Ended(75, "the store did not answer"));
    assertThat(runs.find("copy", HOUR, 2)).contains(new Ended(0, ""));
    assertThat(runs.find("copy", HOUR, 3)).isEmpty();
    assertThat(folder.resolve("submitted/copy/2024-03-01T0500Z.1.json")).exists();
  }

  @Test
  void aJobsNameLeadsNowhereElse() {
    SubmittedRuns runs = Ledger.open(folder.toString()).submittedRuns();
    assertThatThrownBy(() -> runs.find("../copy", HOUR, 1)).isInstanceOf(UserException.class);
  }
}
