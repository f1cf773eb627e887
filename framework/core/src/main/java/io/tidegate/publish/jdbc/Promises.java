package io.tidegate.publish.jdbc;

import io.tidegate.jdbc.CheckConstraint;
import io.tidegate.jdbc.Statements;
import io.tidegate.jdbc.TableColumn;
import io.tidegate.jdbc.TableName;
import io.tidegate.publish.BrokenConstraintException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * What the table, or the write mode, says of each row, counted in the staged rows: what the load
 * would find after the audit, and at the first row.
 */
final class Promises {

  private record Promise(String holds, LongFunction<BrokenConstraintException> broken) {}

  private final Place place;
  private final StagedLoad load;
  private final List<Promise> promises = new ArrayList<>();

  Promises(Place place, StagedLoad load) {
    this.place = place;
    this.load = load;
    load.columns().stream()
        .filter(column -> !column.nullable() || load.keys().contains(column.name()))
        .forEach(column -> notNull(column.name()));
    load.replaced().ifPresent(this::replaced);
  }

  private void notNull(String column) {
    promises.add(
        new Promise(
            place.sql(column) + " IS NOT NULL",
            rows -> BrokenConstraintException.notNull(column, rows + " rows without it")));
  }

  private void replaced(String predicate) {
    promises.add(
        new Promise(
            "coalesce((" + predicate + "), false)",
            rows -> BrokenConstraintException.replaced(predicate)));
  }

  private void check(CheckConstraint check) {
    promises.add(
        new Promise(
            "coalesce((" + check.condition() + "), true)",
            rows ->
                BrokenConstraintException.check(
                    check.name(), check.condition(), rows + " rows that do not satisfy it")));
  }

  /**
   * @throws BrokenConstraintException of the first that rows break
   */
  void require(Statements sql) throws SQLException {
    place.loading().checks(sql.connection(), place.table()).stream()
        .filter(this::isOfStagedColumns)
        .forEach(this::check);
    requireEach(sql);
    requireOnce(sql);
  }

  /** A condition on a column that the database fills cannot be looked at before. */
  private boolean isOfStagedColumns(CheckConstraint check) {
    return load.found().stream()
        .map(TableColumn::name)
        .filter(name -> !load.names().contains(name))
        .noneMatch(check.condition()::contains);
  }

  private void requireEach(Statements sql) throws SQLException {
    if (promises.isEmpty()) {
      return;
    }
    String counts =
        promises.stream()
            .map(promise -> "coalesce(sum(CASE WHEN " + promise.holds() + " THEN 0 ELSE 1 END), 0)")
            .collect(Collectors.joining(", "));
    List<Long> broken =
        sql.query(
                row -> {
                  var all = new ArrayList<Long>();
                  for (int i = 1; i <= promises.size(); i++) {
                    all.add(row.getLong(i));
                  }
                  return all;
                },
                "SELECT " + counts + " FROM " + stage())
            .get(0);
    for (int i = 0; i < broken.size(); i++) {
      if (broken.get(i) > 0) {
        throw promises.get(i).broken().apply(broken.get(i));
      }
    }
  }

  private void requireOnce(Statements sql) throws SQLException {
    if (load.keys().isEmpty() || isOnce(sql)) {
      return;
    }
    long twice =
        sql.number(
            "SELECT count(*) FROM (SELECT 1 FROM %s GROUP BY %s HAVING count(*) > 1) AS twice"
                .formatted(stage(), place.columns("", load.keys())));
    if (twice > 0) {
      String keys = String.join(", ", load.keys());
      throw new BrokenConstraintException(
          "keys",
          "one row for each " + keys,
          twice + " of them with more",
          "leave one row for each " + keys + " in the transform, or name other keys");
    }
  }

  private boolean isOnce(Statements sql) throws SQLException {
    return place.loading().findsUnique(sql.connection(), table(), load.keys());
  }

  private String stage() {
    return place.sql(table());
  }

  private TableName table() {
    return place.table().sibling(load.stage());
  }
}
