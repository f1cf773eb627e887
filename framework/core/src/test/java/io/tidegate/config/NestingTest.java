package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NestingTest {

  private static final String DEEP = "a = " + "[".repeat(101);

  @Test
  void tellsTheLineThatPassesTheLimit() {
    assertThat(Nesting.tooDeep("x = 1\n# [\n" + DEEP + "\n")).hasValue(3);
    assertThat(Nesting.tooDeep("{\n".repeat(200))).hasValue(101);
  }

  @Test
  void whatIsClosedDoesNotCount() {
    assertThat(Nesting.tooDeep("a { b = [] }\n".repeat(300))).isEmpty();
  }

  @Test
  void bracketsInStringsAndCommentsAreText() {
    String brackets = "[".repeat(300);
    assertThat(Nesting.tooDeep("a = \"" + brackets + "\\\"" + brackets + "\"")).isEmpty();
    assertThat(Nesting.tooDeep("a = \"\"\"" + brackets + "\n\"" + brackets + "\"\"\"")).isEmpty();
    assertThat(Nesting.tooDeep("# " + brackets)).isEmpty();
  }

  @Test
  void linesAreCountedPastStringsOfSeveralLines() {
    assertThat(Nesting.tooDeep("a = \"\"\"\n\n\"\"\"\n" + DEEP)).hasValue(4);
    assertThat(Nesting.tooDeep("a = \"not closed\n" + DEEP)).hasValue(2);
  }
}
