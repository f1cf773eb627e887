package io.tidegate.publish.jdbc;

import io.tidegate.config.DatabaseConfig;
import io.tidegate.jdbc.PostgresServer;
import java.nio.file.Path;
import java.util.List;

class PostgresContractTest extends DatabaseContract {

  @Override
  TestDatabase database(Path folder) {
    return of(PostgresServer.database());
  }

  static TestDatabase of(PostgresServer.TestDatabase postgres) {
    return new TestDatabase() {
      @Override
      public DatabaseConfig config() {
        return postgres.config();
      }

      @Override
      public void execute(String... statements) {
        postgres.execute(statements);
      }

      @Override
      public List<String> rows(String query) {
        return postgres.rows(query);
      }
    };
  }
}
