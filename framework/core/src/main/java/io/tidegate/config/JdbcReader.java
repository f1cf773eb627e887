package io.tidegate.config;

import io.tidegate.config.JdbcSource.By;
import io.tidegate.config.JdbcSource.Isolation;
import io.tidegate.config.JdbcSource.Split;
import io.tidegate.config.JdbcSource.Verify;
import io.tidegate.config.JdbcSource.Watermark;
import io.tidegate.problem.Closest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads the keys of inputs and outputs that only those of databases have. */
final class JdbcReader {

  private static final Key<String> DATABASE =
      Key.optional("database", Types.ALIAS, "jdbc only: one of `databases`");
  private static final Key<String> TABLE =
      Key.optional("table", Types.TABLE, "jdbc only: the table, with its schema");
  private static final Key<String> QUERY =
      Key.optional(
          "query", Types.TEXT, "jdbc only: in place of a table; the database's SQL, one query");
  private static final Key<String> WHERE =
      Key.optional("where", Types.TEXT, "jdbc only: a predicate in the database's SQL");
  private static final Key<Node> WATERMARK =
      Key.block("watermark", "jdbc only: read only what is new since the last published run");
  private static final Key<Node> SPLIT =
      Key.block("split", "jdbc only: read with several connections at once");
  private static final Key<Integer> FETCH_ROWS =
      Key.preset(
          "fetch-rows",
          Numbers.small(1, 1_000_000),
          "10000",
          "jdbc only: rows for each round trip to the database");
  private static final Key<Isolation> ISOLATION =
      Key.preset(
          "isolation",
          EnumType.of("isolation", Isolation.class),
          "snapshot",
          "jdbc only: whether all connections see one state of the database; where it has none"
              + " to share, snapshot is for reads that are not split");
  private static final Key<Verify> VERIFY =
      Key.preset(
          "verify",
          EnumType.of("comparison", Verify.class),
          "count",
          "jdbc only: what the database is asked before it is read; with count, bounds and"
              + " reconcile know how many rows there are");

  /** The keys of an input. */
  static final List<Key<?>> SOURCE =
      List.of(DATABASE, TABLE, QUERY, WHERE, WATERMARK, SPLIT, FETCH_ROWS, ISOLATION, VERIFY);

  private static final Key<String> COLUMN =
      Key.required(
          "column", Types.COLUMN, "grows with every insert, and every update that is to be seen");
  private static final Key<String> TIE_BREAKER =
      Key.optional(
          "tie-breaker",
          Types.COLUMN,
          "grows among rows with one value of column, such as the primary key; column itself where"
              + " its values are unique. Without it and without lag the rows with the greatest value"
              + " wait for the next run");
  private static final Key<String> START =
      Key.optional(
          "start", Types.TEXT, "where the first run begins, exclusive; with everything without it");
  private static final Key<Duration> LAG =
      Key.preset(
          "lag",
          Units.DURATION_OR_ZERO,
          "0s",
          "rows that are younger wait for the next run, as transactions that are still open may"
              + " add some that are older; for a column of times");
  private static final Key<Duration> AGAIN =
      Key.preset(
          "again",
          Units.DURATION_OR_ZERO,
          "0s",
          "how far behind the last watermark to read once more, for rows that came late; needs"
              + " `write = merge` and a column of times");

  static final Section WATERMARK_SECTION =
      new Section(
          "inputs.NAME.watermark",
          "Each run reads the rows after those of the published run of the logical date before, up"
              + " to the greatest that there is.",
          COLUMN,
          TIE_BREAKER,
          START,
          LAG,
          AGAIN);

  private static final Key<String> SPLIT_COLUMN =
      Key.required("column", Types.COLUMN, "whose values say which part a row is in");
  private static final Key<Integer> PARTS =
      Key.required("parts", Numbers.small(1, 1_000), "how many connections");
  private static final Key<By> BY =
      Key.preset(
          "by",
          EnumType.of("way to split", By.class),
          "range",
          "range: equal widths between the least and the greatest value, of numbers, dates or"
              + " times; hash: for any type");

  static final Section SPLIT_SECTION =
      new Section(
          "inputs.NAME.split", "Reads with several connections at once.", SPLIT_COLUMN, PARTS, BY);

  private static final Key<Integer> WRITERS =
      Key.preset(
          "writers", Numbers.small(1, 1_000), "4", "jdbc only: how many connections write at once");
  private static final Key<Integer> BATCH_ROWS =
      Key.preset(
          "batch-rows",
          Numbers.small(1, 1_000_000),
          "5000",
          "jdbc only: rows for each round trip, where the database has no bulk load");

  /** The keys of an output. */
  static final List<Key<?>> TARGET = List.of(DATABASE, TABLE, WRITERS, BATCH_ROWS);

  private final Map<String, Optional<DatabaseConfig>> databases;

  JdbcReader(Map<String, Optional<DatabaseConfig>> databases) {
    this.databases = databases;
  }

  /** What the keys came to, and what the dataset is called; asked once nothing was reported. */
  record Found<T>(Supplier<T> value, Supplier<String> location) {}

  Found<JdbcSource> source(Block block) {
    var database = database(block);
    var table = block.read(TABLE);
    var query = block.read(QUERY);
    var where = block.read(WHERE);
    var watermark = block.block(WATERMARK, WATERMARK_SECTION).map(JdbcReader::watermark);
    var split = block.block(SPLIT, SPLIT_SECTION).map(JdbcReader::split);
    var fetchRows = block.read(FETCH_ROWS);
    var isolation = block.read(ISOLATION);
    var verify = block.read(VERIFY);
    if (block.has(TABLE) == block.has(QUERY)) {
      block.reportMissing(TABLE, "an input of a database has a table or a query, one of the two");
    }
    return new Found<>(
        () ->
            new JdbcSource(
                database.orElseThrow().name(),
                table.or(() -> query).orElseThrow(),
                query.isPresent(),
                where,
                watermark.map(Supplier::get),
                split.map(Supplier::get),
                fetchRows.orElseThrow(),
                isolation.orElseThrow(),
                verify.orElseThrow()),
        () -> database.orElseThrow().location(table.orElse(QUERY.name())));
  }

  private static Supplier<Watermark> watermark(Block block) {
    var column = block.read(COLUMN);
    var tieBreaker = block.read(TIE_BREAKER);
    var start = block.read(START);
    var lag = block.read(LAG);
    var again = block.read(AGAIN);
    return () ->
        new Watermark(
            column.orElseThrow(), tieBreaker, start, lag.orElseThrow(), again.orElseThrow());
  }

  private static Supplier<Split> split(Block block) {
    var column = block.read(SPLIT_COLUMN);
    var parts = block.read(PARTS);
    var by = block.read(BY);
    return () -> new Split(column.orElseThrow(), parts.orElseThrow(), by.orElseThrow());
  }

  Found<JdbcTarget> target(Block block) {
    var database = database(block);
    var table = block.read(TABLE);
    var writers = block.read(WRITERS);
    var batchRows = block.read(BATCH_ROWS);
    if (!block.has(TABLE)) {
      block.reportMissing(TABLE, "it is the table to write, with its schema");
    }
    return new Found<>(
        () ->
            new JdbcTarget(
                database.orElseThrow().name(),
                table.orElseThrow(),
                writers.orElseThrow(),
                batchRows.orElseThrow()),
        () -> database.orElseThrow().location(table.orElseThrow()));
  }

  private Optional<DatabaseConfig> database(Block block) {
    if (!block.has(DATABASE)) {
      block.reportMissing(DATABASE, "it is one of databases");
    }
    var name = block.read(DATABASE);
    name.filter(n -> !databases.containsKey(n))
        .ifPresent(
            n ->
                block.report(
                    DATABASE,
                    "there is no databases." + n,
                    Closest.hint(n, databases.keySet(), "the conf has " + databases.keySet())));
    return name.flatMap(n -> databases.getOrDefault(n, Optional.empty()));
  }

  /** Of inputs and outputs that are no tables of a database. */
  static void refuse(Block block, List<Key<?>> keys) {
    keys.stream()
        .filter(block::has)
        .forEach(key -> block.report(key, "is only for format = jdbc", "leave it out"));
  }

  /** Keys that mean nothing for a table of a database. */
  static void refuseForeign(Block block, Key<?>... keys) {
    Stream.of(keys)
        .filter(block::has)
        .forEach(key -> block.report(key, "is not for format = jdbc", "leave it out"));
  }
}
