package io.tidegate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {

  @TempDir Path folder;

  private static final Map<String, String> FACTS = Map.of("machine", "2 cores");

  private static final Result RESULT =
      new Result(
          "overhead",
          "line items",
          "at most 1.05",
          List.of(
              new Sample("plain", List.of(round(1000, 1500), round(1200, 1700))),
              new Sample("tidegate", List.of(round(1200, 1800), round(1200, 2550)))),
          List.of("a note"));

  private static final Measured MEASURED = new Measured(RESULT, FACTS);

  private static final String PART =
      """
      <!-- overhead -->
      ### overhead

      line items.
      Goal: at most 1.05.

      | | median | min | max | ratio | CPU | ratio |
      | --- | --: | --: | --: | --: | --: | --: |
      | plain | 1.100 s | 1.000 s | 1.200 s | 1.00 | 1.600 s | 1.00 |
      | tidegate | 1.200 s | 1.200 s | 1.200 s | 1.10 (1.00–1.20) | 2.175 s | 1.35 |

      - a note
      - machine: 2 cores
      <!-- /overhead -->
      """;

  @Test
  void aPageGetsTablesBetweenItsMarks() throws IOException {
    Path page = folder.resolve("page.md");
    Files.writeString(page, "# Before\n<!-- measured -->\n\n<!-- /measured -->\nafter\n");
    Markdown.update(page, MEASURED);
    assertThat(page)
        .hasContent("# Before\n<!-- measured -->\n\n" + PART + "\n<!-- /measured -->\nafter\n");
  }

  @Test
  void aBenchmarkRunAgainReplacesItsOwnFiguresOnly() throws IOException {
    Path page = folder.resolve("page.md");
    String before = "<!-- measured -->\n\n<!-- other -->\n1\n<!-- /other -->\n\n";
    String after = "\n<!-- more -->\n2\n<!-- /more -->\n\n<!-- /measured -->\n";
    Files.writeString(page, before + "<!-- overhead -->\nold\n<!-- /overhead -->\n" + after);
    Markdown.update(page, MEASURED);
    assertThat(page).hasContent(before + PART + after);
  }

  @Test
  void aPageWithoutMarksIsRefused() throws IOException {
    Path page = Files.writeString(folder.resolve("page.md"), "text");
    assertThatThrownBy(() -> Markdown.update(page, MEASURED))
        .hasMessage(page + " lacks <!-- measured --> or <!-- /measured -->");
  }

  @Test
  void programsGetEveryRound() throws IOException {
    Path file = folder.resolve("overhead.json");
    Json.write(file, MEASURED);
    assertThat(new ObjectMapper().readTree(file.toFile()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    { "environment": { "machine": "2 cores" },
                      "result": {
                        "name": "overhead", "title": "line items", "goal": "at most 1.05",
                        "samples": [
                          { "variant": "plain", "ratio": 1.0, "roundsMs": [1000, 1200],
                            "cpuMs": [1500, 1700] },
                          { "variant": "tidegate", "ratio": 1.1, "roundsMs": [1200, 1200],
                            "cpuMs": [1800, 2550] } ],
                        "notes": [ "a note" ] } }
                    """));
  }

  @Test
  void whatWasMeasuredIsReadAgain() throws IOException {
    Path file = folder.resolve("overhead.json");
    Json.write(file, MEASURED);
    assertThat(Json.read(file)).isEqualTo(MEASURED);
  }

  private static Sample.Round round(long millis, long cpu) {
    return new Sample.Round(Duration.ofMillis(millis), Optional.of(Duration.ofMillis(cpu)));
  }
}
