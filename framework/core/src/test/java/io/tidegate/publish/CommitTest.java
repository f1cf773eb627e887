package io.tidegate.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommitTest {

  private static final Instant AT = Instant.parse("2026-03-01T06:00:00Z");

  @Test
  void withoutARestoreAllAreLive() {
    assertThat(live("2", "1", "0")).containsExactly(2L, 1L, 0L);
    assertThat(live()).isEmpty();
  }

  @Test
  void aRestoreTakesAwayWhatIsBetween() {
    assertThat(live("4", "3 to 0", "2", "1", "0")).containsExactly(4L, 3L, 0L);
  }

  @Test
  void aRestoreOfARestoreBringsBackWhatTheOtherTookAway() {
    assertThat(live("5 to 3", "4", "3", "2 to 0", "1", "0")).containsExactly(5L, 3L, 2L, 0L);
    assertThat(live("3 to 1", "2 to 0", "1", "0")).containsExactly(3L, 1L, 0L);
  }

  @Test
  void aRestoreThatWasTakenAwayTakesNothingAway() {
    assertThat(live("4 to 1", "3", "2 to 0", "1", "0")).containsExactly(4L, 1L, 0L);
  }

  @Test
  void onlyARestoreRestores() {
    assertThat(commit("WRITE", "3").restored()).isEmpty();
    assertThat(commit("RESTORE", "null").restored()).isEmpty();
    assertThat(commit("RESTORE", "").restored()).isEmpty();
    assertThat(commit("RESTORE", "3").restored()).hasValue(3);
  }

  private static Commit commit(String operation, String restored) {
    return Commit.of(7, AT, operation, Optional.empty(), Map.of("version", restored), Map.of());
  }

  /** Versions, newest first; {@code 5 to 3} restored the version 3. */
  private static List<Long> live(String... commits) {
    return Commit.live(Stream.of(commits).map(CommitTest::parse).toList()).stream()
        .map(Commit::version)
        .toList();
  }

  private static Commit parse(String text) {
    String[] words = text.split(" to ");
    return Commit.of(
        Long.parseLong(words[0]),
        AT,
        words.length == 1 ? "WRITE" : "RESTORE",
        Optional.empty(),
        words.length == 1 ? Map.of() : Map.of("version", words[1]),
        Map.of());
  }
}
