package io.tidegate.dataset;

import static io.tidegate.dataset.ResolvedInputs.outcome;
import static io.tidegate.dataset.ResolvedInputs.resolve;
import static io.tidegate.dataset.ResolvedInputs.rows;
import static io.tidegate.dataset.ResolvedInputs.write;
import static io.tidegate.dataset.ResolvedInputs.writeText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.check.Outcome;
import io.tidegate.config.Format;
import io.tidegate.problem.UserException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonInputTest {

  private static final String BROKEN = "{\"a\": \"z\", \"n\": ";

  private final Path dir;

  JsonInputTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private InputConfigs json() {
    return InputConfigs.of(Format.JSON, dir);
  }

  @Test
  void infersTheSchemaAndCountsWhatIsNoJson() {
    write(
        dir.resolve("1.json"), "{\"a\": \"x\", \"n\": 1}", BROKEN, "", "{\"n\": 2, \"b.c\": true}");
    var input = resolve(json().maxCorrupt(1));

    assertThat(input.rows().schema().toDDL()).isEqualTo("a STRING,`b.c` BOOLEAN,n BIGINT");
    assertThat(rows(input)).containsExactly("[null,true,2]", "[x,null,1]");
    assertThat(input.rowCount()).hasValue(2);
    assertThat(outcome(input.checkAfter(), "corrupt-rows"))
        .isEqualTo(new Outcome.Passed("at most 1 corrupt row", "1 corrupt row"));
  }

  @Test
  void countsValuesOfAnotherTypeWhateverIsSelected() {
    write(
        dir.resolve("1.json"),
        "{\"a\": \"x\", \"n\": 1, \"s\": {\"t\": 1}}",
        "{\"a\": \"x\", \"n\": \"one\"}",
        "{\"a\": \"x\", \"s\": {\"t\": \"one\"}}",
        BROKEN,
        "{\"a\": \"y\"}");
    var input = resolve(json().schema("a STRING, n INT, s STRUCT<t: INT>"));

    assertThat(input.rows().where("n = 1").select("a").collectAsList()).hasSize(1);
    assertThat(input.rowCount()).hasValue(2);
    assertThat(input.corruptRows()).hasValue(3);
    assertThat(input.rows().count()).isEqualTo(2);
    assertThat(rows(input)).containsExactly("[x,1,[1]]", "[y,null,null]");
    assertThat(input.rowCount()).hasValue(2);
    assertThat(input.corruptRows()).hasValue(3);
  }

  @Test
  void countsLinesThatAreNoJsonWhenOnlyTextIsDeclared() {
    write(dir.resolve("1.json"), "{\"a\": \"x\"}", BROKEN);
    var input = resolve(json().schema("a STRING"));

    assertThat(input.rows().count()).isEqualTo(1);
    assertThat(input.corruptRows()).hasValue(1);
  }

  @Test
  void saysThatADeclaredSchemaCannotBeComparedBefore() {
    write(dir.resolve("1.json"), "{\"a\": \"x\"}");
    var input = resolve(json().schema("a STRING, b INT"));

    assertThat(outcome(input.checkBefore(), "schema"))
        .isEqualTo(
            new Outcome.NotApplicable(
                "JSON files have no schema of their own: a value of another type makes its row"
                    + " corrupt, a missing one is null"));
    assertThat(rows(input)).containsExactly("[x,null]");
  }

  @Test
  void renamesColumnsWithAndWithoutASchema() {
    write(dir.resolve("1.json"), "{\"Last Update\": \"x\"}");

    var inferred = resolve(json().rename("Last Update", "updated"));
    assertThat(inferred.rows().schema().toDDL()).isEqualTo("updated STRING");
    assertThat(outcome(inferred.checkBefore(), "schema"))
        .isEqualTo(new Outcome.Passed("every renamed column", "no difference"));
    var declared = resolve(json().rename("Last Update", "updated").schema("updated STRING"));
    assertThat(rows(declared)).containsExactly("[x]");
  }

  @Test
  void saysThatARenamedColumnWasNotInferred() {
    write(dir.resolve("1.json"), "{\"a\": \"x\"}");
    var input = resolve(json().rename("Last Update", "updated"));

    assertThat(outcome(input.checkBefore(), "schema"))
        .isEqualTo(
            new Outcome.Failed(
                "every renamed column",
                "1 difference",
                "Last Update: missing, to be read as updated"));
  }

  @Test
  void refusesTwoNamesForOneDeclaredColumn() {
    write(dir.resolve("1.json"), "{\"a\": \"x\"}");
    assertThatThrownBy(() -> resolve(json().rename("a", "c").rename("b", "c").schema("c STRING")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "in.columns: more than one column is read as c: a, b (JSON with a schema takes one)");
  }

  @Test
  void readsColumnsFromDirectories() {
    write(dir.resolve("day=3/1.json"), "{\"a\": \"x\"}");
    var input = resolve(json().schema("day INT, a STRING"));

    assertThat(input.rows().schema().toDDL()).isEqualTo("a STRING,day INT");
    assertThat(rows(input)).containsExactly("[x,3]");
    assertThat(input.rowCount()).hasValue(1);
  }

  @Test
  void readsDocumentsOfSeveralLines() {
    writeText(dir.resolve("1.json"), "[{\"a\":\n1},\n{\"a\": 2}]");
    var input = resolve(json().option("multiLine", "true").schema("a INT"));

    assertThat(rows(input)).containsExactly("[1]", "[2]");
    assertThat(input.rowCount()).hasValue(2);
  }

  @Test
  void saysThatNothingCanBeInferred() {
    writeText(dir.resolve("1.json"), "");
    var input = resolve(json());

    assertThat(outcome(input.checkBefore(), "schema"))
        .isEqualTo(
            new Outcome.Failed(
                "readable columns",
                "1 difference",
                "no column could be inferred: declare a schema"));
    assertThat(rows(resolve(json().schema("a INT")))).isEmpty();
  }

  @Test
  void takesATimeThatSparkTwoWouldHaveReadForCorrupt() {
    write(dir.resolve("1.json"), "{\"s\": {\"d\": \"22.3.20\"}}", "{\"s\": {\"d\": \"22.3.20x\"}}");
    var input = resolve(json().schema("s STRUCT<d: DATE>").option("dateFormat", "d.M.yy"));

    assertThat(rows(input)).containsExactly("[[2020-03-22]]");
    assertThat(input.corruptRows()).hasValue(1);
  }
}
