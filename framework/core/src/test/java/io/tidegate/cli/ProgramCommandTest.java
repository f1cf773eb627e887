package io.tidegate.cli;

import static io.tidegate.config.WriteMode.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.ledger.Program;
import io.tidegate.ledger.RunStatus;
import io.tidegate.lineage.provenance.Story;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramCommandTest {

  private static final Program NEW = new Program("1.3.0", "abcdef0123", true);

  @TempDir private Path folder;

  @BeforeEach
  void runsOfTwoBuilds() {
    var story = new Story(Ledger.open(folder.toString()));
    story.run("curate", "2026-03-01").writes("curated.cases", "file:/c", 0, APPEND).published();
    story.run("curate", "2026-03-02").writes("curated.cases", "file:/c", 1, APPEND).published();
    story
        .run("curate", "2026-03-03")
        .stages("curated.cases", "file:/c", APPEND)
        .ended(RunStatus.REJECTED);
    story
        .run("curate", "2026-03-03")
        .by(NEW)
        .taking(45)
        .writes("curated.cases", "file:/c", 2, APPEND)
        .published();
    story.run("load", "2026-03-03").by(NEW).writes("out", "file:/out", 0, APPEND).published();
  }

  @Test
  void whatABuildWroteAndHowItsRunsEnded() {
    for (String build : new String[] {"1.2.0", "3f9a", "3f9a1c2d", "1.2.0+3f9a1c2"}) {
      assertThat(call("program", build).outLines())
          .containsExactly(
              "program 1.2.0+3f9a1c2",
              "  curate (public-health): 3 runs for 2026-03-01 to 2026-03-03: 2 published, 1 rejected",
              "    curated.cases v0..v1");
    }
    assertThat(call("program", "1.3.0").outLines())
        .containsExactly(
            "program 1.3.0+abcdef0-dirty",
            "  curate (public-health): 1 run for 2026-03-03 to 2026-03-03: 1 published",
            "    curated.cases v2",
            "  load (public-health): 1 run for 2026-03-03 to 2026-03-03: 1 published",
            "    out v0");
  }

  @Test
  void twoBuildsSideBySide() {
    assertThat(call("program", "1.2.0", "--compare", "1.3.0").outLines())
        .containsExactly(
            "medians of 1.2.0+3f9a1c2 and of 1.3.0+abcdef0-dirty",
            "  curate: 3 runs (2 published, 1 rejected), 1 run (1 published)",
            "    curated.cases bytes           4,096           4,096",
            "    curated.cases rows              100             100",
            "    seconds                          30              45  +50.0 %");
  }

  @Test
  void asJson() throws Exception {
    var json = LedgerJson.read(call("program", "1.3.0", "--json").out(), JsonNode.class);

    assertThat(json.at("/jobs/0/medians/seconds").asDouble()).isEqualTo(45);
    assertThat(json.at("/jobs/0/versions/curated.cases").asText()).isEqualTo("v2");
  }

  @Test
  void aBuildThatNeverRan() {
    assertThat(call("program", "9.9"))
        .isEqualTo(
            Cli.mistake(
                "no run of this ledger was of '9.9' (a build is named by its version, or by the first"
                    + " four characters of its git commit or more)"));
  }

  private Cli.Shown call(String... args) {
    return Cli.call(
        Stream.concat(Stream.of(args), Stream.of("--ledger", folder.toString()))
            .toArray(String[]::new));
  }
}
