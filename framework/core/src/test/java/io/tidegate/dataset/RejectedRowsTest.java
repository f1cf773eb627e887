package io.tidegate.dataset;

import static io.tidegate.dataset.ResolvedInputs.resolve;
import static io.tidegate.dataset.ResolvedInputs.rows;
import static io.tidegate.dataset.ResolvedInputs.write;
import static io.tidegate.dataset.ResolvedInputs.writeText;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.Format;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are left out, with the place where they stand and why. */
class RejectedRowsTest {

  private final Path dir;

  RejectedRowsTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private InputConfigs csv() {
    return InputConfigs.of(Format.CSV, dir)
        .schema("id BIGINT NOT NULL, name STRING NOT NULL, amount DECIMAL(12,2), day DATE");
  }

  private InputConfigs json() {
    return InputConfigs.of(Format.JSON, dir)
        .schema("id BIGINT NOT NULL, name STRING NOT NULL, amount DECIMAL(12,2), day DATE");
  }

  /** Of an input that was read: file name, line, text and reason. */
  private static List<String> rejected(Input input) {
    var unused = rows(input);
    return input.rejectedRows().stream()
        .flatMap(rejected -> rejected.orderBy("file", "line").collectAsList().stream())
        .map(RejectedRowsTest::line)
        .toList();
  }

  private static String line(Row row) {
    String file = row.getString(0);
    return "%s:%d|%s|%s"
        .formatted(
            file.substring(file.lastIndexOf('/') + 1),
            row.getLong(1),
            row.getString(2),
            row.getString(3));
  }

  @Test
  void aCleanFileIsNotReadAgain() {
    write(dir.resolve("1.csv"), "id,name,amount,day", "1,a,2.50,2024-03-01");
    var input = resolve(csv());
    var unused = rows(input);
    assertThat(input.rejectedRows()).isEmpty();
  }

  @Test
  void saysOfEachRowOfCsvWhereItStandsAndWhatIsWrong() {
    write(dir.resolve("1.csv"), "id,name,amount,day", "1,a,2.50,2024-03-01");
    write(
        dir.resolve("2.csv"),
        "id,name,amount,day",
        "1,a,abc,2024-03-01",
        "",
        "2,b,2.50,2024-03-01",
        "3,c,2.50",
        "4,d,2.50,2024-03-01,x,y",
        ",e,2.50,2024-03-01",
        "5,,2.50,",
        "six,,1,01.03.2024");
    write(dir.resolve("3.csv"), "day,amount,name,id,more", "2024-03-01,2.50,f,x7,y");
    var input = resolve(csv());

    assertThat(rejected(input))
        .containsExactly(
            "2.csv:2|1,a,abc,2024-03-01|amount: 'abc' is not DECIMAL(12,2)",
            "2.csv:5|3,c,2.50|3 fields, the header has 4",
            "2.csv:6|4,d,2.50,2024-03-01,x,y|6 fields, the header has 4",
            "2.csv:7|,e,2.50,2024-03-01|id: is empty",
            "2.csv:8|5,,2.50,|name: is empty",
            "2.csv:9|six,,1,01.03.2024|id: 'six' is not BIGINT; name: is empty; day: '01.03.2024'"
                + " is not DATE",
            "3.csv:2|2024-03-01,2.50,f,x7,y|id: 'x7' is not BIGINT");
    assertThat(rows(input))
        .containsExactly("[1,a,2.50,2024-03-01,null]", "[2,b,2.50,2024-03-01,null]");
    assertThat(input.corruptRows()).hasValue(7);
  }

  /** What is empty is left out whatever the job selects. */
  @Test
  void aColumnThatMayNotBeEmptyCountsWhateverIsSelected() {
    write(dir.resolve("1.csv"), "id,name,amount,day", "1,,2.50,2024-03-01", "2,b,,");
    var input = resolve(csv());
    assertThat(input.rows().select("id").collectAsList()).hasSize(1);
    assertThat(input.corruptRows()).hasValue(1);
  }

  @Test
  void readsCompressedCsvWithAMarkAndComments() throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(dir.resolve("1.csv.gz")))) {
      out.write(
          "\uFEFF# made today\n\nid,name,amount,day\r\n# no row\r\n1,a,2,2024-03-01\r\nx,ü,2,\r\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    assertThat(rejected(resolve(csv().option("comment", "#"))))
        .containsExactly("1.csv.gz:6|x,ü,2,|id: 'x' is not BIGINT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\"2024-03-01\"", "\"2024-03-01\"\n\n"})
  void countsTheLinesOfRecordsThatHaveSeveral(String end) {
    writeText(
        dir.resolve("1.csv"),
        """
        id,name,amount,day
        1,"a
        b",2,2024-03-01
        x,"c

        d",2,2024-03-01

        2,"e",2,2024-03-01
        3,f,2
        y,g,2,"""
            + end);
    assertThat(rejected(resolve(csv().option("multiLine", "true"))))
        .containsExactly(
            "1.csv:4|x,\"c\n\nd\",2,2024-03-01|id: 'x' is not BIGINT",
            "1.csv:9|3,f,2|3 fields, the header has 4",
            "1.csv:10|y,g,2," + end.strip() + "|id: 'y' is not BIGINT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-16LE", "UTF-16BE"})
  void readsOtherEncodings(String encoding) throws IOException {
    Files.write(
        dir.resolve("1.csv"),
        "id,name,amount,day\n1,ä,2,2024-03-01\nx,größe,2,\n".getBytes(Charset.forName(encoding)));
    var input = resolve(csv().option("encoding", encoding));
    assertThat(rejected(input)).containsExactly("1.csv:3|x,größe,2,|id: 'x' is not BIGINT");
    assertThat(rows(input)).containsExactly("[1,ä,2.00,2024-03-01]");
  }

  @Test
  void saysOfEachLineOfJsonWhatIsWrong() {
    write(
        dir.resolve("1.json"),
        "{\"id\":1,\"name\":\"a\",\"amount\":2.5,\"day\":\"2024-03-01\"}",
        "",
        "{\"id\":2,\"name\":\"b\",\"amount\":\"abc\"}",
        "{\"id\":3,\"name\":",
        "17",
        "{\"name\":\"d\",\"id\":null}",
        "[{\"id\":4,\"name\":\"e\"},{\"id\":5}]",
        "{\"id\":6,\"name\":\"f\",\"day\":\"soon\"}",
        "{\"id\":7,\"name\":\"g\",\"day\":\"2024-03-01x\"}");
    var input = resolve(json());
    assertThat(rejected(input))
        .containsExactly(
            "1.json:3|{\"id\":2,\"name\":\"b\",\"amount\":\"abc\"}|amount: 'abc' is not DECIMAL(12,2)",
            "1.json:4|{\"id\":3,\"name\":|is no JSON object",
            "1.json:5|17|is no JSON object",
            "1.json:6|{\"name\":\"d\",\"id\":null}|id: is empty",
            "1.json:7|[{\"id\":4,\"name\":\"e\"},{\"id\":5}]|an element of the array does not fit the"
                + " schema",
            "1.json:8|{\"id\":6,\"name\":\"f\",\"day\":\"soon\"}|day: 'soon' is not DATE",
            "1.json:9|{\"id\":7,\"name\":\"g\",\"day\":\"2024-03-01x\"}|day: '2024-03-01x' is not DATE");
    assertThat(rows(input)).containsExactly("[1,a,2.50,2024-03-01]", "[4,e,null,null]");
  }

  @Test
  void aFileOfOneJsonTextIsRejectedAsAWhole() {
    writeText(dir.resolve("1.json"), "{\n  \"id\": \"x\",\n  \"name\": \"a\"\n}\n");
    assertThat(rejected(resolve(json().option("multiLine", "true"))))
        .containsExactly(
            "1.json:1|{\n  \"id\": \"x\",\n  \"name\": \"a\"\n}|id: 'x' is not BIGINT");
  }
}
