package io.tidegate.dataset;

import static io.tidegate.dataset.ResolvedInputs.outcome;
import static io.tidegate.dataset.ResolvedInputs.resolve;
import static io.tidegate.dataset.ResolvedInputs.rows;
import static io.tidegate.dataset.ResolvedInputs.write;
import static io.tidegate.dataset.ResolvedInputs.writeText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.TestSpark;
import io.tidegate.check.Outcome;
import io.tidegate.config.Format;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvInputTest {

  private final Path dir;

  CsvInputTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private InputConfigs csv() {
    return InputConfigs.of(Format.CSV, dir);
  }

  @Test
  void readsFilesWithOtherOrdersAndAddedColumnsByName() {
    write(dir.resolve("1.csv"), "a,b", "1,2");
    write(dir.resolve("2.csv"), "b,a", "4,3");
    write(dir.resolve("3.csv"), "a,b,c", "5,6,7");
    var input = resolve(csv());

    assertThat(input.rows().schema().toDDL()).isEqualTo("a STRING,b STRING,c STRING");
    assertThat(rows(input)).containsExactly("[1,2,null]", "[3,4,null]", "[5,6,7]");
    assertThat(input.rowCount()).hasValue(3);
    assertThat(input.corruptRows()).hasValue(0);
    assertThat(input.rows()).isSameAs(input.rows());
  }

  @Test
  void toleratesAByteOrderMarkBeforeAPlainAndBeforeAQuotedHeader() {
    writeText(dir.resolve("1.csv"), "\uFEFFa,b\n1,2\n");
    writeText(dir.resolve("2.csv"), "\uFEFF\"a\",\"b\"\n3,4\n");
    var input = resolve(csv());

    assertThat(input.rows().columns()).containsExactly("a", "b");
    assertThat(rows(input)).containsExactly("[1,2]", "[3,4]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFFa,b\n\"1\n1\",2\n", "a,b\r\n\"1\n1\",2\r\n"})
  void readsRecordsOfSeveralLinesWhenAsked(String text) {
    writeText(dir.resolve("1.csv"), text);
    var input = resolve(csv().option("multiLine", "true"));

    assertThat(input.rows().columns()).containsExactly("a", "b");
    assertThat(rows(input)).containsExactly("[1\n1,2]");
    assertThat(input.rowCount()).hasValue(1);
  }

  @Test
  void readsQuotedHeadersWithTheDelimiterInThem() {
    write(dir.resolve("1.csv"), "\"Province, State\";\"a.b\";`c`;", "x;y;z;w");
    var input = resolve(csv().option("sep", ";"));

    assertThat(input.rows().columns()).containsExactly("Province, State", "a.b", "`c`", "_c3");
    assertThat(rows(input)).containsExactly("[x,y,z,w]");
  }

  @Test
  void respectsTheOtherNameOfTheDelimiterAndCommentsAndBlankLines() {
    writeText(dir.resolve("1.csv"), "# made today\n\n  \na\tb\n# no row\n1\t2\n\n");
    var input = resolve(csv().option("delimiter", "\\t").option("comment", "#"));

    assertThat(rows(input)).containsExactly("[1,2]");
    assertThat(input.rowCount()).hasValue(1);
  }

  @Test
  void readsOtherEncodings() throws IOException {
    Files.write(dir.resolve("1.csv"), "größe\nü\n".getBytes(StandardCharsets.ISO_8859_1));
    var input = resolve(csv().option("encoding", "ISO-8859-1"));

    assertThat(input.rows().columns()).containsExactly("größe");
    assertThat(rows(input)).containsExactly("[ü]");
  }

  @Test
  void readsLinesThatEndWithCarriageReturns() {
    writeText(dir.resolve("1.csv"), "a,b\r\n1,2\r\n3,4\r\n");
    var input = resolve(csv().schema("a INT, b INT"));

    assertThat(rows(input)).containsExactly("[1,2]", "[3,4]");
    assertThat(input.corruptRows()).hasValue(0);
  }

  @Test
  void readsCompressedFiles() throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(dir.resolve("1.csv.gz")))) {
      out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    var input = resolve(csv());

    assertThat(rows(input)).containsExactly("[1,2]");
    assertThat(input.rowCount()).hasValue(1);
  }

  @Test
  void readsAnEmptyFileAndAHeaderAloneAsNoRows() {
    writeText(dir.resolve("1.csv"), "");
    writeText(dir.resolve("2.csv"), "\n\n");
    write(dir.resolve("3.csv"), "a,b");
    write(dir.resolve("4.csv"), "a,b", "1,2");
    var input = resolve(csv());

    assertThat(rows(input)).containsExactly("[1,2]");
    assertThat(input.rowCount()).hasValue(1);
    assertThat(input.version().files()).hasSize(4);
  }

  @Test
  void saysThatNoFileHasAHeader() {
    writeText(dir.resolve("1.csv"), "");
    var input = resolve(csv());

    assertThat(outcome(input.checkBefore(), "schema"))
        .isEqualTo(new Outcome.Failed("readable columns", "1 difference", "no file has a header"));
    assertThatThrownBy(input::rows)
        .isInstanceOf(UserException.class)
        .hasMessage("in: cannot be read: no file has a header");
  }

  @Test
  void saysWhichNameIsTwiceInAHeader() {
    var file = write(dir.resolve("1.csv"), "a,b,A", "1,2,3");
    var input = resolve(csv());

    assertThat(outcome(input.checkBefore(), "schema"))
        .isEqualTo(
            new Outcome.Failed(
                "readable columns",
                "1 difference",
                "file:" + file + ": a: more than one column, a and A"));
    assertThatThrownBy(input::rows)
        .isInstanceOf(UserException.class)
        .hasMessage("in: cannot be read: file:" + file + ": a: more than one column, a and A");
    assertThat(input.rowCount()).isEmpty();
    assertThat(input.checkAfter()).isEmpty();
  }

  @Test
  void leavesOutAndCountsRowsOfAnotherLengthWhateverIsSelected() {
    write(dir.resolve("1.csv"), "a,b,c", "1,2,3", "4,5", "6,7,8,9", "x");
    assertCorrupt(resolve(csv()), 1, 3);
  }

  @Test
  void leavesOutAndCountsValuesOfAnotherTypeWhateverIsSelected() {
    write(dir.resolve("1.csv"), "a,b,c", "x,2,2020-01-01", "x,no,2020-01-01", "x,3,soon", "x,,");
    assertCorrupt(resolve(csv().schema("a STRING, b INT, c DATE")), 2, 2);
  }

  private static void assertCorrupt(Input input, long good, long corrupt) {
    assertThat(input.rows().select("a").collectAsList()).hasSize((int) good);
    assertThat(input.rowCount()).hasValue(good);
    assertThat(input.corruptRows()).hasValue(corrupt);
    assertThat(input.rows().count()).isEqualTo(good);
    assertThat(input.rows().where("a = 'nothing'").count()).isZero();
    assertThat(input.rows().where("b > 2 and c is not null").count()).isLessThanOrEqualTo(good);
    assertThat(input.rowCount()).hasValue(good);
    assertThat(input.corruptRows()).hasValue(corrupt);
  }

  @Test
  void countsInFullWhenTheJobFiltersOnTheFirstAction() {
    write(dir.resolve("1.csv"), "a,b,c", "x,2,2020-01-01", "y,no,2020-01-01", "x,3,soon", "x,,");
    var input = resolve(csv().schema("a STRING, b INT, c DATE"));

    assertThat(input.rows().where("b > 100").select("a").collectAsList()).isEmpty();
    assertThat(input.rowCount()).hasValue(2);
    assertThat(input.corruptRows()).hasValue(2);
  }

  @Test
  void judgesCorruptRowsAfterTheyWereRead() {
    var file = write(dir.resolve("1.csv"), "a,b", "1,2", "3", "4");
    write(dir.resolve("2.csv"), "a,b", "1,2");
    var input = resolve(csv().maxCorrupt(1));

    assertThat(outcome(input.checkAfter(), "corrupt-rows"))
        .isEqualTo(new Outcome.CouldNotMeasure("the job read 0 of 2 files in full"));
    rows(input);
    assertThat(outcome(input.checkAfter(), "corrupt-rows"))
        .isEqualTo(
            new Outcome.Failed("at most 1 corrupt row", "2 corrupt rows", "file:" + file + ": 2"));
    var tolerant = resolve(csv().maxCorrupt(2));
    rows(tolerant);
    assertThat(outcome(tolerant.checkAfter(), "corrupt-rows"))
        .isEqualTo(new Outcome.Passed("at most 2 corrupt rows", "2 corrupt rows"));
  }

  @Test
  void judgesBoundsOnRowsAfterTheyWereRead() {
    write(dir.resolve("1.csv"), "a", "1", "2");
    var input = resolve(csv().volume(OptionalLong.of(3), OptionalLong.of(2)));

    assertThat(input.checkBefore())
        .extracting(finding -> finding.check())
        .containsExactly("exists");
    rows(input);
    assertThat(outcome(input.checkAfter(), "min-rows"))
        .isEqualTo(new Outcome.Failed("at least 3 rows", "2 rows"));
    assertThat(outcome(input.checkAfter(), "max-rows"))
        .isEqualTo(new Outcome.Passed("at most 2 rows", "2 rows"));
  }

  @Test
  void parsesTheDeclaredColumnsAndKeepsFurtherOnesAsText() {
    write(dir.resolve("1.csv"), "z,Amount,day", "x,1.50,2020-03-01");
    var input = resolve(csv().schema("day DATE, amount DECIMAL(10,2)"));

    assertThat(input.rows().schema().toDDL()).isEqualTo("day DATE,amount DECIMAL(10,2),z STRING");
    assertThat(rows(input)).containsExactly("[2020-03-01,1.50,x]");
    assertThat(outcome(input.checkBefore(), "schema"))
        .isEqualTo(new Outcome.Passed("day DATE,amount DECIMAL(10,2)", "no difference"));
  }

  @Test
  void saysWhichFileLacksADeclaredColumn() {
    write(dir.resolve("1.csv"), "a,b", "1,2");
    var file = write(dir.resolve("2.csv"), "a", "1");
    var input = resolve(csv().schema("a INT, b INT"));

    assertThat(outcome(input.checkBefore(), "schema"))
        .isEqualTo(
            new Outcome.Failed(
                "a INT,b INT", "1 difference", "file:" + file + ": b: missing, expected INT"));
    assertThat(rows(input)).containsExactly("[1,2]", "[1,null]");
  }

  @Test
  void renamesColumnsWithSlashesSpacesAndDots() {
    write(dir.resolve("1.csv"), "Province/State,Last Update,a.b,other", "x,y,z,w");
    var input =
        resolve(
            csv()
                .rename("Province/State", "province")
                .rename("Last Update", "last update")
                .rename("a.b", "c.d")
                .schema("`c.d` STRING, province STRING"));

    assertThat(input.rows().columns()).containsExactly("c.d", "province", "last update", "other");
    assertThat(rows(input)).containsExactly("[z,x,y,w]");
    assertThat(outcome(input.checkBefore(), "schema"))
        .isEqualTo(new Outcome.Passed("`c.d` STRING,province STRING", "no difference"));
  }

  @Test
  void takesTheNameThatEachFileHasWhenTwoLeadToOneColumn() {
    write(dir.resolve("1.csv"), "Province/State,n", "x,1");
    write(dir.resolve("2.csv"), "n,Province_State", "2,y");
    var input =
        resolve(csv().rename("Province/State", "province").rename("Province_State", "province"));

    assertThat(rows(input)).containsExactly("[x,1]", "[y,2]");
    assertThat(outcome(input.checkBefore(), "schema"))
        .isEqualTo(new Outcome.Passed("every renamed column", "no difference"));
  }

  @Test
  void saysWhichFileLacksARenamedColumn() {
    var file = write(dir.resolve("1.csv"), "a,b", "1,2");
    var input = resolve(csv().rename("Province/State", "p").rename("Province_State", "p"));

    assertThat(outcome(input.checkBefore(), "schema"))
        .isEqualTo(
            new Outcome.Failed(
                "every renamed column",
                "1 difference",
                "file:" + file + ": Province/State or Province_State: missing, to be read as p"));
  }

  @Test
  void saysThatARenameMeetsAnotherColumn() {
    var file = write(dir.resolve("1.csv"), "a,b", "1,2");
    var input = resolve(csv().rename("a", "b"));

    assertThatThrownBy(input::rows)
        .hasMessage("in: cannot be read: file:" + file + ": b: more than one column, a and b");
  }

  @Test
  void readsColumnsFromDirectoriesWithOneTypeForAllHeaders() {
    write(dir.resolve("day=1/1.csv"), "a", "x");
    write(dir.resolve("day=two/1.csv"), "b", "y");
    var input = resolve(csv());

    assertThat(input.rows().schema().toDDL()).isEqualTo("a STRING,day STRING,b STRING");
    assertThat(rows(input)).containsExactly("[null,two,y]", "[x,1,null]");
    assertThat(input.rowCount()).hasValue(2);
  }

  @Test
  void readsColumnsFromDirectoriesWithTheDeclaredType() {
    write(dir.resolve("day=007/1.csv"), "a", "x");
    var input = resolve(csv().schema("day STRING, a STRING"));

    assertThat(rows(input)).containsExactly("[007,x]");
    assertThat(outcome(input.checkBefore(), "schema")).isInstanceOf(Outcome.Passed.class);
  }

  @Test
  void refusesFilesBesidePartitionDirectories() {
    write(dir.resolve("day=1/1.csv"), "a", "x");
    var outside = write(dir.resolve("1.csv"), "a", "y");
    var input = resolve(csv());

    assertThat(outcome(input.checkBefore(), "schema"))
        .isEqualTo(
            new Outcome.Failed(
                "readable columns",
                "1 difference",
                "file:" + outside + ": in no partition directory"));
  }

  @Test
  void refusesOptionsThatTheFrameworkDecides() {
    write(dir.resolve("1.csv"), "a", "x");
    var config = csv().option("mode", "DROPMALFORMED").option("HEADER", "false");

    assertThatThrownBy(() -> resolve(config))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "in.options.mode: cannot be set here (rows that cannot be read are rejected: set rejects)\n"
                + "in.options.HEADER: cannot be set here (a CSV input always has a header)");
  }

  @Test
  void refusesAReaderOptionThatSparkDoesNotUnderstand() {
    write(dir.resolve("1.csv"), "a", "x");
    assertThatThrownBy(() -> resolve(csv().option("quote", "ab")))
        .isInstanceOf(UserException.class)
        .hasMessage("in.options: quote cannot be more than one character.");
  }

  @Test
  void refusesTypesThatCsvCannotHold() {
    write(dir.resolve("1.csv"), "a", "x");
    assertThatThrownBy(() -> resolve(csv().schema("a ARRAY<INT>")))
        .isInstanceOf(UserException.class)
        .hasMessage("in.schema: a CSV column cannot be ARRAY<INT>: a");
  }

  @Test
  void refusesASchemaThatIsNotDdl() {
    write(dir.resolve("1.csv"), "a", "x");
    assertThatThrownBy(() -> resolve(csv().schema("a INTT")))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("in.schema: is not Spark DDL: [UNSUPPORTED_DATATYPE]")
        .hasMessageEndingWith("(write it as in a INT, `b c` STRING)");
  }

  @Test
  void countsFilesWhosePathsHaveSpecialCharacters() {
    write(dir.resolve("ü %20[1] {a} b=c/x y*.csv"), "a", "x");
    var input = resolve(csv());

    assertThat(rows(input)).hasSize(1);
    assertThat(input.rowCount()).hasValue(1);
  }

  @Test
  void takesNamesOfOtherCaseForOtherColumnsWhenTheSessionDoes() {
    write(dir.resolve("1.csv"), "a,A", "1,2");
    TestSpark.session().conf().set("spark.sql.caseSensitive", "true");
    try {
      var input = resolve(csv().schema("A INT"));
      assertThat(input.rows().schema().toDDL()).isEqualTo("A INT,a STRING");
      assertThat(rows(input)).containsExactly("[2,1]");
    } finally {
      TestSpark.session().conf().unset("spark.sql.caseSensitive");
    }
  }

  @Test
  void explainsItselfAsSparksScan() {
    write(dir.resolve("1.csv"), "a,b", "1,2");
    var plan = resolve(csv()).rows().select("a").queryExecution().executedPlan().toString();
    assertThat(plan).contains("FileScan csv [a#", "Format: CSV", "ReadSchema: struct<a:string>");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void takesATimeThatSparkTwoWouldHaveReadForCorrupt(boolean multiLine) {
    write(
        dir.resolve("1.csv"),
        "d,t",
        "2020-03-22,3/22/20 23:45",
        "2020-03-22x,3/22/20 23:45",
        "2020-03-22,3/22/20 23:45:10");
    var input =
        resolve(
            csv()
                .schema("d DATE, t TIMESTAMP")
                .option("timestampFormat", "M/d/yy HH:mm")
                .option("multiLine", String.valueOf(multiLine)));

    assertThat(rows(input)).containsExactly("[2020-03-22,2020-03-22 23:45:00.0]");
    assertThat(input.corruptRows()).hasValue(2);
  }
}
