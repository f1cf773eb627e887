package io.tidegate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.LogicalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {

  private static final String RUN = Runs.id("2026-03-01T06:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2020-03-22, 2020-03-22",
    "2020-03-22T05:00Z, 2020-03-22T05-00Z",
    "2020-03-22T05:00:01.5Z, 2020-03-22T05-00-01_500Z",
    "2020-03-22T05:00+01:00, 2020-03-22T04-00Z"
  })
  void aStartedEntryCarriesItsLogicalDate(String date, String inName) {
    var logicalDate = LogicalDate.parse(date);
    var entry = Entry.started(RUN, logicalDate);

    assertThat(entry.fileName()).isEqualTo(RUN + ".started." + inName + ".json");
    assertThat(Entry.parse(entry.fileName())).contains(entry);
    assertThat(entry.logicalDate()).contains(logicalDate);
  }

  @Test
  void theOtherNames() {
    assertThat(Entry.closed(RUN).fileName()).isEqualTo(RUN + ".closed.json");
    assertThat(Entry.warned(RUN, 2).fileName()).isEqualTo(RUN + ".warned.002.json");
    assertThat(Entry.intervened(RUN, 1000).fileName()).isEqualTo(RUN + ".intervened.1000.json");
    assertThat(Entry.status(RUN, 0, RunStatus.ALREADY_PUBLISHED).fileName())
        .isEqualTo(RUN + ".status.000.already_published");
  }

  @ParameterizedTest
  @EnumSource(RunStatus.class)
  void namesAreReadBack(RunStatus status) {
    var marked = Entry.status(RUN, 12, status);

    assertThat(Entry.parse(marked.fileName())).contains(marked);
    assertThat(marked.status()).contains(status);
    for (var entry :
        new Entry[] {Entry.closed(RUN), Entry.warned(RUN, 1), Entry.intervened(RUN, 999)}) {
      assertThat(Entry.parse(entry.fileName())).contains(entry);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "RUN",
        "RUN.closed",
        "RUN.closed.json.crc",
        "RUN.closed.extra.json",
        "RUN.other.json",
        "RUN.warned.json",
        "RUN.warned.1.json",
        "RUN.status.001",
        "x.closed.json"
      })
  void otherFilesAreNoEntries(String name) {
    assertThat(Entry.parse(name.replace("RUN", RUN))).isEmpty();
  }

  @Test
  void aDateThatIsNoneAndAStatusThatIsNotKnownAreEmpty() {
    assertThat(Entry.parse(RUN + ".started.someday.json").orElseThrow().logicalDate()).isEmpty();
    assertThat(Entry.parse(RUN + ".status.000.melted").orElseThrow().status()).isEmpty();
  }
}
