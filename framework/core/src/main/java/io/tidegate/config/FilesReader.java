package io.tidegate.config;

import io.tidegate.config.FilesConfig.Rejects;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads the keys of inputs that only those of files have. */
final class FilesReader {

  private static final Key<Node> REJECTS =
      Key.block("rejects", "CSV and JSON only: what becomes of rows that cannot be taken");

  /** The keys of an input. */
  static final List<Key<?>> SOURCE = List.of(REJECTS);

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

  private static final Set<Format> PARSED = Set.of(Format.CSV, Format.JSON);

  private FilesReader() {}

  /** The supplier may be asked once nothing at all was reported. */
  static Supplier<FilesConfig> read(Block block, Optional<Format> format) {
    checkFormat(block, format);
    var rejects = rejects(block.blockOrEmpty(REJECTS, REJECTS_SECTION));
    return () -> new FilesConfig(rejects.get());
  }

  private static void checkFormat(Block block, Optional<Format> format) {
    boolean unparsed = format.filter(f -> !PARSED.contains(f)).isPresent();
    if (unparsed && block.has(REJECTS)) {
      block.report(REJECTS, "only rows of csv and json can be rejected", "leave it out");
    }
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
