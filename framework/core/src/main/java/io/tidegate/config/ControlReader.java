package io.tidegate.config;

import io.tidegate.config.ControlConfig.Sidecar;
import io.tidegate.config.ControlConfig.Source;
import io.tidegate.config.ControlConfig.Trailer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads what the sender of files says of them. */
final class ControlReader {

  private static final Key<String> FILE =
      Key.optional(
          "file",
          Types.PATH,
          "a file or a glob with the totals: a JSON object, or lines of `name = number`");
  private static final Key<String> TRAILER =
      Key.optional(
          "trailer",
          Types.TEXT,
          "CSV only: the first field of each file's last row, which holds the totals and is no data");
  private static final Key<String> ROWS =
      Key.optional(
          "rows",
          Types.TEXT,
          "the name of the number of rows; of a trailer the number of its field, from 1");
  private static final Key<Map<String, String>> SUMS =
      Key.optional(
          "sums",
          Types.TOTALS,
          "CSV and JSON only: what the sum of a column is called there, by the column; its schema"
              + " must be that of an integer or a decimal");

  static final Section SECTION =
      new Section(
          "inputs.NAME.control",
          "What the sender says that the files hold. A run whose rows are others fails the checks"
              + " `control-rows` and `control-sum-COLUMN`; where nothing is said, `control-totals`.",
          FILE,
          TRAILER,
          ROWS,
          SUMS);

  private static final Set<Format> PARSED = Set.of(Format.CSV, Format.JSON);

  private ControlReader() {}

  /** The supplier may be asked once nothing at all was reported. */
  static Supplier<ControlConfig> read(Block block, Optional<Format> format, boolean takesNew) {
    var file = block.read(FILE);
    var trailer = block.read(TRAILER);
    var rows = block.read(ROWS);
    var sums = block.read(SUMS).orElse(Map.of());
    if (!block.has(FILE) && !block.has(TRAILER)) {
      block.reportMissing(FILE, "the totals are in a file, or in a trailer");
    }
    if (block.has(TRAILER)) {
      Sections.refuse(block, List.of(FILE), TRAILER);
      checkTrailer(block, format, rows, sums);
    }
    if (!block.has(ROWS) && !block.has(SUMS)) {
      block.reportMissing(ROWS, "say what is compared, rows or sums");
    }
    if (block.has(SUMS) && format.filter(f -> !PARSED.contains(f)).isPresent()) {
      block.report(SUMS, "only columns of csv and json are added up", "leave it out");
    }
    if (takesNew && block.has(FILE)) {
      block.report(
          FILE,
          "is of all files, and this input reads the new ones",
          "leave one of the two out, or use a trailer");
    }
    return () -> new ControlConfig(source(file, trailer), rows, sums);
  }

  private static Source source(Optional<String> file, Optional<String> trailer) {
    return file.<Source>map(Sidecar::new).orElseGet(() -> new Trailer(trailer.orElseThrow()));
  }

  private static void checkTrailer(
      Block block, Optional<Format> format, Optional<String> rows, Map<String, String> sums) {
    if (format.filter(f -> f != Format.CSV).isPresent()) {
      block.report(TRAILER, "only files of csv have trailers", "use a file");
    }
    rows.filter(name -> !isField(name)).ifPresent(name -> reportField(block, ROWS, name));
    sums.values().stream()
        .filter(name -> !isField(name))
        .forEach(name -> reportField(block, SUMS, name));
  }

  private static boolean isField(String name) {
    return name.matches("[1-9][0-9]{0,3}");
  }

  private static void reportField(Block block, Key<?> key, String name) {
    block.report(
        key, "'" + Shown.cut(name) + "' is no number of a trailer's field", "count them from 1");
  }
}
