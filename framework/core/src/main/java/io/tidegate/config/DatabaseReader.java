package io.tidegate.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the databases of a conf. */
final class DatabaseReader {

  static final Key<Node> DATABASES =
      Key.block("databases", "databases that inputs and outputs with `format = jdbc` name");

  private static final Key<String> URL =
      Key.required("url", Types.JDBC_URL, "where the database is");
  private static final Key<String> USER = Key.optional("user", Types.TEXT, "who logs in");
  private static final Key<Secret> PASSWORD =
      Key.optional("password", new SecretType(), "the user's password, or where it is kept");
  private static final Key<Map<String, String>> PROPERTIES =
      Key.optional("properties", Types.PROPERTIES, "handed to the JDBC driver");

  static final Section SECTION =
      new Section(
          "databases.NAME",
          "A database, by a name that inputs and outputs refer to. Its JDBC driver must be on the"
              + " class path; PostgreSQL's comes with Tidegate.",
          URL,
          USER,
          PASSWORD,
          PROPERTIES);

  private DatabaseReader() {}

  /** Those that are wrong have been reported; they are in the map's keys all the same. */
  static Map<String, Optional<DatabaseConfig>> read(Block root) {
    var found = new LinkedHashMap<String, Optional<DatabaseConfig>>();
    root.named(DATABASES, SECTION).forEach((name, block) -> found.put(name, database(name, block)));
    return found;
  }

  private static Optional<DatabaseConfig> database(String name, Block block) {
    var user = block.read(USER);
    var password = block.read(PASSWORD);
    var properties = block.read(PROPERTIES).orElse(Map.of());
    return block.read(URL).map(url -> new DatabaseConfig(name, url, user, password, properties));
  }
}
