package io.tidegate.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A PostgreSQL of the benchmark's own, as it comes; it ends when it is closed. */
final class BenchDatabase implements AutoCloseable {

  static final String USER = "postgres";

  private final EmbeddedPostgres server;

  private BenchDatabase(EmbeddedPostgres server) {
    this.server = server;
  }

  static BenchDatabase start() {
    try {
      return new BenchDatabase(EmbeddedPostgres.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return server.getJdbcUrl(USER, "postgres");
  }

  /** For Spark's own reader and writer. */
  Properties properties() {
    var properties = new Properties();
    properties.put("user", USER);
    properties.put("driver", "org.postgresql.Driver");
    return properties;
  }

  /** The conf's block. */
  String conf() {
    return "databases.bench { url = \"jdbc:postgresql://localhost:%d/postgres\", user = %s, password = %s }"
        .formatted(server.getPort(), USER, USER);
  }

  Connection connect() {
    try {
      return server.getPostgresDatabase().getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void execute(String... statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
