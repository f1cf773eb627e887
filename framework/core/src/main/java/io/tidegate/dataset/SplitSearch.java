package io.tidegate.dataset;

import io.tidegate.config.JdbcSource.By;
import io.tidegate.config.JdbcSource.Split;
import io.tidegate.jdbc.ReadColumn;
import io.tidegate.jdbc.ReadColumn.Kind;
import io.tidegate.jdbc.ReadSession;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shares a source's rows out among connections: each row is in exactly one part. */
final class SplitSearch {

  /** What the parts' conditions speak of: selected beside the source's columns. */
  static final String MARKER = "tidegate_split";

  private final String input;
  private final SourceSql source;
  private final ReadSession session;
  private final List<ReadColumn> columns;

  SplitSearch(String input, SourceSql source, ReadSession session, List<ReadColumn> columns) {
    this.input = input;
    this.source = source;
    this.session = session;
    this.columns = columns;
  }

  /**
   * @param marker what is selected as {@link #MARKER}
   * @param conditions of the parts
   */
  record Parts(Optional<String> marker, List<String> conditions) {
    static final Parts ONE = new Parts(Optional.empty(), List.of("1 = 1"));
  }

  /**
   * @throws UserException when the column is not there, or its values make no ranges
   */
  Parts parts(Split split) {
    ReadColumn column =
        columns.stream()
            .filter(c -> c.name().equals(split.column()))
            .findFirst()
            .orElseThrow(() -> mistake("there is no column " + split.column(), ""));
    return split.by() == By.HASH ? hashed(split, column) : ranges(split, divisible(column));
  }

  private Parts hashed(Split split, ReadColumn column) {
    String part = source.reading().part(source.quoted(column.name()), split.parts());
    var conditions = new ArrayList<String>();
    for (int i = 0; i < split.parts(); i++) {
      conditions.add(marker() + " = " + i);
    }
    return new Parts(Optional.of(part), conditions);
  }

  /** With what is compared as its expression. */
  private ReadColumn divisible(ReadColumn column) {
    Optional<ReadColumn> numbers =
        column.kind() == Kind.TIME ? source.reading().numbers(column) : Optional.empty();
    return numbers.orElseGet(
        () ->
            new ReadColumn(
                column.name(),
                column.type(),
                source.quoted(column.name()),
                column.conversion(),
                column.kind(),
                column.nullable()));
  }

  private Parts ranges(Split split, ReadColumn column) {
    if (column.kind() != Kind.NUMBER && column.kind() != Kind.TIME) {
      throw mistake(
          column.name() + " is " + column.type() + ", of which no ranges can be made",
          "write by = hash");
    }
    String value = column.expression();
    String ends =
        source.reading().text("MIN(" + value + ")")
            + ", "
            + source.reading().text("MAX(" + value + ")");
    return session
        .first(source.select(ends))
        .filter(row -> row.get(0).isPresent() && !row.get(0).equals(row.get(1)))
        .map(row -> bounds(split, column, row.get(0).orElseThrow(), row.get(1).orElseThrow()))
        .map(bounds -> new Parts(Optional.of(value), conditions(bounds)))
        .orElse(Parts.ONE);
  }

  /** What divides the parts, ascending; one fewer than there are parts. */
  private List<String> bounds(Split split, ReadColumn column, String min, String max) {
    var bounds = new ArrayList<String>();
    for (int i = 1; i < split.parts(); i++) {
      bounds.add(
          column.kind() == Kind.NUMBER
              ? number(column, new BigDecimal(min), new BigDecimal(max), i, split.parts())
              : time(column, min, max, i, split.parts()));
    }
    return bounds;
  }

  private String number(ReadColumn column, BigDecimal min, BigDecimal max, int i, int parts) {
    BigDecimal bound =
        max.subtract(min)
            .multiply(BigDecimal.valueOf(i))
            .divide(BigDecimal.valueOf(parts), 10, RoundingMode.FLOOR)
            .add(min);
    boolean whole = column.type().startsWith("int");
    BigInteger rounded = bound.setScale(0, RoundingMode.FLOOR).unscaledValue();
    return source
        .reading()
        .typed(whole ? rounded.toString() : bound.toPlainString(), column.type());
  }

  /** The database computes with its own times. */
  private String time(ReadColumn column, String min, String max, int i, int parts) {
    String first = source.reading().typed(min, column.type());
    String last = source.reading().typed(max, column.type());
    return "(%s + (%s - %s) * %d / %d)".formatted(first, last, first, i, parts);
  }

  /** A row without a value is in the first part. */
  private List<String> conditions(List<String> bounds) {
    var conditions = new ArrayList<String>();
    String last = "";
    for (String bound : bounds) {
      conditions.add(
          last.isEmpty()
              ? "(%s < %s OR %s IS NULL)".formatted(marker(), bound, marker())
              : "(%s >= %s AND %s < %s)".formatted(marker(), last, marker(), bound));
      last = bound;
    }
    conditions.add(last.isEmpty() ? "1 = 1" : marker() + " >= " + last);
    return conditions;
  }

  private String marker() {
    return source.quoted(MARKER);
  }

  private UserException mistake(String message, String remedy) {
    return new UserException(Problem.at(Place.key("inputs." + input + ".split"), message, remedy));
  }
}
