package io.tidegate.dataset;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.config.InputConfig;
import io.tidegate.config.JdbcSource;
import io.tidegate.config.JdbcSource.Isolation;
import io.tidegate.config.JdbcSource.Verify;
import io.tidegate.dataset.SplitSearch.Parts;
import io.tidegate.jdbc.Database;
import io.tidegate.jdbc.ReadColumn;
import io.tidegate.jdbc.ReadColumn.Kind;
import io.tidegate.jdbc.ReadSession;
import io.tidegate.ledger.InputVersion;
import io.tidegate.ledger.InputVersion.Slice;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * A table of a database, or a query. Everything that is asked before the rows are read, the rows
 * themselves and their number are of one state of the database, where it can share one.
 */
final class JdbcInputs {

  private final SparkSession spark;
  private final InputConfig config;
  private final JdbcSource source;
  private final Database database;
  private final Slices slices;
  private final Instant now;

  JdbcInputs(
      SparkSession spark,
      InputConfig config,
      JdbcSource source,
      Database database,
      Slices slices,
      Instant now) {
    this.spark = spark;
    this.config = config;
    this.source = source;
    this.database = database;
    this.slices = slices;
    this.now = now.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The input owns the session that it is read in, and ends it when it is closed. */
  Input resolve() {
    ReadSession session = ReadSession.open(database, source);
    try {
      requireShared(session);
      return resolve(session);
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  private void requireShared(ReadSession session) {
    boolean wanted = source.isolation() == Isolation.SNAPSHOT && source.split().isPresent();
    if (wanted && session.joining().isEmpty()) {
      throw new UserException(
          Problem.at(
              Place.key("inputs." + config.name() + ".isolation"),
              "connections to this database cannot share a snapshot",
              "write isolation = read-committed, or leave split out"));
    }
  }

  private Input resolve(ReadSession session) {
    SourceSql all = SourceSql.of(database.dialect(), source);
    List<ReadColumn> columns = session.columns(all.all());
    Optional<SliceSearch> search =
        source.watermark().map(mark -> new SliceSearch(config.name(), mark, all, session, columns));
    Optional<Slice> slice = search.map(s -> s.find(slices));
    SourceSql part = all.and(search.map(s -> s.conditions(slice.orElseThrow())).orElse(List.of()));
    var resolution = resolution(slice, search.map(s -> marks(s.withoutMark())).stream().toList());
    var contract = Contract.of(spark, config);
    Optional<Counted> counted =
        source.verify() == Verify.COUNT
            ? Optional.of(count(part, columns, session))
            : Optional.empty();
    try {
      refuseNested(counted);
      contract.requireDistinct(columns.stream().map(ReadColumn::name).toList());
    } catch (UnreadableException e) {
      session.close();
      return resolution.unreadable(contract, e.lines());
    }
    Parts parts =
        source
            .split()
            .map(s -> new SplitSearch(config.name(), part, session, columns).parts(s))
            .orElse(Parts.ONE);
    var rows = new JdbcRows(spark, database, source).of(part, columns, parts, session.joining());
    var named = contract.columns().renamed(rows);
    var readable =
        resolution.readable(
            named,
            new KnownRows(
                resolution.checks(),
                counted.map(c -> OptionalLong.of(c.rows())).orElse(OptionalLong.empty()),
                "verify = nothing: the database was not asked"),
            contract.outcome(contract.differences(rows.schema())));
    var comparison =
        new SourceComparison(session, part, columns, named.schema(), key(), contract.names());
    return new JdbcInput(readable, comparison, session);
  }

  /** What tells the rows apart, as far as the conf says. */
  private Optional<String> key() {
    return source
        .split()
        .map(JdbcSource.Split::column)
        .or(() -> source.watermark().flatMap(JdbcSource.Watermark::tieBreaker));
  }

  /**
   * @param nested the columns that hold arrays of arrays
   */
  private record Counted(long rows, List<String> nested) {}

  private static Counted count(SourceSql sql, List<ReadColumn> columns, ReadSession session) {
    List<ReadColumn> arrays = columns.stream().filter(c -> c.kind() == Kind.ARRAY).toList();
    String nested =
        arrays.stream()
            .map(c -> sql.reading().isNested(sql.quoted(c.name())))
            .map(is -> ", SUM(CASE WHEN " + is + " THEN 1 ELSE 0 END)")
            .collect(Collectors.joining());
    List<Optional<String>> row = session.first(sql.select("COUNT(*)" + nested)).orElseThrow();
    var found = new ArrayList<String>();
    for (int i = 0; i < arrays.size(); i++) {
      if (row.get(i + 1).filter(count -> !count.equals("0")).isPresent()) {
        found.add(arrays.get(i).name());
      }
    }
    return new Counted(Long.parseLong(row.get(0).orElseThrow()), found);
  }

  private static void refuseNested(Optional<Counted> counted) throws UnreadableException {
    List<String> nested = counted.map(Counted::nested).orElse(List.of());
    if (!nested.isEmpty()) {
      throw new UnreadableException(
          nested.stream()
              .map(name -> name + ": holds arrays of arrays; select to_json of it in a query")
              .toList());
    }
  }

  private Resolution resolution(Optional<Slice> slice, List<Finding> marks) {
    var version =
        new InputVersion(
            config.name(), config.path(), "jdbc", OptionalLong.empty(), List.of(), now, 0, slice);
    String what = source.isQuery() ? "the query" : "the table " + source.what();
    String expected = what + " of the database '" + database.name() + "'";
    return new Resolution(
        config, version, expected, found(slice), marks, now, spark.sessionState().newHadoopConf());
  }

  private static String found(Optional<Slice> slice) {
    return slice.map(Slice::toString).orElse("all of it");
  }

  private Finding marks(long without) {
    String column = source.watermark().orElseThrow().column();
    String expected = "every row has " + column;
    return new InputChecks(config)
        .watermark(
            without == 0
                ? new Outcome.Passed(expected, "every row has")
                : new Outcome.Failed(
                    expected, Texts.count(without, "row") + " without, which no run ever reads"));
  }
}
