package io.tidegate.config;

import io.tidegate.config.FilesConfig.ChangedFiles;
import io.tidegate.config.FilesConfig.Ready;
import io.tidegate.config.FilesConfig.Rejects;
import io.tidegate.config.FilesConfig.Take;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads the keys of inputs that only those of files have. */
final class FilesReader {

  private static final Key<Node> REJECTS =
      Key.block("rejects", "CSV and JSON only: what becomes of rows that cannot be taken");

  private static final Key<Take> FILES =
      Key.preset(
          "files",
          EnumType.of("choice of files", Take.class),
          "all",
          "new: only files that no published run of another logical date has read; a rerun reads"
              + " what the run before it read");
  private static final Key<ChangedFiles> CHANGED_FILES =
      Key.preset(
          "changed-files",
          EnumType.of("choice", ChangedFiles.class),
          "reject",
          "for `files = new`: a file that was read and is not what it was is left out and a failure,"
              + " or read once more");
  private static final Key<Node> READY =
      Key.block("ready", "files only: what to wait for before they are looked at");

  private static final Key<Node> CONTROL =
      Key.block("control", "files only: what their sender says that they hold");

  /** The keys of an input. */
  static final List<Key<?>> SOURCE = List.of(FILES, CHANGED_FILES, READY, CONTROL, REJECTS);

  private static final ScalarType<RowLimit> LIMIT =
      new ScalarType<>(
          "rows or share",
          "a whole number from 0, or a percentage of all rows, as in 100 or 1%",
          FilesReader::limit,
          FilesReader::shown);

  private static final Key<RowLimit> MAX =
      Key.preset("max", LIMIT, "0", "how many rows may be rejected; `otherwise` says what more do");
  private static final Key<Boolean> KEEP =
      Key.preset(
          "keep",
          Types.FLAG,
          "true",
          "whether they go to a table, with file, line, text and reason, published with the run");
  private static final Key<String> PATH =
      Key.optional(
          "path",
          Types.PATH,
          "that table's directory; by default beside the first output that is a Delta table, with"
              + " `__rejects_NAME` behind its path");

  static final Section REJECTS_SECTION =
      new Section(
          "inputs.NAME.rejects",
          "Rows that cannot be read with the declared schema, or are empty in a column that it says is"
              + " NOT NULL. They are left out and counted.",
          MAX,
          KEEP,
          PATH);

  private static final Key<String> MARKER =
      Key.optional("marker", Types.PATH, "a file that must be there, a path or a glob");
  private static final Key<Duration> STABLE_FOR =
      Key.optional(
          "stable-for",
          Units.DURATION,
          "how long the files' names, sizes and times must not have changed");
  private static final Key<Duration> WITHIN =
      Key.preset(
          "within",
          Units.DURATION,
          "15m",
          "how long to wait; then the run ends, to be tried again");
  private static final Key<Long> MIN_FILES =
      Key.preset("min-files", Numbers.COUNT, "1", "how many files there must be");

  static final Section READY_SECTION =
      new Section(
          "inputs.NAME.ready",
          "What a run waits for before it looks at the files; all that is said must hold. The time"
              + " counts from the start of the run, for every input alike.",
          MARKER,
          STABLE_FOR,
          WITHIN,
          MIN_FILES);

  private static final Set<Format> PARSED = Set.of(Format.CSV, Format.JSON);

  private static final Set<Format> TABLES = Set.of(Format.DELTA, Format.JDBC);

  private FilesReader() {}

  /** The supplier may be asked once nothing at all was reported. */
  static Supplier<FilesConfig> read(Block block, Optional<Format> format) {
    checkFormat(block, format);
    var rejects = rejects(block.blockOrEmpty(REJECTS, REJECTS_SECTION));
    var take = block.read(FILES);
    var changed = block.read(CHANGED_FILES);
    var ready = block.block(READY, READY_SECTION).map(FilesReader::ready);
    boolean takesNew = take.filter(Take.NEW::equals).isPresent();
    var control =
        block
            .block(CONTROL, ControlReader.SECTION)
            .map(found -> ControlReader.read(found, format, takesNew));
    return () ->
        new FilesConfig(
            rejects.get(),
            take.orElseThrow(),
            changed.orElseThrow(),
            ready.map(Supplier::get),
            control.map(Supplier::get));
  }

  private static void checkFormat(Block block, Optional<Format> format) {
    boolean unparsed = format.filter(f -> !PARSED.contains(f)).isPresent();
    if (unparsed && block.has(REJECTS)) {
      block.report(REJECTS, "only rows of csv and json can be rejected", "leave it out");
    }
    if (format.filter(TABLES::contains).isPresent()) {
      Stream.of(FILES, CHANGED_FILES, READY, CONTROL)
          .filter(block::has)
          .forEach(key -> block.report(key, "is only for files", "leave it out"));
    }
  }

  private static Supplier<Ready> ready(Block block) {
    var marker = block.read(MARKER);
    var stableFor = block.read(STABLE_FOR);
    var within = block.read(WITHIN);
    var minFiles = block.read(MIN_FILES);
    if (!block.has(MARKER) && !block.has(STABLE_FOR) && !block.has(MIN_FILES)) {
      block.reportMissing(MARKER, "a run waits for a marker, stable files or a number of them");
    }
    return () -> new Ready(marker, stableFor, within.orElseThrow(), minFiles.orElseThrow());
  }

  private static Supplier<Rejects> rejects(Block block) {
    var max = block.read(MAX);
    var keep = block.read(KEEP);
    var path = block.read(PATH);
    return () -> new Rejects(max.orElseThrow(), keep.orElseThrow(), path);
  }

  private static RowLimit limit(String text) throws BadValue {
    return text.endsWith("%")
        ? new RowLimit.Share(Numbers.SHARE.parser().parse(text))
        : new RowLimit.Rows(Numbers.COUNT.parser().parse(text));
  }

  private static String shown(RowLimit limit) {
    if (limit instanceof RowLimit.Share share) {
      return BigDecimal.valueOf(share.share())
              .movePointRight(2)
              .stripTrailingZeros()
              .toPlainString()
          + "%";
    }
    return Long.toString(((RowLimit.Rows) limit).rows());
  }
}
