package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

  private static final String CONF = "src/test/resources/cli/ten-mistakes.conf";

  private static final String RULES = "src/test/resources/cli/quality-rules/";

  @Test
  void listsTenMistakesWithTheirLines() {
    assertThat(Cli.call("validate", CONF))
        .isEqualTo(
            Cli.mistake(
                CONF + ":4: job.onwer: is not a known key (did you mean owner?)",
                CONF
                    + ":5: job.class: there is no class io.tidegate.jobs.covid.CurateDailyCase on"
                    + " the class path (add the jar that has it)",
                CONF
                    + ":8: inputs.reports.fresh-within: 'hourz' is not a unit of a duration"
                    + " (write 30s, 30m, 30h or 30d)",
                CONF
                    + ":13: output.schema.allow[0]: 'add-nullable-colum' is not a schema change:"
                    + " use add-nullable-column, add-required-column, drop-column, rename-column,"
                    + " widen-type, rewrite-type, narrow-type, change-type, relax-nullability,"
                    + " tighten-nullability, reorder-columns, change-partitioning, change-case"
                    + " (did you mean add-nullable-column?)",
                CONF
                    + ":14: output.volume.max-bytes: 'GX' is not a unit of a size"
                    + " (write 10B, 10KiB, 10MiB or 10GiB)",
                CONF
                    + ":14: output.volume.otherwise: 'refuse' is not a severity:"
                    + " use warn, hold, reject",
                CONF
                    + ":16: output.quality[0].rules: there is no rule file 'daily-caes.dqdl'"
                    + " (looked in src/test/resources/cli, in quality-rules there and in every"
                    + " directory above it, and in quality-rules on the class path)",
                CONF
                    + ":22: eta.land-by: 'America/New_Yorck' is not a time zone"
                    + " (did you mean America/New_York?)",
                RULES
                    + "not-dqdl.dqdl:4: 'IsComplete' is not a rule: it takes another number of"
                    + " columns, or a comma is missing behind it",
                RULES
                    + "unsupported.dqdl:3: DetectAnomalies: is a rule type that is not supported"
                    + " (Deequ does not evaluate it; compare with last(k), or use a baseline)"));
  }

  @Test
  void saysWhatIsValid(@TempDir Path folder) throws IOException {
    String conf = conf(folder);

    assertThat(Cli.call("validate", conf))
        .isEqualTo(new Cli.Shown(0, conf + ": job copy is valid\n", ""));
  }

  @Test
  void readsEveryConfAndFailsForOne(@TempDir Path folder) throws IOException {
    String conf = conf(folder);

    assertThat(Cli.call("validate", folder + "/none.conf", conf))
        .isEqualTo(
            new Cli.Shown(
                2, conf + ": job copy is valid\n", folder + "/none.conf: there is no such file\n"));
  }

  @Test
  void takesADateAndAValue(@TempDir Path folder) throws IOException {
    String conf = conf(folder);

    assertThat(Cli.call("validate", conf, "--date", "2024-13-01"))
        .isEqualTo(
            Cli.mistake(
                "--date: '2024-13-01' is not a logical date: write 2020-03-22 or"
                    + " 2020-03-22T05:00Z"));
    assertThat(Cli.call("validate", conf, "--date", "2024-03-01", "--set", "warehouse=/w").code())
        .isZero();
    assertThat(Cli.call("validate", conf, "--set", "warehose=/w"))
        .isEqualTo(
            Cli.mistake(
                "--set: warehose: sets a variable that the conf does not use"
                    + " (did you mean warehouse?)"));
  }

  private static String conf(Path folder) throws IOException {
    return Files.writeString(
            folder.resolve("copy.conf"),
            """
            warehouse = "/warehouse"
            job { name = copy, owner = team }
            inputs.orders { format = delta, path = ${warehouse}"/in" }
            output { name = out, format = delta, path = ${warehouse}"/out", write = overwrite }
            """)
        .toString();
  }
}
