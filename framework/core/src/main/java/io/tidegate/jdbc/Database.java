package io.tidegate.jdbc;

import io.tidegate.config.DatabaseConfig;
import io.tidegate.config.Secret;
import io.tidegate.problem.UserException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * A database and who logs in to it. Executors get it as a part of their tasks, so it is
 * serializable; it shows no secrets.
 */
public final class Database implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final String url;
  private final HashMap<String, String> properties;
  private final Dialect dialect;

  private Database(String name, String url, HashMap<String, String> properties, Dialect dialect) {
    this.name = name;
    this.url = url;
    this.properties = properties;
    this.dialect = dialect;
  }

  /**
   * @param config with its secrets fetched
   * @throws io.tidegate.problem.UserException when the database is none that is known
   */
  public static Database of(DatabaseConfig config) {
    var properties = new HashMap<>(config.properties());
    config.user().ifPresent(user -> properties.put("user", user));
    config.password().map(Secret::text).ifPresent(text -> properties.put("password", text));
    return new Database(config.name(), config.url(), properties, Dialects.of(config));
  }

  /** The key in the conf. */
  public String name() {
    return name;
  }

  public String url() {
    return url;
  }

  public Dialect dialect() {
    return dialect;
  }

  /** For the driver, and for Spark's reader: user, password and what the conf says besides. */
  public Map<String, String> properties() {
    return Map.copyOf(properties);
  }

  /**
   * A connection of its own, which the caller closes.
   *
   * @throws io.tidegate.problem.UserException when the database refuses it for good
   * @throws io.tidegate.problem.TransientException when the database does not answer
   */
  public Connection connect() {
    var all = new Properties();
    all.putAll(properties);
    String attempted = "connecting to the database '" + name + "' at " + url;
    try {
      Connection connection = driver().connect(url, all);
      if (connection == null) {
        throw new UserException(attempted + ": its driver does not know this URL", "");
      }
      return connection;
    } catch (SQLException e) {
      throw SqlFailures.explain(e, attempted);
    }
  }

  /** Not by {@code DriverManager}, which does not see the jars that are submitted with a job. */
  private Driver driver() {
    String driver = dialect.driver();
    try {
      return Class.forName(driver, true, Thread.currentThread().getContextClassLoader())
          .asSubclass(Driver.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new UserException(
          "the JDBC driver " + driver + " of the database '" + name + "' is not on the class path",
          "add its jar, as with --jars");
    }
  }

  @Override
  public String toString() {
    return "Database[" + name + " at " + url + "]";
  }
}
