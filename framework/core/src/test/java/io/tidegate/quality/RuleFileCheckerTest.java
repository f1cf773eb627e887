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
    assertThat(problems(text)).containsExactly("r.dqdl:1: EMPTY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Rules = []", "Rules = [ ]", "Rules = [\n]\n"})
  void aFileWithoutARule(String text) {
    assertThat(problems(text)).containsExactly("r.dqdl:1: has no rules (write Rules = [ ... ])");
  }

  @Test
  void aBracketThatIsNotClosed() {
    assertThat(problems("Rules = [\n  IsComplete \"id\",\n  RowCount > 0\n")).containsExactly("a");
  }

  @Test
  void aMissingComma() {
    assertThat(problems("Rules = [\n  IsComplete \"id\"\n  RowCount > 0\n]")).containsExactly("b");
  }

  @Test
  void aQuoteThatIsNotClosed() {
    assertThat(problems("Rules = [\n  IsComplete \"id,\n  RowCount > 0\n]")).containsExactly("c");
  }

  @Test
  void textThatIsNoRuleFile() {
    assertThat(problems("select * from orders")).containsExactly("d");
  }

  @Test
  void everyWrongRuleAtOnce() {
    assertThat(
            problems(
                """
                Rules = [
                  IsComplet "id",
                  IsComplete "id",
                  DetectAnomalies "RowCount",
                  IsComplete "id" "price",

                  ColumnCorrelation "id" > 0.5,
                  RowCount,
                  ColumnValues "price" > "cheap",
                  (IsComplete "id") and (FileSize > 3),
                  RowCountMatch "other" = 1.0,
                  RowCount > median(last(3)),
                  Größe > 3
                ]
                """))
        .containsExactly("e");
  }

  @Test
  void aWrongTypeInsideOfAComposite() {
    assertThat(problems("Rules = [\n  (IsComplete \"id\") and\n  (RowCont > 0)\n]"))
        .containsExactly("f");
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
    assertThat(problems(rules, OnFailure.WARN, "kinds", "copies")).containsExactly("g");
    assertThat(problems(rules)).containsExactly("h");
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
        .containsExactly("i");
  }

  @Test
  void anAnalyzersBlock() {
    assertThat(problems("Analyzers = [\n  Completeness \"id\"\n]")).containsExactly("j");
    assertThat(problems("Rules = [\n  RowCount > 0\n]\nAnalyzers = [\n  Completeness \"id\"\n]"))
        .containsExactly("k");
  }
}
