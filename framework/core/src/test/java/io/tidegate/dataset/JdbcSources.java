package io.tidegate.dataset;

import io.tidegate.TestSpark;
import io.tidegate.check.Severity;
import io.tidegate.config.DatabaseConfig;
import io.tidegate.config.FilesConfig;
import io.tidegate.config.Format;
import io.tidegate.config.InputConfig;
import io.tidegate.config.InputConfig.Bounds;
import io.tidegate.config.JdbcSource;
import io.tidegate.config.JdbcSource.Isolation;
import io.tidegate.config.JdbcSource.Split;
import io.tidegate.config.JdbcSource.Verify;
import io.tidegate.config.LogicalDate;
import io.tidegate.ledger.Ledger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Tables of databases as inputs of tests. */
final class JdbcSources {

  private JdbcSources() {}

  static JdbcSource table(String name) {
    return new JdbcSource(
        "db",
        name,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        100,
        Isolation.SNAPSHOT,
        Verify.COUNT);
  }

  static JdbcSource with(JdbcSource source, Optional<Split> split, Isolation isolation) {
    return new JdbcSource(
        source.database(),
        source.what(),
        source.isQuery(),
        source.where(),
        source.watermark(),
        split,
        source.fetchRows(),
        isolation,
        source.verify());
  }

  static Input resolve(DatabaseConfig config, JdbcSource source) {
    return resolve(config, source, Optional.empty());
  }

  static Input resolve(DatabaseConfig database, JdbcSource source, Optional<String> schema) {
    var never =
        new Slices(Ledger.open("target/no-ledger"), "none", LogicalDate.parse("2000-01-01"));
    var config =
        new InputConfig(
            "in",
            Format.JDBC,
            database.location(source.what()),
            OptionalLong.empty(),
            Optional.empty(),
            Bounds.NONE,
            schema,
            Map.of(),
            Map.of(),
            FilesConfig.NONE,
            Severity.REJECT,
            Optional.of(source));
    return new InputResolver(TestSpark.session(), Map.of("db", database), never, FileMemory.NONE)
        .resolve(config, Instant.EPOCH);
  }
}
