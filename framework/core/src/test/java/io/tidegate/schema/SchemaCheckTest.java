package io.tidegate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.config.SchemaChange;
import io.tidegate.config.WriteMode;
import io.tidegate.problem.UserException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaCheckTest {

  /** allow; table; dataset; what is found; the table afterwards; evolution. */
  @ParameterizedTest(name = "{0}: {1} | {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      emptyValue = "",
      textBlock =
          """
          ""                  | a int        | a int                 | schema Passed               | a int               | NONE
          ""                  | a int        | a int NOT NULL        | schema Passed               | a int               | NONE
          ""                  | a int        | a int, b int          | add-nullable-column REJECT  | a int               | NONE
          add-nullable-column | a int        | a int, b int          | add-nullable-column Passed  | a int, b int        | MERGE
          add-nullable-column | a int        | a int, b int NOT NULL | add-nullable-column Passed  | a int, b int        | MERGE
          add-nullable-column | s struct<x:int> | s struct<y:int,x:int> | add-nullable-column Passed | s struct<x:int,y:int> | MERGE
          ""                  | a int, b int | a int                 | drop-column REJECT          | a int, b int        | NONE
          drop-column         | a int, b int | a int                 | drop-column Passed          | a int, b int        | NONE
          drop-column         | a int, b int NOT NULL | a int        | drop-column REJECT          | a int, b int NOT NULL | NONE
          ""                  | a int        | A1 int                | rename-column REJECT        | a int               | NONE
          rename-column       | a_b int      | aB int                | rename-column Passed        | a_b int, aB int     | MERGE
          rename-column       | a_b int NOT NULL | aB int            | rename-column REJECT        | a_b int NOT NULL    | NONE
          ""                  | a smallint   | a int                 | widen-type REJECT           | a smallint          | NONE
          widen-type          | a smallint   | a int                 | widen-type Passed           | a int               | MERGE
          widen-type          | a array<tinyint> | a array<int>      | widen-type Passed           | a array<int>        | MERGE
          widen-type          | a int        | a bigint              | rewrite-type REJECT         | a int               | NONE
          rewrite-type        | a int        | a bigint              | rewrite-type REJECT         | a int               | NONE
          narrow-type         | a bigint     | a int                 | narrow-type Passed          | a bigint            | NONE
          ""                  | a bigint     | a int                 | narrow-type REJECT          | a bigint            | NONE
          change-type         | a int        | a string              | change-type REJECT          | a int               | NONE
          ""                  | a int NOT NULL | a int               | not-null NotApplicable      | a int NOT NULL      | NONE
          relax-nullability   | a int NOT NULL | a int               | relax-nullability Passed    | a int               | MERGE
          relax-nullability   | a int NOT NULL | a int NOT NULL      | schema Passed               | a int NOT NULL      | NONE
          ""                  | a int, b int | b int, a int          | reorder-columns REJECT      | a int, b int        | NONE
          reorder-columns     | a int, b int | b int, a int          | reorder-columns Passed      | a int, b int        | NONE
          ""                  | Id int       | ID int                | change-case REJECT          | Id int              | NONE
          change-case         | Id int       | ID int                | change-case Passed          | Id int              | NONE
          drop-column, widen-type | a smallint, b int, c int | a int, c string | drop-column Passed, widen-type Passed, change-type REJECT | a int, b int, c int | MERGE
          """)
  void appends(
      String allow,
      String table,
      String incoming,
      String found,
      String target,
      Evolution evolution) {
    var output = output(WriteMode.APPEND).allow(kinds(allow));
    var decision = output.check().judge(table(table), ddl(incoming));
    assertThat(found(decision)).isEqualTo(found);
    assertThat(decision.target()).isEqualTo(ddl(target));
    assertThat(decision.evolution()).isEqualTo(evolution);
    assertThat(decision.stops()).isEqualTo(found.contains("REJECT"));
  }

  @ParameterizedTest(name = "{0}: {1} | {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      emptyValue = "",
      textBlock =
          """
          rewrite-type        | a int        | a bigint | rewrite-type Passed        | a bigint     | REPLACE
          change-type         | a int        | a string | change-type Passed         | a string     | REPLACE
          change-type         | a int        | a struct<x:int> | change-type Passed  | a struct<x:int> | REPLACE
          drop-column         | a int, b int | a int    | drop-column Passed         | a int, b int | NONE
          add-nullable-column | a int        | a int, b int | add-nullable-column Passed | a int, b int | MERGE
          rewrite-type, add-nullable-column, drop-column | a int, d int | a bigint, b string | add-nullable-column Passed, drop-column Passed, rewrite-type Passed | a bigint, d int, b string | REPLACE
          rewrite-type        | k int NOT NULL, a int | k int NOT NULL, a bigint | rewrite-type Passed | k int NOT NULL, a bigint | REPLACE
          """)
  void overwrites(
      String allow,
      String table,
      String incoming,
      String found,
      String target,
      Evolution evolution) {
    var output = output(WriteMode.OVERWRITE).allow(kinds(allow));
    var decision = output.check().judge(table(table), ddl(incoming));
    assertThat(found(decision)).isEqualTo(found);
    assertThat(decision.target()).isEqualTo(ddl(target));
    assertThat(decision.evolution()).isEqualTo(evolution);
  }

  @ParameterizedTest(name = "{0} warn: {1} | {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          APPEND    | a int               | a int, b int | add-nullable-column WARN | a int, b int | MERGE
          APPEND    | a int, b int        | a int        | drop-column WARN         | a int, b int | NONE
          APPEND    | a int, b int NOT NULL | a int      | drop-column REJECT       | a int, b int NOT NULL | NONE
          APPEND    | a_b int             | aB int       | rename-column WARN       | a_b int, aB int | MERGE
          APPEND    | a tinyint           | a smallint   | widen-type WARN          | a smallint   | MERGE
          APPEND    | a bigint            | a int        | narrow-type WARN         | a bigint     | NONE
          APPEND    | a int, b int        | b int, a int | reorder-columns WARN     | a int, b int | NONE
          APPEND    | Id int              | ID int       | change-case WARN         | Id int       | NONE
          APPEND    | a int               | a bigint     | rewrite-type REJECT      | a int        | NONE
          OVERWRITE | a int               | a bigint     | rewrite-type WARN        | a bigint     | REPLACE
          OVERWRITE | a int               | a string     | change-type REJECT       | a int        | NONE
          """)
  void goesOnUnderAWarningWhereNothingIsLost(
      WriteMode write, String table, String incoming, String found, String target, Evolution evo) {
    var output = output(write).otherwise(Severity.WARN);
    var decision = output.check().judge(table(table), ddl(incoming));
    assertThat(found(decision)).isEqualTo(found);
    assertThat(decision.target()).isEqualTo(ddl(target));
    assertThat(decision.evolution()).isEqualTo(evo);
    assertThat(decision.stops()).isEqualTo(found.contains("REJECT"));
  }

  @Test
  void aFailureShowsTheDiffAndHowToLetItThrough() {
    var decision =
        output(WriteMode.APPEND)
            .otherwise(Severity.HOLD)
            .check()
            .judge(
                table("`Province/State` string, n int"),
                ddl("Province_State string, n int, fresh date"));
    assertThat(decision.findings())
        .containsExactly(
            failed(
                "add-nullable-column",
                Severity.HOLD,
                "no new column",
                "fresh date",
                """
                + fresh  date  added
                to let it through, add add-nullable-column to schema.allow"""),
            failed(
                "rename-column",
                Severity.HOLD,
                "no column renamed",
                "Province/State to Province_State?",
                """
                - Province/State  string  dropped
                + Province_State  string  added (renamed from Province/State?)
                to let it through, add rename-column to schema.allow"""));
    assertThat(decision.diff())
        .isEqualTo(
            """
            - Province/State  string  dropped
            + Province_State  string  added (renamed from Province/State?)
            + fresh           date    added""");
  }

  @Test
  void anAllowedChangeSaysThatItWasMade() {
    var decision =
        output(WriteMode.APPEND)
            .allow(SchemaChange.WIDEN_TYPE)
            .check()
            .judge(table("a smallint"), ddl("a int"));
    assertThat(decision.findings())
        .containsExactly(
            finding(
                "widen-type",
                Severity.REJECT,
                new Outcome.Passed("widen-type is allowed", "a smallint to int: widened")));
  }

  @Test
  void whatCannotBeDoneSaysWhatToDo() {
    var output = output(WriteMode.APPEND).allow(SchemaChange.values());
    var decision = output.check().judge(table("a int, k string NOT NULL"), ddl("a bigint"));
    assertThat(decision.findings())
        .containsExactly(
            failed(
                "drop-column",
                Severity.REJECT,
                "no column missing",
                "k",
                """
                - k  string  dropped, was NOT NULL
                NOT NULL in the table and cannot be filled with null: k; have the job compute it, or\
                 make it nullable in the table first"""),
            failed(
                "rewrite-type",
                Severity.REJECT,
                "no type that needs a rewrite",
                "a int to bigint",
                """
                ~ a  bigint  was int (wider, the table must be written again)
                the type of a column changes only when every file is written again: cast the column\
                 in the job, or publish once with write = overwrite"""));
  }

  @Test
  void nullsThatDeltaDoesNotCheckStopTheRunUnderAWarningToo() {
    var promised = new StructType().add("a", DataTypes.createArrayType(DataTypes.LongType, false));
    var existing = new ExistingTable(true, promised, List.of(), Map.of());
    var decision =
        output(WriteMode.APPEND)
            .otherwise(Severity.WARN)
            .check()
            .judge(existing, ddl("a array<bigint>"));
    assertThat(found(decision)).isEqualTo("relax-nullability REJECT");
    var allowed =
        output(WriteMode.APPEND)
            .allow(SchemaChange.RELAX_NULLABILITY)
            .check()
            .judge(existing, ddl("a array<bigint>"));
    assertThat(allowed.target()).isEqualTo(ddl("a array<bigint>"));
    assertThat(allowed.evolution()).isEqualTo(Evolution.MERGE);
  }

  @Test
  void aNewTableIsNullableThroughout() {
    var output = output(WriteMode.APPEND).partitionBy("DAY");
    var decision =
        output
            .check()
            .judge(
                ExistingTable.ABSENT, ddl("day date NOT NULL, s struct<x: int NOT NULL> NOT NULL"));
    assertThat(decision)
        .isEqualTo(
            new SchemaDecision(
                List.of(
                    finding(
                        "schema",
                        Severity.REJECT,
                        new Outcome.NotApplicable("the table does not exist yet"))),
                List.of(),
                ddl("day date, s struct<x: int>"),
                List.of("day"),
                Evolution.NONE));
  }

  @Test
  void partitioningChangesOnlyWithEveryFile() {
    var table = new ExistingTable(true, ddl("a int, b int, c int"), List.of("a"), Map.of());
    var append = output(WriteMode.APPEND).partitionBy("b").allow(SchemaChange.values());
    var stopped = append.check().judge(table, table.schema());
    assertThat(stopped.findings())
        .containsExactly(
            failed(
                "change-partitioning",
                Severity.REJECT,
                "the same partitioning",
                "a to b",
                """
                ~ (partitioning)  b  was a
                the partitioning changes only when every file is written again: set partition-by to\
                 the table's, or publish once with write = overwrite"""));
    assertThat(stopped.partitionBy()).containsExactly("a");
    var overwrite = output(WriteMode.OVERWRITE).partitionBy("B").allow(SchemaChange.values());
    var replaced = overwrite.check().judge(table, table.schema());
    assertThat(found(replaced)).isEqualTo("change-partitioning Passed");
    assertThat(replaced.partitionBy()).containsExactly("b");
    assertThat(replaced.evolution()).isEqualTo(Evolution.REPLACE);
  }

  @Test
  void theTablesSpellingOfPartitionColumnsWins() {
    var table = new ExistingTable(true, ddl("Day date, n int"), List.of("Day"), Map.of());
    var decision =
        output(WriteMode.APPEND).partitionBy("day").check().judge(table, ddl("Day date, n int"));
    assertThat(found(decision)).isEqualTo("schema Passed");
    assertThat(decision.partitionBy()).containsExactly("Day");
  }

  @Test
  void metadataOfTheTableStays() {
    var table = new StructType().add("a", DataTypes.ShortType, true, "the key");
    var decision =
        output(WriteMode.APPEND)
            .allow(SchemaChange.WIDEN_TYPE)
            .check()
            .judge(new ExistingTable(true, table, List.of(), Map.of()), ddl("a int"));
    assertThat(decision.target())
        .isEqualTo(new StructType().add("a", DataTypes.IntegerType, true, "the key"));
  }

  @Test
  void columnsThatTheTableHasWithoutATypeAreNew() {
    var table = table("a int, v void");
    var output = output(WriteMode.APPEND).allow(SchemaChange.ADD_NULLABLE_COLUMN);
    assertThat(output.check().judge(table, ddl("a int")).evolution()).isEqualTo(Evolution.NONE);
    assertThat(found(output.check().judge(table, ddl("a int, v string"))))
        .isEqualTo("add-nullable-column Passed");
  }

  @ParameterizedTest(name = "{0} | {1} | {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a int               | a int        | contract Passed, schema NotApplicable                    | a int
          a int NOT NULL      | a int        | contract Passed, schema NotApplicable                    | a int NOT NULL
          a int               | a int NOT NULL | contract Passed, schema NotApplicable                  | a int
          a int, b int        | a int        | contract.drop-column REJECT, schema NotApplicable        | a int, b int
          a int               | a int, b int | contract.add-nullable-column REJECT, schema NotApplicable | a int
          a int               | a int, b int NOT NULL | contract.add-nullable-column REJECT, schema NotApplicable | a int
          a bigint            | a int        | contract.narrow-type Passed, schema NotApplicable        | a bigint
          a int               | a bigint     | contract.rewrite-type REJECT, schema NotApplicable       | a int
          a int, b int        | b int, a int | contract.reorder-columns Passed, schema NotApplicable    | a int, b int
          Id int              | id int       | contract.change-case REJECT, schema NotApplicable        | Id int
          """)
  void contractForANewTable(String contract, String incoming, String found, String target) {
    var output =
        output(WriteMode.APPEND)
            .contract(contract)
            .allow(SchemaChange.NARROW_TYPE, SchemaChange.REORDER_COLUMNS);
    var decision = output.check().judge(ExistingTable.ABSENT, ddl(incoming));
    assertThat(found(decision)).isEqualTo(found);
    assertThat(decision.target()).isEqualTo(ddl(target));
  }

  @ParameterizedTest(name = "{0} {1}: {2} | {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REJECT | APPEND    | a int NOT NULL      | a int NOT NULL | contract Passed, schema Passed              | a int NOT NULL | NONE
          REJECT | APPEND    | a int               | a int NOT NULL | contract Passed, tighten-nullability REJECT | a int          | NONE
          WARN   | APPEND    | a int               | a int NOT NULL | contract Passed, tighten-nullability WARN   | a int          | NONE
          REJECT | APPEND    | a int NOT NULL      | a int          | contract Passed, relax-nullability REJECT   | a int NOT NULL | NONE
          WARN   | APPEND    | a int NOT NULL      | a int          | contract Passed, relax-nullability WARN     | a int NOT NULL | NONE
          REJECT | APPEND    | b int               | b int, a int NOT NULL | contract Passed, add-required-column REJECT | b int   | NONE
          WARN   | OVERWRITE | b int               | b int, a int NOT NULL | contract Passed, add-required-column WARN | b int, a int NOT NULL | REPLACE
          """)
  void contractAgainstATable(
      Severity otherwise,
      WriteMode write,
      String table,
      String contract,
      String found,
      String target,
      Evolution evolution) {
    var output = output(write).contract(contract).otherwise(otherwise);
    var incoming = Types.nullable(ddl(contract));
    var decision = output.check().judge(table(table), incoming);
    assertThat(found(decision)).isEqualTo(found);
    assertThat(decision.target()).isEqualTo(ddl(target));
    assertThat(decision.evolution()).isEqualTo(evolution);
  }

  @Test
  void aStricterContractIsAppliedWhenEveryRowIsWrittenAgain() {
    var output =
        output(WriteMode.OVERWRITE)
            .contract("a int NOT NULL")
            .allow(SchemaChange.TIGHTEN_NULLABILITY);
    var decision = output.check().judge(table("a int"), ddl("a int"));
    assertThat(found(decision)).isEqualTo("contract Passed, tighten-nullability Passed");
    assertThat(decision.target()).isEqualTo(ddl("a int NOT NULL"));
    assertThat(decision.evolution()).isEqualTo(Evolution.REPLACE);
  }

  @Test
  void aColumnThatTheContractRequiresCannotBeFilled() {
    var output =
        output(WriteMode.APPEND).contract("a int, k int NOT NULL").allow(SchemaChange.DROP_COLUMN);
    var decision = output.check().judge(ExistingTable.ABSENT, ddl("a int"));
    assertThat(found(decision)).isEqualTo("contract.drop-column REJECT, schema NotApplicable");
    assertThat(((Outcome.Failed) decision.findings().get(0).outcome()).detail())
        .isEqualTo(
            """
            - k  int  dropped, was NOT NULL
            NOT NULL in the contract and cannot be filled with null: k; have the job compute it, or\
             make it nullable in the contract first""");
  }

  @Test
  void anAllowedDifferenceFromTheContractGoesOnToTheTable() {
    var output = output(WriteMode.APPEND).contract("a int").allow(SchemaChange.ADD_NULLABLE_COLUMN);
    var decision = output.check().judge(table("a int"), ddl("a int, b string"));
    assertThat(found(decision))
        .isEqualTo("contract.add-nullable-column Passed, add-nullable-column Passed");
    assertThat(decision.target()).isEqualTo(ddl("a int, b string"));
  }

  @Test
  void anUnreadableContractIsFoundAtOnce() {
    var output = output(WriteMode.APPEND).contract("a it");
    assertThatThrownBy(output::check)
        .isInstanceOf(UserException.class)
        .hasMessage(
            "output.schema.contract: the contract cannot be read as Spark DDL:"
                + " [UNSUPPORTED_DATATYPE] Unsupported data type \"IT\".(line 1, pos 2)"
                + " (write it like: id BIGINT NOT NULL, name STRING)");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      emptyValue = "",
      textBlock =
          """
          a int, A int             | ""    | duplicate-columns   | A
          s struct<x: int, X: int> | ""    | duplicate-columns   | s.X
          `Last Update` int, `a=b` int, s struct<`c,d`: int> | "" | column-names | Last Update, a=b, s.c,d
          a int, v void, l array<void> | "" | column-types       | v void, l array<void>
          a int, i interval        | ""    | column-types        | i interval
          a int, b int             | c     | partition-columns   | c missing
          a int, s struct<x: int>  | s     | partition-columns   | s struct<x:int>
          a int                    | a     | partition-columns   | every column
          """)
  void whatDeltaCannotHoldStopsTheRun(
      String incoming, String partitionBy, String check, String actual) {
    var output = output(WriteMode.APPEND).otherwise(Severity.WARN).allow(SchemaChange.values());
    if (!partitionBy.isEmpty()) {
      output.partitionBy(partitionBy);
    }
    var decision = output.check().judge(ExistingTable.ABSENT, ddl(incoming));
    var finding = decision.findings().get(decision.findings().size() - 1);
    assertThat(finding.check()).isEqualTo(check);
    assertThat(finding.severity()).isEqualTo(Severity.REJECT);
    assertThat(((Outcome.Failed) finding.outcome()).actual()).isEqualTo(actual);
    assertThat(decision.stops()).isTrue();
  }

  @Test
  void aDatasetWithoutColumnsStopsTheRun() {
    var decision = output(WriteMode.APPEND).check().judge(table("a int"), new StructType());
    assertThat(decision.findings())
        .containsExactly(failed("no-columns", Severity.REJECT, "at least one column", "none", ""));
  }

  @Test
  void mappedNamesMayHaveAnyCharacter() {
    var mapped = Map.of("delta.columnMapping.mode", "name");
    var incoming = ddl("`Last Update` string");
    var byConf = output(WriteMode.APPEND).properties(mapped);
    assertThat(byConf.check().judge(ExistingTable.ABSENT, incoming).stops()).isFalse();
    var byTable = new ExistingTable(true, incoming, List.of(), mapped);
    assertThat(output(WriteMode.APPEND).check().judge(byTable, incoming).stops()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(SchemaChange.class)
  void everyClassIsNamedAsInTheConf(SchemaChange kind) {
    assertThat(kind.label()).matches("[a-z]+(-[a-z]+)+");
    assertThat(kinds(kind.label())).containsExactly(kind);
    assertThat(Wording.expected(kind)).isNotBlank();
    assertThat(Wording.done(kind)).isNotBlank();
  }

  private static OutputFixture output(WriteMode write) {
    return new OutputFixture(write);
  }

  private static ExistingTable table(String ddl) {
    return new ExistingTable(true, ddl(ddl), List.of(), Map.of());
  }

  private static StructType ddl(String ddl) {
    return StructType.fromDDL(ddl);
  }

  private static SchemaChange[] kinds(String names) {
    return Arrays.stream(names.split(", "))
        .filter(name -> !name.isEmpty())
        .map(
            name -> SchemaChange.valueOf(name.toUpperCase(java.util.Locale.ROOT).replace('-', '_')))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(SchemaChange.class)))
        .toArray(SchemaChange[]::new);
  }

  private static String found(SchemaDecision decision) {
    return decision.findings().stream()
        .map(
            f ->
                f.check()
                    + " "
                    + (f.isProblem() ? f.severity() : f.outcome().getClass().getSimpleName()))
        .collect(Collectors.joining(", "));
  }

  private static Finding failed(
      String check, Severity severity, String expected, String actual, String detail) {
    return finding(check, severity, new Outcome.Failed(expected, actual, detail));
  }

  private static Finding finding(String check, Severity severity, Outcome outcome) {
    return new Finding(Finding.Kind.SCHEMA, check, "orders", severity, outcome);
  }
}
