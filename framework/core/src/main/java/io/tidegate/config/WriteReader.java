package io.tidegate.config;

import io.tidegate.config.OutputConfig.PartitionValue;
import io.tidegate.problem.Closest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads how an output is written: its write mode and the keys that only some modes have. */
final class WriteReader {

  static final Key<WriteMode> WRITE =
      Key.required(
          "write",
          EnumType.of("write mode", WriteMode.class),
          "what a publish replaces in the table");
  static final Key<List<String>> PARTITION_BY =
      Key.preset("partition-by", Types.COLUMNS, "[]", "the table's partition columns, in order");
  static final Key<Node> PARTITION =
      Key.block(
          "partition",
          "replace-partition only: the partition that a run replaces; by default the single"
              + " partition column and the logical date");
  static final Key<String> REPLACE_WHERE =
      Key.optional(
          "replace-where",
          Types.TEXT,
          "replace-where only, and merge with when-missing = delete: a SQL predicate for the rows"
              + " that a run replaces, or may delete");
  static final Key<List<String>> KEYS =
      Key.optional("keys", Types.COLUMNS, "merge and scd2 only: the columns that tell rows apart");
  static final Key<WhenMissing> WHEN_MISSING =
      Key.preset(
          "when-missing",
          EnumType.of("choice", WhenMissing.class),
          "keep",
          "merge only: what becomes of the table's rows whose keys the new rows do not have");

  private static final Set<WriteMode> WITH_KEYS = Set.of(WriteMode.MERGE, WriteMode.SCD2);

  private static final Key<String> COLUMN =
      Key.optional("column", Types.COLUMN, "one of partition-by; may be left out when it has one");
  private static final Key<String> VALUE =
      Key.optional("value", Types.TEXT, "the partition's value; the logical date by default");

  static final Section PARTITION_SECTION =
      new Section(
          "output.partition",
          "The partition that a run with `write = replace-partition` replaces.",
          COLUMN,
          VALUE);

  /**
   * What the keys came to; {@code mode} may be asked once nothing was reported.
   *
   * @param partition {@code REPLACE_PARTITION} only
   */
  record Write(
      Supplier<WriteMode> mode,
      List<String> partitionBy,
      Optional<PartitionValue> partition,
      Optional<String> replaceWhere,
      List<String> keys,
      WhenMissing whenMissing) {}

  private final LogicalDate date;

  WriteReader(LogicalDate date) {
    this.date = date;
  }

  Write read(Block block) {
    var mode = block.read(WRITE);
    var partitionBy = block.read(PARTITION_BY);
    var replaceWhere = block.read(REPLACE_WHERE);
    var keys = block.read(KEYS);
    var whenMissing = block.read(WHEN_MISSING).orElse(WhenMissing.KEEP);
    mode.ifPresent(m -> checkMode(m, whenMissing, block));
    var partition =
        mode.filter(WriteMode.REPLACE_PARTITION::equals)
            .flatMap(m -> partitionBy)
            .flatMap(columns -> partition(block, columns));
    return new Write(
        mode::orElseThrow,
        partitionBy.orElse(List.of()),
        partition,
        replaceWhere,
        keys.orElse(List.of()),
        whenMissing);
  }

  private Optional<PartitionValue> partition(Block output, List<String> partitionBy) {
    var block = output.blockOrEmpty(PARTITION, PARTITION_SECTION);
    var column = block.read(COLUMN);
    var value = block.read(VALUE);
    column.ifPresent(name -> checkColumn(block, name, partitionBy));
    if (!block.has(COLUMN) && partitionBy.size() > 1) {
      output.reportMissing(
          PARTITION, "there are several partition columns: name the one to replace");
    }
    if (!block.has(COLUMN) && partitionBy.size() == 1) {
      block.derive(COLUMN, partitionBy.get(0));
    }
    if (!block.has(VALUE)) {
      block.derive(VALUE, date.toString());
    }
    return column
        .or(() -> partitionBy.stream().findFirst())
        .map(name -> new PartitionValue(name, value.orElseGet(date::toString)));
  }

  /** Of a kind of table that cannot be written so. */
  static void refuse(Block block, WriteMode mode, String why) {
    if (block
        .node()
        .child(WRITE.name())
        .flatMap(Node::text)
        .filter(EnumType.word(mode)::equals)
        .isPresent()) {
      block.report(WRITE, "cannot be " + EnumType.word(mode) + " here", why);
    }
  }

  private static void checkMode(WriteMode mode, WhenMissing whenMissing, Block block) {
    boolean predicate = mode == WriteMode.REPLACE_WHERE;
    if (predicate && !block.has(REPLACE_WHERE)) {
      block.reportMissing(REPLACE_WHERE, "write = replace-where needs the predicate");
    }
    boolean deletes = mode == WriteMode.MERGE && whenMissing == WhenMissing.DELETE;
    if (!predicate && !deletes && block.has(REPLACE_WHERE)) {
      block.report(
          REPLACE_WHERE,
          "is not used by write = " + EnumType.word(mode),
          mode == WriteMode.MERGE ? "it goes with when-missing = delete" : "leave it out");
    }
    if (mode != WriteMode.MERGE && block.has(WHEN_MISSING)) {
      block.report(WHEN_MISSING, "is not used by write = " + EnumType.word(mode), "leave it out");
    }
    if (WITH_KEYS.contains(mode) && isEmpty(block, KEYS)) {
      block.reportMissing(KEYS, "write = " + EnumType.word(mode) + " needs the keys of the rows");
    }
    if (!WITH_KEYS.contains(mode) && block.has(KEYS)) {
      block.report(KEYS, "is not used by write = " + EnumType.word(mode), "leave it out");
    }
    if (mode != WriteMode.REPLACE_PARTITION && block.has(PARTITION)) {
      block.report(PARTITION, "is not used by write = " + EnumType.word(mode), "leave it out");
    }
    boolean partitions =
        mode == WriteMode.REPLACE_PARTITION || mode == WriteMode.DYNAMIC_PARTITIONS;
    if (partitions && isEmpty(block, PARTITION_BY)) {
      block.reportMissing(
          PARTITION_BY, "write = " + EnumType.word(mode) + " needs the partition columns");
    }
  }

  private static void checkColumn(Block block, String column, List<String> partitionBy) {
    if (!partitionBy.contains(column) && !partitionBy.isEmpty()) {
      String known = "one of " + String.join(", ", partitionBy);
      String hint = Closest.hint(column, partitionBy, known);
      block.report(COLUMN, Shown.text(column) + " is not in partition-by", hint);
    }
  }

  private static boolean isEmpty(Block block, Key<?> list) {
    return !block.has(list) || block.at(list).elements().filter(List::isEmpty).isPresent();
  }
}
