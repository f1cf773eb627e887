package io.tidegate.publish.jdbc;

import io.tidegate.config.DatabaseConfig;
import java.util.List;

/** A database of a test's own. */
interface TestDatabase {

  DatabaseConfig config();

  void execute(String... statements);

  /** The rows as text, columns divided by {@code |}, null as {@code null}. */
  List<String> rows(String query);
}
