package io.tidegate.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.ledger.KeptEvents.Event;
import io.tidegate.ledger.KeptEvents.Mark;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptEventsTest {

  private static final String OLD = Runs.id("2026-01-31T23:59:59Z");
  private static final String FIRST = Runs.id("2026-02-01T06:00:00Z");
  private static final String SECOND = Runs.id("2026-03-01T06:00:00Z");
  private static final Instant FEBRUARY = Instant.parse("2026-02-27T00:00:00Z");

  @TempDir Path folder;

  private KeptEvents events;

  @BeforeEach
  void open() {
    events = Ledger.open(folder.toString()).events();
  }

  @Test
  void liesBesideTheRunsByMonth() throws IOException {
    events.keep(FIRST, "copy", Map.of("start", "{}"));
    events.mark(new Event(FIRST, "copy", 1, "start"), Mark.SENT);
    try (var files = Files.list(folder.resolve("events/copy/2026-02"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(FIRST + ".001.start.json", FIRST + ".001.sent");
    }
  }

  @Test
  void givesBackWhatWasKeptInOrder() {
    events.keep(FIRST, "copy", Map.of("start", "{\"a\":1}"));
    var end = new LinkedHashMap<String, String>();
    end.put("quality-start", "{}");
    end.put("complete", "{\"b\":2}");
    events.keep(FIRST, "copy", end);
    assertThat(events.of(FIRST, "copy"))
        .containsExactly(
            new Event(FIRST, "copy", 1, "start"),
            new Event(FIRST, "copy", 2, "quality-start"),
            new Event(FIRST, "copy", 3, "complete"));
    assertThat(events.find(FIRST, "copy", "complete")).contains("{\"b\":2}");
    assertThat(events.find(FIRST, "copy", "abort")).isEmpty();
    assertThat(events.of(SECOND, "copy")).isEmpty();
  }

  @Test
  void keepsEachKindOnce() {
    events.keep(FIRST, "copy", Map.of("start", "{}"));
    events.keep(FIRST, "copy", Map.of("start", "{\"other\":1}"));
    assertThat(events.of(FIRST, "copy")).hasSize(1);
    assertThat(events.find(FIRST, "copy", "start")).contains("{}");
  }

  @Test
  void isPendingUntilItIsSentOrRefused() {
    for (String run : List.of(SECOND, FIRST, OLD)) {
      events.keep(run, "copy", Map.of("start", "{}"));
      events.keep(run, "copy", Map.of("complete", "{}"));
    }
    events.mark(new Event(FIRST, "copy", 1, "start"), Mark.SENT);
    events.mark(new Event(SECOND, "copy", 2, "complete"), Mark.REFUSED);
    assertThat(events.pending("copy", Instant.EPOCH))
        .containsExactly(
            new Event(OLD, "copy", 1, "start"),
            new Event(OLD, "copy", 2, "complete"),
            new Event(FIRST, "copy", 2, "complete"),
            new Event(SECOND, "copy", 1, "start"));
    assertThat(events.pending("copy", FEBRUARY))
        .containsExactly(
            new Event(FIRST, "copy", 2, "complete"), new Event(SECOND, "copy", 1, "start"));
    assertThat(events.pending("other", Instant.EPOCH)).isEmpty();
  }

  @Test
  void knowsTheRunsWhoseStoryHasNoEnd() {
    events.keep(FIRST, "copy", Map.of("start", "{}"));
    events.keep(SECOND, "copy", Map.of("start", "{}"));
    events.keep(SECOND, "copy", Map.of("complete", "{}"));
    assertThat(events.endingWith("copy", Instant.EPOCH, List.of("start", "abort")))
        .containsExactly(FIRST);
  }

  @Test
  void overlooksWhatIsNoneOfItsFiles() throws IOException {
    events.keep(FIRST, "copy", Map.of("start", "{}"));
    Path month = folder.resolve("events/copy/2026-02");
    Files.writeString(month.resolve("notes.001.start.json"), "");
    Files.writeString(month.resolve(FIRST + ".json"), "");
    assertThat(events.pending("copy", Instant.EPOCH)).hasSize(1);
  }

  @Test
  void leadsNowhereElse() {
    assertThatThrownBy(() -> events.keep(FIRST, "../copy", Map.of("start", "{}")))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("'../copy' is not a job's name");
    assertThatThrownBy(() -> events.keep("../x", "copy", Map.of("start", "{}")))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("'../x' is not a run id");
  }
}
