package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.TestSpark;
import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.RunReport;
import io.tidegate.job.TransformJob;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.ledger.RunStatus;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invariant I9 through whole runs: a secret is in no ledger file, report or exception. */
class SecretsTest {

  private static final String SECRET = "hunter2-in-the-open";

  @TempDir Path folder;

  private OrdersGate gate;

  @BeforeEach
  void aConfWithASecret() {
    gate = new OrdersGate(folder, TestSpark.interpreting());
    gate.orders("2024-03-01", 10);
    gate.write(
        "job.conf",
        gate.read("job.conf")
            + "settings { db-password = \""
            + SECRET
            + "\" }\nspark { \"spark.hadoop.fs.s3a.secret.key\" = \""
            + SECRET
            + "\" }\n");
  }

  @Test
  void ofAPublishedRun() throws IOException {
    RunReport report = gate.run("2024-03-01");
    assertThat(report.status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(report.toTable() + LedgerJson.write(report.record())).doesNotContain(SECRET);
    assertThat(filesWithTheSecret()).containsExactly("job.conf");
  }

  @Test
  void ofAJobWhoseExceptionTellsIt() throws IOException {
    var cause = new IOException("connection refused: jdbc:x?password=" + SECRET);
    var failure = new IllegalStateException("cannot log in as ann with " + SECRET, cause);
    assertThatThrownBy(() -> gate.run(failing(failure), "2024-03-01"))
        .hasToString("java.lang.IllegalStateException: cannot log in as ann with ***")
        .hasRootCauseMessage("connection refused: jdbc:x?password=***")
        .satisfies(
            shown -> assertThat(print(shown)).contains("SecretsTest").doesNotContain(SECRET));
    assertThat(filesWithTheSecret()).containsExactly("job.conf");
    assertThat(gate.ledger().history("copy-orders", 1).get(0).record().orElseThrow().error())
        .contains("cannot log in as ann with ***");
  }

  @Test
  void theKindOfFailureStays() {
    var retry = new TransientException("the database hung up on " + SECRET);
    assertThatThrownBy(() -> gate.run(failing(retry), "2024-03-01"))
        .isInstanceOf(TransientException.class)
        .hasMessage("the database hung up on ***");
    var mistake = new UserException("no table for " + SECRET, "not " + SECRET);
    assertThatThrownBy(() -> gate.run(failing(mistake), "2024-03-01"))
        .isInstanceOf(UserException.class)
        .hasMessage("no table for *** (not ***)");
    var harmless = new IllegalStateException("a bug");
    assertThatThrownBy(() -> gate.run(failing(harmless), "2024-03-01")).isSameAs(harmless);
  }

  @Test
  void ofAFindingThatQuotesIt() throws IOException {
    gate.rules("orders.dqdl", "ColumnValues \"secret\" in [\"a\"]");
    TransformJob leaking =
        new TransformJob() {
          @Override
          protected Dataset<Row> transform(Inputs inputs, RunContext run) {
            return inputs
                .get("orders")
                .withColumn("day", functions.lit(run.logicalDate().toString()))
                .withColumn(run.settings().text("db-password"), functions.lit("b"));
          }
        };
    RunReport report = gate.run(leaking, "2024-03-01");
    assertThat(report.toTable() + LedgerJson.write(report.record())).doesNotContain(SECRET);
  }

  @Test
  void aPathWithCredentialsIsRefused() {
    gate.conf("path = ${warehouse}\"/orders\"", "path = \"s3a://id:" + SECRET + "@bucket/orders\"");
    assertThatThrownBy(() -> gate.run("2024-03-01"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("output.path: has credentials in it")
        .hasMessageNotContaining(SECRET);
  }

  private static TransformJob failing(RuntimeException failure) {
    return new TransformJob() {
      @Override
      protected Dataset<Row> transform(Inputs inputs, RunContext run) {
        throw failure;
      }
    };
  }

  private static String print(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  private List<String> filesWithTheSecret() throws IOException {
    var found = new ArrayList<String>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
            .contains(SECRET)) {
          found.add(folder.relativize(file).toString());
        }
      }
    }
    return found;
  }
}
