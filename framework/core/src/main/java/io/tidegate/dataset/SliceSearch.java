package io.tidegate.dataset;

import io.tidegate.config.JdbcSource.Watermark;
import io.tidegate.jdbc.ReadColumn;
import io.tidegate.jdbc.ReadColumn.Kind;
import io.tidegate.jdbc.ReadSession;
import io.tidegate.ledger.InputVersion.Mark;
import io.tidegate.ledger.InputVersion.Slice;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the slice of a table that a run has to read. */
final class SliceSearch {

  private final String input;
  private final Watermark watermark;
  private final SourceSql source;
  private final ReadSession session;
  private final ReadColumn column;
  private final Optional<ReadColumn> tie;

  /**
   * @param columns the source's
   * @throws UserException when the watermark's columns are not there, or are none that grow
   */
  SliceSearch(
      String input,
      Watermark watermark,
      SourceSql source,
      ReadSession session,
      List<ReadColumn> columns) {
    this.input = input;
    this.watermark = watermark;
    this.source = source;
    this.session = session;
    this.column = find("column", watermark.column(), columns);
    this.tie =
        watermark
            .tieBreaker()
            .filter(name -> !name.equals(watermark.column()))
            .map(name -> find("tie-breaker", name, columns));
    boolean timed = !watermark.lag().isZero() || !watermark.again().isZero();
    if (timed && column.kind() != Kind.TIME) {
      throw mistake(
          "column", column.name() + " is " + column.type() + ", and lag and again are for times");
    }
  }

  private ReadColumn find(String key, String name, List<ReadColumn> columns) {
    return columns.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(() -> mistake(key, "there is no column " + name));
  }

  private UserException mistake(String key, String message) {
    return new UserException(
        Problem.at(Place.key("inputs." + input + ".watermark." + key), message));
  }

  /**
   * @param slices of the job's published runs
   */
  Slice find(Slices slices) {
    Optional<Mark> after = after(slices);
    Optional<Mark> upTo =
        slices.next(input).map(Slice::after).orElseGet(() -> greatest(after).or(() -> after));
    return new Slice(column.name(), after, upTo);
  }

  private Optional<Mark> after(Slices slices) {
    Optional<Slice> last = slices.last(input);
    Optional<Slice> other = last.filter(slice -> !slice.column().equals(column.name()));
    if (other.isPresent() && watermark.start().isEmpty()) {
      throw mistake(
          "column",
          "was %s until now, of which the last run read up to %s: say by start where %s begins"
              .formatted(
                  other.get().column(),
                  other.get().upTo().map(Mark::value).orElse("nothing"),
                  column.name()));
    }
    return last.filter(slice -> other.isEmpty())
        .flatMap(Slice::upTo)
        .or(() -> watermark.start().map(start -> new Mark(start, Optional.empty())));
  }

  /** The last row that this run takes; empty when there is none after the mark. */
  private Optional<Mark> greatest(Optional<Mark> after) {
    String value = source.quoted(column.name());
    SourceSql fresh = source.and(after.map(this::behind).stream().toList()).and(settled());
    if (tie.isPresent()) {
      String by = source.quoted(tie.get().name());
      return session
          .first(
              // Named, or the order would be that of the texts, which have the columns' names.
              fresh.select(text(value) + " AS tidegate_mark, " + text(by) + " AS tidegate_tie")
                  + " ORDER BY %s DESC, %s DESC LIMIT 1".formatted(value, by))
          .map(row -> new Mark(row.get(0).orElseThrow(), row.get(1)));
    }
    return max(fresh, value)
        .flatMap(max -> closed() ? Optional.of(max) : below(fresh, value, max))
        .map(max -> new Mark(max, Optional.empty()));
  }

  /** Whether no further row can come with the greatest value. */
  private boolean closed() {
    return watermark.tieBreaker().isPresent() || !watermark.lag().isZero();
  }

  private Optional<String> below(SourceSql fresh, String value, String max) {
    return max(fresh.and(value + " < " + typed(max)), value);
  }

  private Optional<String> max(SourceSql fresh, String value) {
    return session.first(fresh.select(text("MAX(" + value + ")"))).flatMap(row -> row.get(0));
  }

  private List<String> settled() {
    var conditions = new ArrayList<String>();
    conditions.add(source.quoted(column.name()) + " IS NOT NULL");
    tie.ifPresent(by -> conditions.add(source.quoted(by.name()) + " IS NOT NULL"));
    if (!watermark.lag().isZero()) {
      String now = source.reading().now(column);
      conditions.add(
          source.quoted(column.name()) + " <= " + source.reading().earlier(now, watermark.lag()));
    }
    return conditions;
  }

  /** The conditions under which a row is in the slice. */
  List<String> conditions(Slice slice) {
    if (slice.isEmpty()) {
      return List.of("1 = 0");
    }
    var conditions = new ArrayList<String>();
    slice.after().map(this::again).ifPresent(conditions::add);
    slice.upTo().map(mark -> compared(mark, "<=")).ifPresent(conditions::add);
    return conditions;
  }

  private String again(Mark mark) {
    return watermark.again().isZero()
        ? behind(mark)
        : source.quoted(column.name())
            + " > "
            + source.reading().earlier(typed(mark.value()), watermark.again());
  }

  private String behind(Mark mark) {
    return compared(mark, ">");
  }

  /** Rows of one value are told apart by the tie breaker, where the mark has one. */
  private String compared(Mark mark, String operator) {
    String value = source.quoted(column.name());
    if (tie.isEmpty() || mark.tie().isEmpty()) {
      return value + " " + operator + " " + typed(mark.value());
    }
    return "(%s, %s) %s (%s, %s)"
        .formatted(
            value,
            source.quoted(tie.get().name()),
            operator,
            typed(mark.value()),
            source.reading().typed(mark.tie().get(), tie.get().type()));
  }

  /** Counts what no slice can have; 0 without asking where the database promises that. */
  long withoutMark() {
    var nullable = new ArrayList<String>();
    if (column.nullable()) {
      nullable.add(source.quoted(column.name()) + " IS NULL");
    }
    tie.filter(ReadColumn::nullable)
        .ifPresent(by -> nullable.add(source.quoted(by.name()) + " IS NULL"));
    return nullable.isEmpty()
        ? 0
        : session
            .first(source.and("(" + String.join(" OR ", nullable) + ")").select("COUNT(*)"))
            .flatMap(row -> row.get(0))
            .map(Long::parseLong)
            .orElse(0L);
  }

  private String typed(String text) {
    return source.reading().typed(text, column.type());
  }

  private String text(String expression) {
    return source.reading().text(expression);
  }
}
