package io.tidegate.config;

import io.tidegate.check.Severity;
import io.tidegate.config.JdbcReader.Found;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads the block of one input or reference. */
final class InputReader {

  private static final Key<Format> FORMAT =
      Key.required("format", EnumType.of("format", Format.class), "how the data is stored");
  private static final Key<String> PATH =
      Key.optional(
          "path",
          Types.PATH,
          "a file, a directory or a glob; for Delta the table's directory; not for jdbc");
  private static final Key<Long> VERSION =
      Key.optional(
          "version", Numbers.COUNT, "Delta only: the version to read instead of the newest");
  private static final Key<Duration> FRESH_WITHIN =
      Key.optional(
          "fresh-within", Units.DURATION, "how old the newest data may be when the run starts");
  private static final Key<Node> VOLUME = Key.block("volume", "bounds on what is read");
  private static final Key<String> SCHEMA =
      Key.optional(
          "schema",
          Types.TEXT,
          "the expected schema as Spark DDL, or a .ddl or .json file beside the conf; CSV and JSON"
              + " are parsed with it");
  private static final Key<Map<String, String>> COLUMNS =
      Key.optional(
          "columns", Types.RENAMES, "columns to rename while reading; others keep their names");
  private static final Key<Map<String, String>> OPTIONS =
      Key.optional("options", Types.PROPERTIES, "options for Spark's reader");
  private static final Key<Severity> OTHERWISE =
      Severities.otherwise("reject", "what a failed check of this input does");

  static final Section SECTION =
      new Section(
              "inputs.NAME",
              "A dataset that the job reads, by the name that the job's code uses. `references.NAME` is the"
                  + " same for a dataset that only the rules read, by alias.",
              Stream.of(
                      List.of(
                          FORMAT,
                          PATH,
                          VERSION,
                          FRESH_WITHIN,
                          VOLUME,
                          SCHEMA,
                          COLUMNS,
                          OPTIONS,
                          OTHERWISE),
                      FilesReader.SOURCE,
                      JdbcReader.SOURCE)
                  .flatMap(List::stream)
                  .toArray(Key<?>[]::new))
          .without("max-corrupt-rows", "write rejects { max = 10 }");

  static final Section VOLUME_SECTION =
      new Section(
          "inputs.NAME.volume",
          "Bounds on what is read, each inclusive.",
          BoundsReader.MIN_ROWS,
          BoundsReader.MAX_ROWS,
          BoundsReader.MIN_BYTES,
          BoundsReader.MAX_BYTES);

  private final FileFinder files;

  private final JdbcReader jdbc;

  InputReader(FileFinder files, JdbcReader jdbc) {
    this.files = files;
    this.jdbc = jdbc;
  }

  /** The supplier may be asked once nothing at all was reported. */
  Supplier<InputConfig> read(String name, Block block) {
    var format = block.read(FORMAT);
    var path = block.read(PATH);
    var version = block.read(VERSION);
    var freshWithin = block.read(FRESH_WITHIN);
    var volume = BoundsReader.read(block.blockOrEmpty(VOLUME, VOLUME_SECTION));
    var schema = schema(block);
    var columns = block.read(COLUMNS).orElse(Map.of());
    var options = block.read(OPTIONS).orElse(Map.of());
    var intake = FilesReader.read(block, format);
    var otherwise = block.read(OTHERWISE);
    boolean isJdbc = format.filter(Format.JDBC::equals).isPresent();
    var source = isJdbc ? Optional.of(jdbc.source(block)) : Optional.<Found<JdbcSource>>empty();
    checkFormat(format, block);
    return () ->
        new InputConfig(
            name,
            format.orElseThrow(),
            source.map(found -> found.location().get()).or(() -> path).orElseThrow(),
            BoundsReader.of(version),
            freshWithin,
            volume,
            schema,
            columns,
            options,
            intake.get(),
            otherwise.orElseThrow(),
            source.map(found -> found.value().get()));
  }

  /** Whatever else is wrong with the block. */
  static boolean isOfDatabase(Block block) {
    return Format.JDBC
        .name()
        .equalsIgnoreCase(String.valueOf(block.at(FORMAT).value().unwrapped()));
  }

  private Optional<String> schema(Block block) {
    return block.read(SCHEMA).flatMap(s -> files.schema(block.at(SCHEMA), s, block.reading()));
  }

  private static void checkFormat(Optional<Format> format, Block block) {
    if (format.filter(Format.JDBC::equals).isPresent()) {
      JdbcReader.refuseForeign(block, PATH, VERSION, FRESH_WITHIN, OPTIONS);
      return;
    }
    if (!block.has(PATH)) {
      block.reportMissing(PATH, "it is " + PATH.help());
    }
    JdbcReader.refuse(block, JdbcReader.SOURCE);
    if (format.isPresent() && format.get() != Format.DELTA && block.has(VERSION)) {
      block.report(VERSION, "only a Delta table has versions", "leave it out");
    }
  }
}
