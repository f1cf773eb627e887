package io.tidegate.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.Commands;
import io.tidegate.testkit.LocalSpark;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

  @Test
  void tellsTheStoryOfTenDays(@TempDir Path directory) throws IOException {
    var text = new StringWriter();
    new Demo(directory, Path.of("../conf"), new PrintWriter(text, true)).run(LocalSpark.session());
    assertThat(text.toString().lines().filter(line -> line.startsWith("2024-03-")))
        .map(line -> line.replaceAll(" +", " ").replaceAll("(raw|curated|mart)\\..*rows.*", "rows"))
        .containsExactly(
            "2024-03-01 extract-customers published rows",
            "2024-03-01 extract-orders published rows",
            "2024-03-01 curate-daily-revenue published rows",
            "2024-03-01 load-daily-revenue published rows",
            "2024-03-02 extract-orders published rows",
            "2024-03-02 curate-daily-revenue published rows",
            "2024-03-02 load-daily-revenue published rows",
            "2024-03-03 extract-orders published rows",
            "2024-03-03 curate-daily-revenue published rows",
            "2024-03-03 load-daily-revenue published rows",
            "2024-03-04 extract-orders held because of raw.orders baseline",
            "2024-03-04 curate-daily-revenue published rows",
            "2024-03-04 load-daily-revenue published rows",
            "2024-03-05 extract-orders published rows",
            "2024-03-05 curate-daily-revenue published rows",
            "2024-03-05 load-daily-revenue published rows",
            "2024-03-06 extract-orders published rows",
            "2024-03-06 curate-daily-revenue published rows",
            "2024-03-06 load-daily-revenue published rows",
            "2024-03-07 extract-orders rejected because of raw.orders drop-column",
            "2024-03-08 extract-orders rejected because of raw.lineitems lineitems.dqdl:5",
            "2024-03-09 extract-orders rejected because of raw.orders orders.dqdl:3",
            "2024-03-10 extract-orders rejected because of lineitems exists",
            "2024-03-10 extract-orders published rows",
            "2024-03-10 curate-daily-revenue published rows",
            "2024-03-10 load-daily-revenue published rows");
    assertThat(text.toString())
        .contains("raw.lineitems 11,863 rows (3 quarantined)")
        .contains("Rejected, never visible: 2024-03-07 2024-03-08 2024-03-09\n");
    readmeShowsWhatTheCommandsSay(directory + "/warehouse/_tidegate");
  }

  private static void readmeShowsWhatTheCommandsSay(String ledger) throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    int begin = readme.indexOf("$ bin/tidegate explain");
    String shown = readme.substring(begin, readme.indexOf("```", begin));
    List<String> commands = shown.lines().filter(line -> line.startsWith("$ ")).toList();
    var said = new StringBuilder();
    for (String command : commands) {
      said.append(command).append('\n').append(say(command, ledger)).append('\n');
    }
    assertThat(commands).hasSize(2);
    assertThat(sameEveryTime(said.toString())).isEqualTo(sameEveryTime(shown + "\n"));
  }

  private static String say(String command, String ledger) {
    var out = new StringWriter();
    String[] words =
        command
            .replace("$ bin/tidegate ", "")
            .replaceAll("--ledger .*", "--ledger " + ledger)
            .split(" ");
    assertThat(Commands.commandLine().setOut(new PrintWriter(out, true)).execute(words)).isZero();
    return out.toString();
  }

  /** Without what differs from run to run and from machine to machine. */
  private static String sameEveryTime(String text) {
    return text.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "RUN")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
        .replaceAll("file:\\S*/(files|warehouse)/", "file:$1/")
        .replaceAll(" by \\S+ on \\S+", " by SOMEONE")
        .replaceAll("program   \\S+, rules \\S+, conf \\S+", "program   PROGRAM")
        .replaceAll("[0-9.]+ (B|[KM]iB)", "SIZE");
  }
}
