package io.tidegate.jobs.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** The shop's PostgreSQL: customers and nations in it, and a schema for reports. */
final class DemoDatabase implements AutoCloseable {

  static final String USER = "tidegate";
  private static final String PASSWORD = "tide-and-gate";

  private final EmbeddedPostgres server;
  private final Path loginFile;

  private DemoDatabase(EmbeddedPostgres server, Path loginFile) {
    this.server = server;
    this.loginFile = loginFile;
  }

  /**
   * @param directory gets the file with the password
   */
  static DemoDatabase start(Path directory) throws IOException {
    Path loginFile = Files.writeString(directory.resolve("login"), PASSWORD + "\n");
    var database = new DemoDatabase(EmbeddedPostgres.start(), loginFile);
    database.execute(
        "CREATE ROLE " + USER + " LOGIN SUPERUSER PASSWORD '" + PASSWORD + "'",
        "CREATE SCHEMA shop",
        "CREATE SCHEMA mart",
        "CREATE TABLE shop.customers (customer_key bigint PRIMARY KEY, name text NOT NULL,"
            + " nation_key bigint, segment text)",
        "CREATE TABLE shop.nations (nation_key bigint PRIMARY KEY, name text NOT NULL)");
    return database;
  }

  /** From the files that the shop's generator writes. */
  void fill(Path files) throws IOException {
    copy("shop.customers", files.resolve("customers.csv"));
    copy("shop.nations", files.resolve("nations.csv"));
  }

  private void copy(String table, Path csv) throws IOException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Reader rows = Files.newBufferedReader(csv)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY " + table + " FROM STDIN (FORMAT csv, HEADER)", rows);
    } catch (SQLException e) {
      throw new IOException("filling " + table + " failed", e);
    }
  }

  private void execute(String... statements) throws IOException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new IOException("preparing the shop's database failed", e);
    }
  }

  String url() {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
  }

  Path loginFile() {
    return loginFile;
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
