package io.tidegate.config;

import io.tidegate.check.Severity;
import io.tidegate.config.JdbcReader.Found;
import io.tidegate.config.OutputConfig.SchemaPolicy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads the block of one output. */
final class OutputReader {

  static final Key<String> NAME =
      Key.required("name", Types.NAME, "the dataset's name in the ledger; keep it stable");
  static final Key<String> PATH =
      Key.optional("path", Types.PATH, "the Delta table's directory; not for jdbc");
  static final Key<Map<String, String>> PROPERTIES =
      Key.optional(
          "properties",
          Types.PROPERTIES,
          "Delta table properties, set when the table is created and kept equal after");
  static final Key<Node> ETA =
      Key.block("eta", "the job's `eta`, for a conf with one output; not in `outputs`");

  private static final Key<Format> FORMAT =
      Key.preset(
          "format",
          new EnumType<>("format of an output", List.of(Format.DELTA, Format.JDBC)),
          "delta",
          "delta, or jdbc for a table of a database");
  private static final Key<Node> SCHEMA =
      Key.block("schema", "which changes of schema are allowed");
  private static final Key<Node> VOLUME = Key.block("volume", "how much the output may hold");
  private static final Key<List<Node>> QUALITY =
      Key.optional("quality", new BlockListType(), "the rule files that the output must pass");

  private static final Key<List<SchemaChange>> ALLOW =
      Key.preset(
          "allow",
          new ListType<>(EnumType.of("schema change", SchemaChange.class)),
          "[]",
          "the classes of change that are applied to the table by themselves");
  private static final Key<String> CONTRACT =
      Key.optional(
          "contract",
          Types.TEXT,
          "the schema that the output must have: Spark DDL, or a .ddl or .json file beside the"
              + " conf");
  private static final Key<Severity> OTHERWISE =
      Severities.otherwise("reject", "what any other change does");

  static final Section SECTION =
      new Section(
          "output",
          "The table that the job publishes. A job with several has `outputs` instead: the same"
              + " block by the name that the job's code uses.",
          Stream.of(
                  List.of(
                      NAME,
                      FORMAT,
                      PATH,
                      WriteReader.WRITE,
                      WriteReader.PARTITION_BY,
                      WriteReader.PARTITION,
                      WriteReader.REPLACE_WHERE,
                      WriteReader.KEYS,
                      WriteReader.WHEN_MISSING,
                      PROPERTIES,
                      RetentionReader.RETENTION,
                      SCHEMA,
                      VOLUME,
                      QUALITY,
                      ETA),
                  JdbcReader.TARGET)
              .flatMap(List::stream)
              .toArray(Key<?>[]::new));
  static final Section SCHEMA_SECTION =
      new Section(
          "output.schema",
          "Which differences from the table's schema a run may bring.",
          ALLOW,
          CONTRACT,
          OTHERWISE);

  private final FileFinder files;
  private final WriteReader write;
  private final VolumeReader volume;
  private final QualityReader quality;
  private final JdbcReader jdbc;

  OutputReader(
      FileFinder files,
      WriteReader write,
      VolumeReader volume,
      QualityReader quality,
      JdbcReader jdbc) {
    this.files = files;
    this.write = write;
    this.volume = volume;
    this.quality = quality;
    this.jdbc = jdbc;
  }

  Supplier<OutputConfig> read(String key, Block block) {
    var name = block.read(NAME);
    var format = block.read(FORMAT);
    var path = block.read(PATH);
    var written = write.read(block);
    var properties = block.read(PROPERTIES).orElse(Map.of());
    var schema = schema(block.blockOrEmpty(SCHEMA, SCHEMA_SECTION));
    var policy = volume.read(block.blockOrEmpty(VOLUME, VolumeReader.SECTION));
    var rules = quality.read(block.read(QUALITY).orElse(List.of()), block.reading());
    boolean isJdbc = format.filter(Format.JDBC::equals).isPresent();
    var target = isJdbc ? Optional.of(jdbc.target(block)) : Optional.<Found<JdbcTarget>>empty();
    checkFormat(isJdbc, block);
    var retention =
        isJdbc ? Retention.NONE : RetentionReader.read(block, written.partitionBy(), properties);
    return () ->
        new OutputConfig(
            key,
            name.orElseThrow(),
            target.map(found -> found.location().get()).or(() -> path).orElseThrow(),
            written.mode().get(),
            written.partitionBy(),
            written.partition(),
            written.replaceWhere(),
            written.keys(),
            written.whenMissing(),
            properties,
            schema.get(),
            policy.get(),
            rules.get(),
            target.map(found -> found.value().get()),
            retention);
  }

  private static void checkFormat(boolean isJdbc, Block block) {
    if (isJdbc) {
      JdbcReader.refuseForeign(
          block, PATH, PROPERTIES, WriteReader.WHEN_MISSING, RetentionReader.RETENTION);
      WriteReader.refuse(block, WriteMode.DYNAMIC_PARTITIONS, "a database has no partitions");
      return;
    }
    WriteReader.refuse(block, WriteMode.SCD2, "it is for tables of a database");
    if (!block.has(PATH)) {
      block.reportMissing(PATH, "it is " + PATH.help());
    }
    JdbcReader.refuse(block, JdbcReader.TARGET);
  }

  private Supplier<SchemaPolicy> schema(Block block) {
    var allow = block.read(ALLOW);
    var contract =
        block
            .read(CONTRACT)
            .flatMap(text -> files.schema(block.at(CONTRACT), text, block.reading()));
    var otherwise = block.read(OTHERWISE);
    return () ->
        new SchemaPolicy(
            new LinkedHashSet<>(allow.orElseThrow()), contract, otherwise.orElseThrow());
  }
}
