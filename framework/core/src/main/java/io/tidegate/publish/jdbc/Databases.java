package io.tidegate.publish.jdbc;

import io.tidegate.config.DatabaseConfig;
import io.tidegate.jdbc.Database;
import io.tidegate.jdbc.TableName;
import io.tidegate.problem.UserException;
import java.util.Collection;
import java.util.List;

/** The databases that a run can reach. */
final class Databases {

  private final List<DatabaseConfig> known;

  Databases(Collection<DatabaseConfig> known) {
    this.known = List.copyOf(known);
  }

  /**
   * @param path what {@link DatabaseConfig#location} made
   * @throws UserException when it is in none that is known
   */
  Place place(String path) {
    DatabaseConfig found =
        known.stream()
            .filter(config -> config.has(path))
            .findFirst()
            .orElseThrow(
                () ->
                    new UserException(
                        "nothing says how to log in to the database of " + path,
                        "give --conf CONF of a job whose databases have it"));
    return new Place(Database.of(found), path, TableName.parse(DatabaseConfig.table(path)));
  }
}
