package io.tidegate.publish.jdbc;

import io.tidegate.config.DatabaseConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

@Tag("long")
class DuckDbContractTest extends DatabaseContract {

  private record DuckDb(String url) implements TestDatabase {

    @Override
    public DatabaseConfig config() {
      return new DatabaseConfig("db", url, Optional.empty(), Optional.empty(), Map.of());
    }

    @Override
    public void execute(String... statements) {
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        for (String each : statements) {
          statement.execute(each);
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public List<String> rows(String query) {
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement();
          var result = statement.executeQuery(query)) {
        var rows = new ArrayList<String>();
        while (result.next()) {
          var values = new ArrayList<String>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            values.add(String.valueOf(result.getString(i)));
          }
          rows.add(String.join("|", values));
        }
        return rows;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  TestDatabase database(Path folder) {
    return new DuckDb("jdbc:duckdb:" + folder.resolve("test.duckdb"));
  }
}
