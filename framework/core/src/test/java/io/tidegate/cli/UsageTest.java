package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunStatus;
import io.tidegate.ledger.Runs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes on the command line: what is said, and code 2 before anything is done. */
class UsageTest {

  private static final String UNKNOWN = Runs.id("2026-03-01T06:00:00Z");

  @TempDir private Path ledger;

  @Test
  void anUnknownCommandIsSuggestedARealOne() {
    assertThat(Cli.call("histroy", "copy"))
        .isEqualTo(
            Cli.mistake(
                "tidegate: Unmatched arguments from index 0: 'histroy', 'copy'",
                "Did you mean: tidegate history or tidegate discard or tidegate restore?",
                "'tidegate --help' explains"));
  }

  @Test
  void noCommandAtAll() {
    assertThat(Cli.call())
        .isEqualTo(
            Cli.mistake("tidegate: Missing required subcommand", "'tidegate --help' explains"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"release", "discard"})
  void aReasonIsNeeded(String command) {
    assertThat(Cli.call(command, UNKNOWN, "--ledger", ledger.toString()))
        .isEqualTo(
            Cli.mistake(
                "tidegate: Missing required option: '--reason=TEXT'",
                "'tidegate " + command + " --help' explains"));
    assertThat(Cli.call(command, UNKNOWN, "--reason", " ", "--ledger", ledger.toString()))
        .isEqualTo(Cli.mistake("--reason: is empty (say why; the ledger keeps it)"));
  }

  @Test
  void nobodyToSendEventsTo() {
    assertThat(Cli.call("lineage", "resend", "--ledger", ledger.toString()))
        .isEqualTo(
            Cli.mistake(
                "nothing says where events go (give --conf CONF of a job with lineage.transport, or"
                    + " set OPENLINEAGE_CONFIG)"));
  }

  @Test
  void aRunThatTheLedgerDoesNotHave() {
    assertThat(Cli.call("show", UNKNOWN, "--ledger", ledger.toString()))
        .isEqualTo(
            Cli.mistake(
                "the ledger has no run " + UNKNOWN + " ('tidegate history JOB' lists the runs)"));
    assertThat(Cli.call("show", "newest", "--ledger", ledger.toString()))
        .isEqualTo(
            Cli.mistake(
                "'newest' is not a run id (a run id is a UUIDv7 in lower case, as the report of the"
                    + " run and its history show it)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"history", "show", "rejected"})
  void aLedgerThatIsNotThere(String command) {
    assertThat(Cli.call(command, UNKNOWN, "--ledger", ledger + "/none"))
        .isEqualTo(
            Cli.mistake(
                "there is no ledger at "
                    + ledger
                    + "/none (the first run makes it; give --ledger PATH where it is elsewhere)"));
  }

  @Test
  void aDateThatIsNone() {
    assertThat(Cli.call("run", "some.conf", "--date", "22.03.2020"))
        .isEqualTo(
            Cli.mistake(
                "--date: '22.03.2020' is not a logical date: write 2020-03-22 or"
                    + " 2020-03-22T05:00Z"));
    assertThat(Cli.call("run", "some.conf"))
        .isEqualTo(
            Cli.mistake(
                "tidegate: Missing required option: '--date=DATE'",
                "'tidegate run --help' explains"));
  }

  @Test
  void aConfThatIsNotThere() {
    assertThat(Cli.call("run", "none.conf", "--date", "2020-03-22"))
        .isEqualTo(Cli.mistake("none.conf: there is no such file"));
  }

  @Test
  void numbersThatMakeNoSense() {
    assertThat(Cli.call("rejected", UNKNOWN, "--rows", "-1", "--ledger", ledger.toString()))
        .isEqualTo(Cli.mistake("--rows: -1 is less than 0"));
    assertThat(Cli.call("history", "copy", "--last", "0", "--ledger", ledger.toString()))
        .isEqualTo(Cli.mistake("--last: 0 is less than 1"));
    assertThat(Cli.call("history", "copy", "--last", "few", "--ledger", ledger.toString()))
        .isEqualTo(
            Cli.mistake(
                "tidegate: Invalid value for option '--last': 'few' is not an int",
                "'tidegate history --help' explains"));
    assertThat(Cli.call("ledger", "repair", "--dead-after", "-1", "--ledger", ledger.toString()))
        .isEqualTo(Cli.mistake("--dead-after: -1 is less than 0"));
  }

  @Test
  void helpIsNotAMistake() {
    var shown = Cli.call("release", "--help");
    assertThat(shown.code()).isZero();
    assertThat(shown.outLines().get(0)).startsWith("Usage: tidegate release");
    assertThat(shown.err()).isEmpty();
  }

  @Test
  void aJobsNameThatIsNone() {
    Ledger.open(ledger.toString())
        .closed(Runs.record(Runs.start("copy", UNKNOWN, "2026-03-01"), RunStatus.PUBLISHED));
    assertThat(Cli.call("history", "../copy", "--ledger", ledger.toString()))
        .isEqualTo(
            Cli.mistake(
                "'../copy' is not a job's name (only a-z, 0-9, '_', '-' and '.', no '.' at the"
                    + " start, and at most 200)"));
  }
}
