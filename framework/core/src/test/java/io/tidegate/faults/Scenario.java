package io.tidegate.faults;

import java.util.List;

/** A way to publish, with what was published before the run that is disturbed. */
enum Scenario {
  APPEND("append", Earlier.ONE_DAY),
  NEW_TABLE("append", Earlier.NOTHING),
  OVERWRITE("overwrite", Earlier.TWO_DAYS),
  REPLACE_PARTITION("replace-partition, partition-by = [day]", Earlier.TWO_DAYS),
  DYNAMIC_PARTITIONS("dynamic-partitions, partition-by = [day, parity]", Earlier.TWO_DAYS),
  REPLACE_WHERE("replace-where, replace-where = \"day = '\"${logical-date}\"'\"", Earlier.TWO_DAYS),
  MERGE("merge, keys = [day, id]", Earlier.TWO_DAYS),
  SEVERAL_OUTPUTS("replace-partition, partition-by = [day]", Earlier.TWO_DAYS),
  QUARANTINE("replace-partition, partition-by = [day]", Earlier.TWO_DAYS),
  STAGED_APPEND("append", Earlier.ONE_DAY),
  STAGED_REPLACE("replace-partition, partition-by = [day]", Earlier.TWO_DAYS);

  /** What is published before; of two days the second is published again by the disturbed run. */
  enum Earlier {
    NOTHING,
    ONE_DAY,
    TWO_DAYS
  }

  private final String write;
  private final Earlier earlier;

  Scenario(String write, Earlier earlier) {
    this.write = write;
    this.earlier = earlier;
  }

  /** As a conf has it. */
  String write() {
    return write;
  }

  Earlier earlier() {
    return earlier;
  }

  boolean appends() {
    return write.equals("append");
  }

  String strategy() {
    return name().startsWith("STAGED") ? "staged" : "direct";
  }

  /** The tables that a run may write, by the names of their directories. */
  List<String> tables() {
    return switch (this) {
      case SEVERAL_OUTPUTS -> List.of("orders", "days");
      case QUARANTINE -> List.of("orders", "orders__quarantine");
      default -> List.of("orders");
    };
  }

  /** As a table of results names it. */
  String label() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
