package io.tidegate.dataset;

import io.tidegate.TestSpark;
import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.config.LogicalDate;
import io.tidegate.ledger.Ledger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Short ways to resolve, read and judge in this package's tests. */
final class ResolvedInputs {

  private ResolvedInputs() {}

  /** Of a job that has never run, with no databases. */
  static InputResolver resolver(SparkSession spark) {
    var never =
        new Slices(Ledger.open("target/no-ledger"), "none", LogicalDate.parse("2000-01-01"));
    return new InputResolver(spark, Map.of(), never, FileMemory.NONE);
  }

  static Input resolve(InputConfigs configs) {
    return resolver(TestSpark.session()).resolve(configs.config(), Instant.now());
  }

  /** The rows as text, sorted. */
  static List<String> rows(Input input) {
    return input.rows().collectAsList().stream().map(Row::toString).sorted().toList();
  }

  /** The outcome of the check, which must be among the findings once. */
  static Outcome outcome(List<Finding> findings, String check) {
    var found = findings.stream().filter(finding -> finding.check().equals(check)).toList();
    if (found.size() != 1) {
      throw new AssertionError(check + " should be once in " + findings);
    }
    return found.get(0).outcome();
  }

  static Path write(Path file, String... lines) {
    return writeText(file, String.join("\n", lines) + "\n");
  }

  static Path writeText(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
