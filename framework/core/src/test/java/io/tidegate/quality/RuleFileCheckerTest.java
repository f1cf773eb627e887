package io.tidegate.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.OnFailure;
import io.tidegate.config.OutputConfig.RuleFile;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a rule file, said before a run, each with its file and line. */
class RuleFileCheckerTest {

  private static List<String> problems(String text, OnFailure onFailure, String... aliases) {
    return new RuleFileChecker()
        .check(new RuleFile("r.dqdl", text), onFailure, Set.of(aliases)).stream()
            .map(Object::toString)
            .toList();
  }

  private static List<String> problems(String text) {
    return problems(text, OnFailure.REJECT);
  }

  @Test
  void aFileThatIsFine() {
    assertThat(
            problems(
                """
                # a comment
                Rules = [
                  IsComplete "id",
                  (RowCount > 0) and (ColumnCount = 3),
                  RowCount > 0.5 * avg(last(10)),
                  RowCountMatch "other" = 1.0
                ]
                """,
                OnFailure.REJECT,
                "other"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment\n"})
  void anEmptyFile(String text) {
    assertThat(problems(text)).containsExactly("r.dqdl:1: has no rules (write Rules = [ ... ])");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Rules = []", "Rules = [ ]", "Rules = [\n]\n"})
  void aFileWithoutARule(String text) {
    assertThat(problems(text)).containsExactly("r.dqdl:1: has no rules (write Rules = [ ... ])");
  }

  @Test
  void aBracketThatIsNotClosed() {
    assertThat(problems("Rules = [\n  IsComplete \"id\",\n  RowCount > 0\n"))
        .containsExactly("r.dqdl:4: is not DQDL: it ends too early");
  }

  @Test
  void aMissingComma() {
    assertThat(problems("Rules = [\n  IsComplete \"id\"\n  RowCount > 0\n]"))
        .containsExactly(
            "r.dqdl:2: 'IsComplete \"id\" RowCount > 0' is not a rule: it takes another number of columns, or a comma is missing behind it");
  }

  @Test
  void aQuoteThatIsNotClosed() {
    assertThat(problems("Rules = [\n  IsComplete \"id,\n  RowCount > 0\n]"))
        .containsExactly("r.dqdl:2: is not DQDL: nothing fits at '\"'");
  }

  @Test
  void textThatIsNoRuleFile() {
    assertThat(problems("select * from orders"))
        .containsExactly(
            "r.dqdl:1: is not DQDL: mismatched input '*' expecting '='",
            "r.dqdl:1: is not DQDL: mismatched input 'orders' expecting '='",
            "r.dqdl:1: is not DQDL: mismatched input '<EOF>' expecting '='");
  }

  @Test
  void everyWrongRuleAtOnce() {
    assertThat(
            problems(
                """
                Rules = [
                  IsComplet "id",
                  IsComplete "id",
                  RowCountMatch "other" = 1.0,
                  DetectAnomalies "RowCount",
                  IsComplete "id" "price",

                  ColumnCorrelation "id" > 0.5,
                  RowCount,
                  (IsComplete "id") and (FileSize > 3),
                  RowCount > median(last(3))
                ]
                """))
        .containsExactly(
            "r.dqdl:2: IsComplet: is not a rule type (did you mean IsComplete?)",
            "r.dqdl:4: compares with 'other', which the conf does not name (add it to references)",
            "r.dqdl:5: DetectAnomalies: is a rule type that is not supported (Deequ does not evaluate it; compare with last(k), or use a baseline)",
            "r.dqdl:6: 'IsComplete \"id\" \"price\"' is not a rule: it takes another number of columns, or a comma is missing behind it",
            "r.dqdl:8: 'ColumnCorrelation \"id\" > 0.5' is not a rule: it takes another number of columns, or a comma is missing behind it",
            "r.dqdl:9: 'RowCount' is not a rule: Unexpected condition for rule of type RowCount with number return type",
            "r.dqdl:10: FileSize: is a rule type that is not supported (files are checked as inputs: use volume.min-bytes and max-bytes)");
  }

  /** What is not in the grammar is said first: nothing else can be trusted then. */
  @Test
  void severalPlacesThatAreNotDqdl() {
    assertThat(problems("Rules = [\n  ColumnValues \"price\" > \"cheap\",\n  Größe > 3\n]"))
        .containsExactly(
            "r.dqdl:2: is not DQDL: nothing fits at '\"cheap\"'",
            "r.dqdl:3: is not DQDL: token recognition error at: 'ö'",
            "r.dqdl:3: is not DQDL: token recognition error at: 'ß'");
  }

  @Test
  void aWrongTypeInsideOfAComposite() {
    assertThat(problems("Rules = [\n  (IsComplete \"id\") and\n  (RowCont > 0)\n]"))
        .containsExactly("r.dqdl:3: RowCont: is not a rule type (did you mean RowCount?)");
  }

  @Test
  void aliasesThatTheConfDoesNotName() {
    String rules =
        """
        Rules = [
          ReferentialIntegrity "kind" "kinds.kind" = 1.0,
          AggregateMatch "sum(id)" "sum(orders.id)" = 1.0,
          DatasetMatch "copy" "id" = 1.0
        ]
        """;
    assertThat(problems(rules, OnFailure.WARN, "kinds", "copies"))
        .containsExactly(
            "r.dqdl:3: compares with 'orders', which the conf does not name (the conf has [copies, kinds])",
            "r.dqdl:4: compares with 'copy', which the conf does not name (the conf has [copies, kinds])");
    assertThat(problems(rules))
        .containsExactly(
            "r.dqdl:2: compares with 'kinds', which the conf does not name (add it to references)",
            "r.dqdl:3: compares with 'orders', which the conf does not name (add it to references)",
            "r.dqdl:4: compares with 'copy', which the conf does not name (add it to references)");
  }

  @Test
  void rulesThatCannotQuarantineARow() {
    assertThat(
            problems(
                """
                Rules = [
                  IsComplete "id",
                  IsUnique "id",
                  (ColumnValues "id" > 0) or (RowCount > 3)
                ]
                """,
                OnFailure.QUARANTINE))
        .containsExactly(
            "r.dqdl:3: IsUnique does not hold for each row by itself, so no row can be quarantined for it (use on-failure = warn, hold or reject)",
            "r.dqdl:4: RowCount does not hold for each row by itself, so no row can be quarantined for it (use on-failure = warn, hold or reject)");
  }

  @Test
  void anAnalyzersBlock() {
    assertThat(problems("Analyzers = [\n  Completeness \"id\"\n]"))
        .containsExactly(
            "r.dqdl:1: has an Analyzers block, which Deequ never runs (write rules: every metric that a rule measures is kept)",
            "r.dqdl:1: has no rules (write Rules = [ ... ])");
    assertThat(problems("Rules = [\n  RowCount > 0\n]\nAnalyzers = [\n  Completeness \"id\"\n]"))
        .containsExactly(
            "r.dqdl:4: has an Analyzers block, which Deequ never runs (write rules: every metric that a rule measures is kept)");
  }
}
