package io.tidegate.dataset;

import static io.tidegate.dataset.ResolvedInputs.outcome;
import static io.tidegate.dataset.ResolvedInputs.resolve;
import static io.tidegate.dataset.ResolvedInputs.rows;
import static io.tidegate.dataset.ResolvedInputs.write;
import static io.tidegate.dataset.ResolvedInputs.writeText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.TestSpark;
import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.config.ControlConfig;
import io.tidegate.config.ControlConfig.Sidecar;
import io.tidegate.config.ControlConfig.Source;
import io.tidegate.config.ControlConfig.Trailer;
import io.tidegate.config.FilesConfig;
import io.tidegate.config.FilesConfig.ChangedFiles;
import io.tidegate.config.FilesConfig.Rejects;
import io.tidegate.config.FilesConfig.Take;
import io.tidegate.config.Format;
import io.tidegate.config.RowLimit;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the sender says of files, beside what is read. */
class ControlTotalsTest {

  private static final String SCHEMA = "id BIGINT, word STRING, amount DECIMAL(12,2)";
  private static final Source TRAILER = new Trailer("T");

  private final Path dir;

  ControlTotalsTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private Source sidecar() {
    return new Sidecar(dir.resolve("totals*").toString());
  }

  private InputConfigs csv(Source source, String rows, String amount) {
    return of(Format.CSV, "*.csv*", source, rows, Map.of("amount", amount));
  }

  private InputConfigs of(
      Format format, String glob, Source source, String rows, Map<String, String> sums) {
    var control = new ControlConfig(source, Optional.of(rows), sums);
    return InputConfigs.of(format, dir.resolve(glob))
        .schema(SCHEMA)
        .files(
            new FilesConfig(
                new Rejects(new RowLimit.Rows(5), true, Optional.empty()),
                Take.ALL,
                ChangedFiles.REJECT,
                Optional.empty(),
                Optional.of(control)));
  }

  private static List<String> controls(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.check().startsWith("control"))
        .map(ControlTotalsTest::text)
        .toList();
  }

  private static String text(Finding finding) {
    String check = finding.check() + ": ";
    if (finding.outcome() instanceof Outcome.Passed passed) {
      return check + "passed, " + passed.expected() + ", " + passed.actual();
    }
    if (finding.outcome() instanceof Outcome.Failed failed) {
      return check
          + "failed, "
          + failed.expected()
          + ", "
          + failed.actual()
          + "; "
          + failed.detail();
    }
    return check + finding.outcome();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"rows": 3, "total": 61.50}
          {"rows": "3", "total": 6.15E1, "other": [1]}
          rows=3\\ntotal=61.50
          # of today\\nrows : 3\\r\\ntotal 61.5
          """)
  void theTotalsOfAFileBesideTheDataAreCompared(String totals) {
    writeText(dir.resolve("totals.ctl"), totals.replace("\\n", "\n").replace("\\r", "\r"));
    write(dir.resolve("1.csv"), "id,word,amount", "1,one,10.50", "2,two,");
    write(dir.resolve("2.csv"), "amount,id,word", "51,3,three");
    var input = resolve(csv(sidecar(), "rows", "total"));

    assertThat(controls(input.checkBefore())).isEmpty();
    assertThat(rows(input)).hasSize(3);
    assertThat(controls(input.checkAfter()))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("passed").contains("says totals.ctl"));
  }

  @Test
  void otherRowsThanWereSentAreFound() {
    write(dir.resolve("totals-1"), "rows=2", "total=20");
    write(dir.resolve("totals-2"), "rows=1", "total=5.5");
    write(dir.resolve("1.csv"), "id,word,amount", "1,one,10", "x,two,20");
    var input = resolve(csv(sidecar(), "rows", "total"));
    rows(input);

    assertThat(controls(input.checkAfter()))
        .containsExactly(
            "control-rows: failed, 3 rows, says 2 files of totals, 2 rows, 1 of them"
                + " rejected; ",
            "control-sum-amount: failed, 25.5, says 2 files of totals, 10.00 without 1 rejected"
                + " row; ");
  }

  @Test
  void totalsThatCannotBeUsedAreFoundBeforeAnythingIsRead() {
    write(dir.resolve("1.csv"), "id,word,amount", "1,one,10");
    var input = resolve(csv(sidecar(), "rows", "total"));
    assertThat(controls(input.checkBefore()))
        .containsExactly("control-totals: failed, totals in " + dir + "/totals*, no file there; ");
    rows(input);
    assertThat(controls(input.checkAfter())).isEmpty();

    write(dir.resolve("totals-1"), "rows=many");
    write(dir.resolve("totals-2"), "{\"rows\": 1, \"total\": null");
    assertThat(controls(resolve(csv(sidecar(), "rows", "total")).checkBefore()))
        .containsExactly(
            "control-totals: failed, a number for each of rows, total, 4 faults in 2 files of"
                + " totals; totals-1: rows is no number: 'many'\ntotals-2: has no rows\n"
                + "totals-1: has no total\ntotals-2: has no total");
  }

  /** Its other fields fit no schema, or the schema of texts. */
  @ParameterizedTest
  @CsvSource({"'T,2,30.25'", "'T,2,30.25,of today,more'", "'\"T\",\"2\",\"30.25\"'"})
  void aTrailerIsNoDataAndIsCompared(String trailer) {
    write(dir.resolve("1.csv"), "id,word,amount", "1,one,10.25", "2,two,20", trailer);
    var input = resolve(csv(TRAILER, "2", "3"));

    assertThat(rows(input)).containsExactly("[1,one,10.25]", "[2,two,20.00]");
    assertThat(input.rowCount()).hasValue(2);
    assertThat(outcome(input.checkAfter(), "corrupt-rows")).isInstanceOf(Outcome.Passed.class);
    assertThat(input.rejectedRows()).isEmpty();
    assertThat(controls(input.checkAfter()))
        .containsExactly(
            "control-rows: passed, 2 rows, says the trailer of 1.csv, 2 rows",
            "control-sum-amount: passed, 30.25, says the trailer of 1.csv, 30.25");
  }

  @Test
  void aTrailerCanLookLikeData() {
    write(dir.resolve("1.csv"), "word,id,amount", "one,1,10", "T,1,10.00");
    var input = resolve(csv(TRAILER, "2", "3"));

    assertThat(input.rows().select("id").count()).isEqualTo(1);
    assertThat(controls(input.checkAfter()))
        .containsExactly(
            "control-rows: passed, 1 row, says the trailer of 1.csv, 1 row",
            "control-sum-amount: passed, 10.00, says the trailer of 1.csv, 10.00");
  }

  @Test
  void aFileThatWasCutOffHasNoTrailer() throws IOException {
    write(dir.resolve("1.csv"), "id,word,amount", "1,one,10", "T,1,10");
    write(dir.resolve("2.csv"), "id,word,amount", "2,two,20", "3,thr");
    try (var out = new GZIPOutputStream(Files.newOutputStream(dir.resolve("3.csv.gz")))) {
      out.write("id,word,amount\nT,0,0\n\"T\",0,0\n".getBytes(StandardCharsets.UTF_8));
    }
    var input = resolve(csv(TRAILER, "2", "3"));

    assertThat(rows(input)).hasSize(2);
    assertThat(controls(input.checkAfter()))
        .containsExactly(
            "control-totals: failed, one trailer in each file, not in 2 of 3 files; 2.csv: 0"
                + " trailers\n3.csv.gz: 2 trailers");
    assertThat(input.rejectedRows().orElseThrow().select("text").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("3,thr");
  }

  @Test
  void aFileIsReadInPiecesAndOnceMore() {
    String lines =
        IntStream.rangeClosed(1, 20_000)
            .mapToObj(i -> i + ",w" + i + "," + i + ".01")
            .collect(Collectors.joining("\n"));
    writeText(dir.resolve("1.csv"), "id,word,amount\n" + lines + "\nT,20000,200010200.00\n");
    var spark = TestSpark.session();
    spark.conf().set("spark.sql.files.maxPartitionBytes", "64k");
    try {
      var input = resolve(csv(TRAILER, "2", "3"));
      assertThat(input.rows().rdd().getNumPartitions()).isGreaterThan(3);
      assertThat(input.rows().count()).isEqualTo(20_000);
      assertThat(input.rows().select("word").count()).isEqualTo(20_000);
      assertThat(controls(input.checkAfter()))
          .containsExactly(
              "control-rows: passed, 20000 rows, says the trailer of 1.csv, 20,000 rows",
              "control-sum-amount: passed, 200010200.00, says the trailer of 1.csv,"
                  + " 200010200.00");
    } finally {
      spark.conf().unset("spark.sql.files.maxPartitionBytes");
    }
  }

  @Test
  void linesOfJsonAndParquetHaveAFileBesideThem() {
    write(dir.resolve("totals"), "rows=2", "ids=3");
    write(dir.resolve("1.json"), "{\"id\": 1}", "{\"id\": 2, \"amount\": 1}");
    var json = resolve(of(Format.JSON, "*.json", sidecar(), "rows", Map.of("id", "ids")));
    rows(json);
    assertThat(controls(json.checkAfter()))
        .containsExactly(
            "control-rows: passed, 2 rows, says totals, 2 rows",
            "control-sum-id: passed, 3, says totals, 3");

    json.rows().write().parquet(dir.resolve("p").toString());
    var parquet = resolve(of(Format.PARQUET, "p/*.parquet", sidecar(), "rows", Map.of()));
    assertThat(controls(parquet.checkAfter()))
        .containsExactly("control-rows: passed, 2 rows, says totals, 2 rows");
  }

  @Test
  void whatTheJobDidNotReadIsNotMeasured() {
    write(dir.resolve("totals"), "rows=1", "total=10");
    write(dir.resolve("1.csv"), "id,word,amount", "1,one,10");
    var input = resolve(csv(sidecar(), "rows", "total"));
    assertThat(controls(input.checkAfter()))
        .containsExactly(
            "control-rows: CouldNotMeasure[cause=the job did not read every row]",
            "control-sum-amount: CouldNotMeasure[cause=the job did not read every row]");
  }

  @Test
  void onlyExactNumbersAreAddedUp() {
    write(dir.resolve("1.csv"), "id,word,amount", "1,one,10");
    assertThatThrownBy(() -> resolve(of(Format.CSV, "*.csv", sidecar(), "r", Map.of("word", "w"))))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "inputs.in.control.sums.word: is no integer or decimal of the input's schema, of which"
                + " there is an exact sum (declare it in inputs.in.schema)");
  }
}
