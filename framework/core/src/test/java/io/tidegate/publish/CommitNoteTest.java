package io.tidegate.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Verdict;
import io.tidegate.config.LogicalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitNoteTest {

  private static final String TEXT =
      "{\"tidegate\":1,\"runId\":\"r1\",\"job\":\"daily\",\"logicalDate\":\"2020-03-01\","
          + "\"output\":\"ü\",\"program\":\"1.2.0+3f9a1c2\",\"rulesFingerprint\":\"rf\","
          + "\"configFingerprint\":\"cf\",\"verdict\":\"PASS_WITH_WARNINGS\","
          + "\"inputs\":{\"a\":\"12\",\"b\":\"3 files\"}}";

  private final CommitNote note =
      CommitNote.of(
          new CommitStamp(
              "r1",
              "daily",
              LogicalDate.parse("2020-03-01"),
              "1.2.0+3f9a1c2",
              "rf",
              "cf",
              Verdict.PASS_WITH_WARNINGS,
              Map.of("b", "3 files", "a", "12")),
          "ü");

  @Test
  void isWrittenInAFixedOrderAndReadBack() {
    assertThat(note.toJson()).isEqualTo(TEXT);
    assertThat(CommitNote.parse(TEXT)).contains(note);
  }

  @Test
  void ignoresWhatALaterVersionAdds() {
    assertThat(CommitNote.parse(TEXT.replace("{\"tidegate\":1,", "{\"tidegate\":1,\"new\":[],")))
        .contains(note);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nightly load", "{}", "null", "[1]", "{\"runId\":\"r1\"}", "{\"tidegate\":"})
  void doesNotTakeTheTextOfAnotherProgramForOurs(String userMetadata) {
    assertThat(CommitNote.parse(userMetadata)).isEmpty();
  }

  @Test
  void tellsOutputsRunsAndDatesApart() {
    var date = LogicalDate.parse("2020-03-01");
    assertThat(note.is("r1", "ü")).isTrue();
    assertThat(note.is("r1", "other")).isFalse();
    assertThat(note.is("r2", "ü")).isFalse();
    assertThat(note.isOf("daily", date)).isTrue();
    assertThat(note.isOf("daily", LogicalDate.parse("2020-03-01T05:00Z"))).isFalse();
    assertThat(note.isSameAs("daily", date, "ü")).isTrue();
    assertThat(note.isSameAs("hourly", date, "ü")).isFalse();
  }
}
