package io.tidegate.jdbc;

import io.tidegate.config.DatabaseConfig;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.util.List;
import java.util.stream.Collectors;

/** The dialects that are known. */
final class Dialects {

  private static final List<Dialect> ALL = List.of(new PostgresDialect(), new DuckDbDialect());

  private Dialects() {}

  static Dialect of(DatabaseConfig config) {
    return ALL.stream()
        .filter(dialect -> config.url().startsWith(dialect.urlPrefix()))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    Problem.at(
                        Place.key("databases." + config.name() + ".url"),
                        "is of a database that Tidegate does not know",
                        "it knows "
                            + ALL.stream()
                                .map(Dialect::urlPrefix)
                                .collect(Collectors.joining(", ")))));
  }
}
