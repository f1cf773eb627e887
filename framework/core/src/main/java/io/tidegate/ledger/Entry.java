package io.tidegate.ledger;

import io.tidegate.config.LogicalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of one file of a run. What a query selects runs by is in these names, so that listing a
 * folder answers which files to open:
 *
 * <pre>
 * RUN.started.2020-03-22.json      the start, with the logical date
 * RUN.warned.001.json              the first warning while it ran
 * RUN.closed.json                  the record; there is one at most, whatever its status
 * RUN.status.000.held              what the closing entry made of the run
 * RUN.intervened.001.json          the first intervention
 * RUN.status.001.released          what the first intervention made of the run
 * </pre>
 *
 * The status is a file of its own so that creating {@code RUN.closed.json} can fail when the run is
 * closed already, with another status too. A run whose status file is missing, since its process
 * died between the two, is opened instead.
 *
 * @param number of a warning, an intervention or a status, from 1; 0 for the closing entry's status
 * @param text the logical date or the status, as the name has it; empty otherwise
 */
record Entry(String runId, Kind kind, int number, String text) {

  enum Kind {
    STARTED,
    WARNED,
    CLOSED,
    INTERVENED,
    STATUS
  }

  private static final Pattern NAME =
      Pattern.compile(
          "(?<run>[^.]+)\\.(?<kind>[a-z]+)(?:\\.(?<number>\\d{3,9}))?(?:\\.(?<text>[^.]+))??(?:\\.json)?");

  static Entry started(String runId, LogicalDate date) {
    // Neither ':' nor '.' in a file name: Hadoop takes the one for a scheme, we the other for a
    // separator.
    return new Entry(runId, Kind.STARTED, 0, date.toString().replace(':', '-').replace('.', '_'));
  }

  static Entry closed(String runId) {
    return new Entry(runId, Kind.CLOSED, 0, "");
  }

  static Entry warned(String runId, int number) {
    return new Entry(runId, Kind.WARNED, number, "");
  }

  static Entry intervened(String runId, int number) {
    return new Entry(runId, Kind.INTERVENED, number, "");
  }

  static Entry status(String runId, int number, RunStatus status) {
    return new Entry(runId, Kind.STATUS, number, lower(status));
  }

  /** Empty for a file that is none of the ledger's. */
  static Optional<Entry> parse(String fileName) {
    var name = NAME.matcher(fileName);
    if (!name.matches() || !RunIds.isRunId(name.group("run"))) {
      return Optional.empty();
    }
    int number = Optional.ofNullable(name.group("number")).map(Integer::parseInt).orElse(0);
    String text = Optional.ofNullable(name.group("text")).orElse("");
    return Arrays.stream(Kind.values())
        .filter(kind -> lower(kind).equals(name.group("kind")))
        .map(kind -> new Entry(name.group("run"), kind, number, text))
        .filter(entry -> entry.fileName().equals(fileName))
        .findFirst();
  }

  String fileName() {
    String start = runId + "." + lower(kind) + ".";
    String digits = String.format(Locale.ROOT, "%03d", number);
    return switch (kind) {
      case STARTED -> start + text + ".json";
      case CLOSED -> start + "json";
      case WARNED, INTERVENED -> start + digits + ".json";
      case STATUS -> start + digits + "." + text;
    };
  }

  /** Of a started entry; empty when the name has none, or another kind's text. */
  Optional<LogicalDate> logicalDate() {
    int time = text.indexOf('T');
    String date =
        time < 0
            ? text
            : text.substring(0, time) + text.substring(time).replace('-', ':').replace('_', '.');
    try {
      return Optional.of(LogicalDate.parse(date));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Of a status entry; empty for a status that this version does not know. */
  Optional<RunStatus> status() {
    return Arrays.stream(RunStatus.values())
        .filter(status -> lower(status).equals(text))
        .findFirst();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
