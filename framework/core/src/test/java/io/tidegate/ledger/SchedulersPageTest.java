package io.tidegate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.ExitCode;
import io.tidegate.config.LogicalDate;
import io.tidegate.ledger.RunRecord.InputRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.SubmittedRuns.Ended;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/guides/schedulers.md} promises to programs is what there is. */
class SchedulersPageTest {

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private static List<String> page() throws IOException {
    return Files.readAllLines(Path.of("../../docs/guides/schedulers.md"));
  }

  /** The rows of the table whose head starts so, cell by cell. */
  private static List<List<String>> table(String head) throws IOException {
    return page().stream()
        .dropWhile(line -> !line.startsWith("| " + head + " |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Stream.of(line.substring(1).split("\\|")).map(String::strip).toList())
        .toList();
  }

  @Test
  void everyExitCode() throws IOException {
    assertThat(table("code"))
        .extracting(row -> Integer.valueOf(row.get(0)))
        .containsExactlyElementsOf(Arrays.stream(ExitCode.values()).map(ExitCode::number).toList());
  }

  @Test
  void everyFieldOfTheReport() throws IOException {
    assertThat(table("field"))
        .extracting(row -> row.get(0).replace("`", ""))
        .containsExactlyInAnyOrderElementsOf(components(RunRecord.class));
  }

  private static Stream<Arguments> parts() {
    return Stream.of(
        Arguments.of("start", RunStart.class),
        Arguments.of("inputs", InputRecord.class),
        Arguments.of("outputs", OutputRecord.class),
        Arguments.of("findings", FindingJson.class));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void everyFieldOfItsParts(String field, Class<?> type) throws IOException {
    var row =
        table("field").stream().filter(cells -> cells.get(0).equals("`" + field + "`")).toList();
    assertThat(row).hasSize(1);
    assertThat(CODE.matcher(row.get(0).get(1)).results().map(found -> found.group(1)))
        .containsExactlyInAnyOrderElementsOf(components(type));
  }

  private static List<String> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  @Test
  void theCodeOfASubmittedRunAndItsPlace() throws IOException {
    assertThat(page())
        .contains(
            LedgerJson.write(
                new Ended(3, "rejected: raw.orders previous: expected at least 5, found 2")));
    String path =
        LedgerFiles.submittedPath(
            "curate-daily-revenue", LogicalDate.parse("2024-03-01T05:00Z"), 2);
    assertThat(String.join("\n", page())).contains("(`" + path + "`)");
  }
}
