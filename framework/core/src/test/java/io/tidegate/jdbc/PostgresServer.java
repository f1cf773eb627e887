package io.tidegate.jdbc;

import io.tidegate.config.DatabaseConfig;
import io.tidegate.config.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL, one for each JVM of the tests, started when it is first asked for; it ends
 * with the JVM.
 */
public final class PostgresServer {

  private static final String USER = "postgres";
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private PostgresServer() {}

  private static final class Running {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A database that nobody else has, empty. */
  public static TestDatabase database() {
    String name = "test" + DATABASES.incrementAndGet();
    new TestDatabase(USER).execute("CREATE DATABASE " + name);
    return new TestDatabase(name);
  }

  /** One database of the server. */
  public record TestDatabase(String name) {

    public int port() {
      return Running.SERVER.getPort();
    }

    public String url() {
      return "jdbc:postgresql://localhost:" + port() + "/" + name;
    }

    /** As the conf would have it, under the name {@code db}. */
    public DatabaseConfig config() {
      return new DatabaseConfig(
          "db", url(), Optional.of(USER), Optional.of(new Secret.Text(USER)), Map.of());
    }

    public Connection connect() {
      try {
        return DriverManager.getConnection(url(), USER, USER);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    /**
     * As when the system kills one of the server's processes: all others end, and the server begins
     * anew with what its log has: all that is committed now.
     */
    public void crash() {
      execute("CHECKPOINT");
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        ResultSet own = statement.executeQuery("SELECT pg_backend_pid()");
        own.next();
        ProcessHandle process = ProcessHandle.of(own.getLong(1)).orElseThrow();
        if (!process.destroyForcibly()) {
          throw new IllegalStateException("the process was not killed");
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      Instant limit = Instant.now().plusSeconds(60);
      while (!answers()) {
        if (Instant.now().isAfter(limit)) {
          throw new IllegalStateException("the server has not begun anew");
        }
      }
    }

    private boolean answers() {
      try {
        Thread.sleep(100);
        return rows("SELECT 1").equals(List.of("1"));
      } catch (IllegalStateException e) {
        return false;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    public void execute(String... statements) {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        for (String each : statements) {
          statement.execute(each);
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    /** The rows as text, columns divided by {@code |}, null as {@code null}. */
    public List<String> rows(String query) {
      try (Connection connection = connect();
          Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(query)) {
        var rows = new ArrayList<String>();
        while (result.next()) {
          rows.add(row(result));
        }
        return rows;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private static String row(ResultSet result) throws SQLException {
      var values = new ArrayList<String>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        values.add(String.valueOf(result.getString(i)));
      }
      return String.join("|", values);
    }
  }
}
