package io.tidegate.config;

import java.util.Map;
import java.util.Optional;

/**
 * A database that inputs are read from and outputs are written to.
 *
 * @param name the key in the conf
 * @param url the JDBC URL, without credentials
 * @param properties handed to the JDBC driver
 */
public record DatabaseConfig(
    String name,
    String url,
    Optional<String> user,
    Optional<Secret> password,
    Map<String, String> properties) {

  /** With secrets masked. */
  @Override
  public String toString() {
    return "DatabaseConfig[name=%s, url=%s, user=%s, password=%s, properties=%s]"
        .formatted(name, url, user, password, Secrets.mask(properties));
  }

  DatabaseConfig with(Optional<Secret> fetched) {
    return new DatabaseConfig(name, url, user, fetched, properties);
  }

  /**
   * What a table is called in the ledger: the URL without the driver's parameters, and the table.
   *
   * @param table may be anything that names what is read or written
   */
  public String location(String table) {
    return url.replaceFirst("[?;].*", "") + LOCATION_SEPARATOR + table;
  }

  /** Whether the path of a dataset is one that {@link #location} made. */
  public static boolean isLocation(String path) {
    return path.startsWith(SCHEME) && path.contains(LOCATION_SEPARATOR);
  }

  /** Whether {@link #location} of this database made the path. */
  public boolean has(String path) {
    return path.startsWith(location(""));
  }

  /** The table in what {@link #location} made. */
  public static String table(String path) {
    return path.substring(path.indexOf(LOCATION_SEPARATOR) + 1);
  }

  /** The URL in what {@link #location} made. */
  public static String url(String path) {
    return path.substring(0, path.indexOf(LOCATION_SEPARATOR));
  }

  static final String SCHEME = "jdbc:";

  private static final String LOCATION_SEPARATOR = "#";
}
