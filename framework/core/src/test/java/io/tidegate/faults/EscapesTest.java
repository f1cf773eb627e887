package io.tidegate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidegate.cli.Cli;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunStatus;
import io.tidegate.problem.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Names, dates, options and data that try to get out: each is refused with a line that says so, or
 * is kept as the text that it is. Whatever happens, no file comes to be or changes outside the
 * table and the ledger.
 */
class EscapesTest {

  /** Deep enough that the paths up lead to folders which are watched. */
  private static final String INSIDE = "a/b/c/d/project";

  private static final String NAMES =
      " (use lower case letters, digits, '_', '.' and '-' (not first), as in curated.daily_cases)";

  @TempDir Path top;

  private Escapes project;
  private Set<String> before = Set.of();

  @BeforeEach
  void aProjectWithACanary() {
    project = new Escapes(top, top.resolve(INSIDE));
    project.write(top.resolve("canary.txt"), "sings");
    project.conf("");
    before = project.filesOutside();
  }

  @AfterEach
  void nothingHappenedOutside() {
    assertThat(project.filesOutside()).isEqualTo(before);
    assertThat(Path.of("escaped")).doesNotExist();
    assertThat(Path.of("/escaped")).doesNotExist();
  }

  /** What is no name, no date and no id. */
  static List<String> hostile() {
    return List.of(
        "..",
        ".",
        "../escaped",
        "../../../../escaped",
        "..\\escaped",
        "/escaped",
        "a/b",
        "C:\\escaped",
        "file:///escaped",
        "%2e%2e%2fescaped",
        "a\u0000b",
        "a\nb",
        "a\r\nb",
        "a\u001B[2Jb",
        "\u2025\u2215escaped",
        "\uFF0E\uFF0E\uFF0Fescaped",
        "\u0430",
        "\u202Eb",
        "-rf",
        "~",
        "$(id)",
        "`id`",
        "*",
        "a b",
        "'; DROP TABLE orders; --",
        "\" OR 1=1 --",
        "/* */",
        "_tidegate/../..",
        "x".repeat(5000));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void asTheNameOfAJob(String name) {
    assertThatThrownBy(() -> project.run("2024-03-01", "job.name=" + name))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "--set: job.name: "
                + (name.length() > 200
                    ? "is longer than 200 characters (shorten it)"
                    : "'" + shown(name) + "' is not a name" + NAMES));
    assertThat(Cli.call("history", "--ledger", project.ledger(), "--", name))
        .isEqualTo(
            name.equals("-rf")
                ? new Cli.Shown(0, "no runs of " + name + " in " + project.ledger() + "\n", "")
                : Cli.mistake(
                    "'"
                        + shown(name)
                        + "' is not a job's name (only a-z, 0-9, '_', '-' and '.', no '.' at"
                        + " the start, and at most 200)"));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void asTheNameOfADataset(String name) {
    assertThatThrownBy(() -> project.run("2024-03-01", "output.name=" + name))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "--set: output.name: "
                + (name.length() > 200
                    ? "is longer than 200 characters (shorten it)"
                    : "'" + shown(name) + "' is not a name" + NAMES));
    project.conf("inputs { " + Escapes.quoted(name) + " = ${inputs.orders} }");
    before = project.filesOutside();
    assertThat(catchThrowable(() -> project.run("2024-03-01")))
        .isInstanceOf(UserException.class)
        .message()
        .containsAnyOf(
            " is not an alias (use lower case letters, digits, '_' and '-' (not first)",
            " is longer than 200 characters (shorten it)")
        .satisfies(message -> assertThat(message.lines()).hasSize(1));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void asTheLogicalDate(String date) {
    assertThat(Cli.call("run", project.confFile(), "--date=" + date))
        .isEqualTo(
            Cli.mistake(
                "--date: '"
                    + cut(shown(date))
                    + "' is not a logical date: write 2020-03-22 or 2020-03-22T05:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+999999999-12-31T23:59:59-18:00", "+10000-01-01T00:00Z", "0000-12-31"})
  void asADateThatNoFolderIsMadeOf(String date) {
    var shown = Cli.call("run", project.confFile(), "--date=" + date);
    assertThat(shown.code()).isEqualTo(2);
    assertThat(shown.err())
        .startsWith("--date: '")
        .endsWith("' is not a logical date: the years are 0001 to 9999\n");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void asTheIdOfARun(String id) {
    String message =
        "'"
            + shown(id)
            + "' is not a run id (a run id is a UUIDv7 in lower case, as the report of the run and"
            + " its history show it)";
    assertThat(Cli.call("show", "--ledger", project.ledger(), "--", id))
        .isEqualTo(Cli.mistake(message));
    for (String command : List.of("release", "discard")) {
      assertThat(Cli.call(command, "--reason", "why", "--ledger", project.ledger(), "--", id))
          .isEqualTo(Cli.mistake(message));
    }
    assertThat(Cli.call("rejected", "--ledger", project.ledger(), "--", id))
        .isEqualTo(Cli.mistake(message));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void asTheNameOfAnEnvironmentOrAKey(String text) {
    var environment = Cli.call("run", project.confFile(), "--date", "2024-03-01", "--env=" + text);
    assertThat(environment.code()).isEqualTo(2);
    assertThat(environment.err().lines()).hasSize(1);
    var key = Cli.call("validate", project.confFile(), "--set=" + text + "=x");
    assertThat(key.code()).isEqualTo(2);
    assertThat(key.err().lines()).allMatch(line -> line.startsWith("--set: "));
  }

  /** What is given as a value is a value, whatever it looks like. */
  @ParameterizedTest
  @MethodSource("hostile")
  void asAValue(String text) {
    assertThat(project.config("2024-03-01", "settings.given=" + text).settings().text("given"))
        .isEqualTo(text);
    String hocon = "x\"\njob.name = evil\n#" + text;
    var config = project.config("2024-03-01", "settings.given=" + hocon);
    assertThat(config.settings().text("given")).isEqualTo(hocon);
    assertThat(config.name()).isEqualTo("copy-orders");
  }

  /** Names of columns that Delta takes; a folder is made of each that partitions. */
  private static final List<String> COLUMNS =
      List.of("a`b", "a.b", "a'b", "a\"b", "../x", "a/b", "--", "%", "数🌊", "a\\");

  /** Partition values that come with the data, each a folder of the table. */
  private static final List<String> VALUES =
      List.of(
          "..",
          "../../x",
          "../../../../../escaped",
          "a/b",
          "a=b",
          "%2e%2e%2f",
          "a\nb",
          "'; DROP TABLE x; --",
          "' OR '1'='1",
          "\\' OR 1=1 --",
          "\"",
          "*",
          " ",
          "数据🌊",
          "_delta_log",
          "x".repeat(60));

  @Test
  void asAPartitionOfTheData() {
    project.rows(VALUES);
    before = project.filesOutside();
    for (String write : List.of("append", "dynamic-partitions")) {
      var report = project.run("2024-03-01", "output.write=" + write, "job.name=" + write);
      assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.PUBLISHED);
      assertThat(project.regions()).containsExactlyInAnyOrderElementsOf(VALUES);
    }
  }

  /**
   * Hive's name for no value is no value, and so is the empty text: as every writer of Spark does.
   */
  @Test
  void asAPartitionWithoutAValue() {
    project.rows(List.of("", "a"));
    before = project.filesOutside();
    assertThat(project.run("2024-03-01").status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(project.regions()).containsExactlyInAnyOrder("<null>", "a");
  }

  @Test
  void asThePartitionToReplace() {
    project.rows(VALUES);
    project.run("2024-03-01");
    for (String value : List.of("' OR '1'='1", "\\")) {
      project.rows(List.of(value));
      before = project.filesOutside();
      var report =
          project.run(
              "2024-03-02", "output.write=replace-partition", "output.partition.value=" + value);
      assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.PUBLISHED);
    }
    var expected = new ArrayList<>(VALUES);
    expected.add("\\");
    assertThat(project.regions()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void asAPredicateThatIsMoreThanOne() {
    project.rows(List.of("a", "b"));
    before = project.filesOutside();
    project.run("2024-03-01");
    for (String predicate :
        List.of(
            "region = 'a'; DROP TABLE x",
            "region = 'a') OR (1 = 1",
            "region = 'a",
            "region = 'a' /*")) {
      assertThatThrownBy(
              () ->
                  project.run(
                      "2024-03-02",
                      "output.write=replace-where",
                      "output.replace-where=" + predicate))
          .isInstanceOf(UserException.class)
          .hasMessage(
              "outputs.output: [DELTA_FAILED_RECOGNIZE_PREDICATE] Cannot recognize the predicate '"
                  + predicate
                  + "'");
    }
    assertThat(project.regions()).containsExactlyInAnyOrder("a", "b");
  }

  /** Rules name a column in backticks; DQDL has no way to write a quote or a backtick in one. */
  @Test
  void asTheNameOfAColumn() {
    var schema = new StructType().add("region", DataTypes.StringType);
    var rules = new ArrayList<String>(List.of("IsUnique \"region\""));
    for (String name : COLUMNS) {
      schema = schema.add(name, DataTypes.StringType);
      if (!name.matches(".*[`\"\\\\].*")) {
        rules.add("IsComplete \"`" + name + "`\"");
      }
    }
    Object[] row = new Object[COLUMNS.size() + 1];
    Arrays.fill(row, "../../x");
    project.table(schema, List.<Object[]>of(row));
    project.rules(String.join(",\n  ", rules));
    before = project.filesOutside();
    String all = COLUMNS.stream().map(Escapes::quoted).collect(Collectors.joining(", "));
    for (String by : List.of("region", all)) {
      var report =
          project.run(
              "2024-03-01",
              "output.write=overwrite",
              "output.partition-by=[" + by + "]",
              "output.path=" + project.warehouse() + "/" + (by.equals(all) ? "all" : "orders"),
              "job.name=by-" + (by.equals(all) ? "all" : "region"));
      assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.PUBLISHED);
    }
    assertThat(project.regions()).containsExactly("../../x");
  }

  @Test
  void asTheNameOfAColumnThatDeltaRefuses() {
    var schema = new StructType().add("region", DataTypes.StringType);
    var names = List.of("a b", "a;b", "a\nb", "a=b", "a,b", "f()", "a{b}", "1; DROP TABLE x");
    for (String name : names) {
      schema = schema.add(name, DataTypes.LongType);
    }
    project.table(schema, List.of());
    before = project.filesOutside();
    var report = project.run("2024-03-01");
    assertThat(report.status()).isEqualTo(RunStatus.REJECTED);
    assertThat(report.toTable().lines())
        .anyMatch(
            line ->
                line.equals(
                    "  REJECT  schema   column-names  a b, a;b, a b, a=b, a,b, f(), a{b},"
                        + " 1; DROP TABLE x; expected none of blank , ; { } ( ) = tab newline in a"
                        + " name"));
  }

  @Test
  void asTheReasonOfARelease() {
    project.rows(List.of("a", "b", "c", "d"));
    project.run("2024-03-01");
    project.rows(List.of("a"));
    before = project.filesOutside();
    var held =
        project.run("2024-03-02", "output.volume.min-rows=2", "output.volume.otherwise=hold");
    assertThat(held.status()).isEqualTo(RunStatus.HELD);
    String reason = "ok\", \"who\": \"boss\"}\n  released at 2024 by boss: \u001B[2J../../x'; --";
    String id = held.record().start().runId();
    assertThat(Cli.call("release", id, "--reason", reason, "--ledger", project.ledger()).code())
        .isZero();
    assertThat(Ledger.open(project.ledger()).find(id).orElseThrow().interventions())
        .singleElement()
        .satisfies(kept -> assertThat(kept.reason()).isEqualTo(reason));
    assertThat(Cli.call("show", id, "--ledger", project.ledger()).out().lines())
        .last()
        .asString()
        .startsWith("  released at ")
        .endsWith(
            " by "
                + System.getProperty("user.name")
                + ": ok\", \"who\": \"boss\"}   released at 2024 by boss:  [2J../../x'; --");
  }

  /** What the data says stays inside the line that quotes it. */
  @Test
  void asAValueThatAFindingQuotes() {
    project.rows(List.of("a\n  run     forged", "\u001B[2J", "\u202Eb"));
    before = project.filesOutside();
    project.rules("ColumnValues \"region\" in [\"a\"]");
    var report = project.run("2024-03-01");
    assertThat(report.status()).isEqualTo(RunStatus.REJECTED);
    assertThat(report.toTable()).doesNotContain("\u001B").doesNotContain("\u202E");
    assertThat(report.toTable().lines().filter(line -> line.startsWith("  run "))).hasSize(1);
    String id = report.record().start().runId();
    assertThat(Cli.call("show", id, "--ledger", project.ledger()).out()).doesNotContain("\u001B");
  }

  private static String shown(String text) {
    return text.replaceAll("[\\p{Cc}\u202E]+", " ");
  }

  private static String cut(String text) {
    return text.length() <= 1000 ? text : text.substring(0, 1000) + "...";
  }
}
