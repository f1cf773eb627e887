package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Includes, and files that are not what they should be. */
class IncludeTest {

  private static final String JOB =
      """
      job { name = a, owner = b }
      output { name = o, write = overwrite, path = ${warehouse}"/o" }
      """;

  private static final String KNOWN =
      "warehouse, vars, job, ledger, spark, databases, inputs, references, output, outputs, eta,"
          + " publish, lineage, resources, deploy, settings";

  private Path dir = Path.of("");

  @BeforeEach
  void use(@TempDir Path fresh) {
    dir = fresh;
  }

  private String file(String name, String text) {
    return TestConfs.write(dir, name, text);
  }

  @Test
  void includesAreRelativeToTheFileThatHasThem() {
    file("shared/a.conf", "include \"deep/b.conf\"\ninclude file(\"c.json\")");
    file("shared/deep/b.conf", "warehouse = /b");
    file("shared/c.json", "{ \"ledger\": { \"path\": \"/c\" } }");
    String conf = file("jobs/job.conf", "include \"../shared/a\"\n" + JOB);

    assertThat(TestConfs.read(conf).ledger().path()).isEqualTo("/c");
    assertThat(TestConfs.output(TestConfs.read(conf), "output").path()).isEqualTo("/b/o");
  }

  @Test
  void includesFallBackToTheClassPath() {
    String conf = file("job.conf", "include \"conf/defaults\"\n" + JOB);

    assertThat(TestConfs.read(conf).ledger().path()).isEqualTo("file:///tmp/wh/_tidegate");
    assertThat(
            TestConfs.read(file("b.conf", "include classpath(\"conf/defaults.conf\")\n" + JOB))
                .ledger()
                .path())
        .isEqualTo("file:///tmp/wh/_tidegate");
  }

  @Test
  void aMissingIncludeIsAProblemAndHidesWhatItMayHold() {
    String conf = file("job.conf", "\ninclude \"nope\"\noutput.writ = x\n" + JOB);

    assertThat(TestConfs.problems(conf))
        .containsExactly(
            conf
                + ":2: include \"nope\" was not found (looked for "
                + dir
                + "/nope.conf, "
                + dir
                + "/nope.json, "
                + dir
                + "/nope, classpath:nope.conf, classpath:nope.json, classpath:nope)",
            conf + ":3: output.writ: is not a known key (did you mean write?)");
  }

  @Test
  void aCircleOfIncludesIsAProblem() {
    String conf = file("job.conf", JOB + "include \"b\"");
    file("b.conf", "\ninclude \"job\"");

    assertThat(TestConfs.problems(conf))
        .containsExactly(
            dir
                + "/b.conf:2: include goes in a circle: "
                + conf
                + " -> "
                + dir
                + "/b.conf -> "
                + conf
                + " (take one of them out)");
  }

  @Test
  void everyFileThatIsNotHoconIsReported() {
    String conf = file("job.conf", "include \"b\"\ninclude \"c\"\njob { name = a }\nx = 1");
    file("b.conf", "a = ]");
    file("c.conf", "\nx = \"y\n");

    assertThat(TestConfs.problems(conf))
        .containsExactly(
            conf + ":4: x: is not a known key (known here: " + KNOWN + ")",
            dir + "/b.conf:1: is not HOCON: Expecting a value but got wrong token: ']'",
            dir + "/c.conf:2: is not HOCON: Expecting a value but got wrong token: 'newline'");
  }

  @Test
  void aSyntaxErrorNearASecretIsNotQuoted() {
    String conf = file("job.conf", JOB + "settings {\n db-password = \"hunter22\n}\n");

    assertThat(TestConfs.problems(conf))
        .containsExactly(
            conf
                + ":4: is not HOCON here or just above"
                + " (the text is not shown since the file holds secrets)");
  }

  @Test
  void aByteOrderMarkIsNoText() {
    String conf = file("job.conf", "\uFEFFwarehouse = /w\n" + JOB);

    assertThat(TestConfs.read(conf).ledger().path()).isEqualTo("/w/_tidegate");
  }

  @Test
  void otherEncodingsAreRefused() throws Exception {
    var conf =
        Files.write(
            dir.resolve("job.conf"), "job.name = \"\u00e9\"".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(TestConfs.problems(conf.toString()))
        .containsExactly(conf + ": is not UTF-8 text in line 1");
  }

  @Test
  void aPageOfBracesIsOneProblem() {
    String conf = file("job.conf", "a {".repeat(200_000));

    assertThat(TestConfs.problems(conf))
        .contains(conf + ":1: is nested more than 100 deep")
        .hasSizeLessThan(3);
  }

  @Test
  void includesThatDoubleAreRefusedAtTheHundredAndFirst() {
    for (int i = 1; i < 40; i++) {
      String next = "include \"twice" + (i + 1) + "\"\n";
      file("twice" + i + ".conf", next + next);
    }
    file("twice40.conf", "settings.x = 1");
    String conf = file("job.conf", "include \"twice1\"\n" + JOB);

    assertThat(TestConfs.problems(conf))
        .singleElement()
        .asString()
        .matches(dir + "/twice\\d+\\.conf:1: the conf has more than 100 includes");
  }

  @Test
  void anIncludeOfTheClassPathHasALine() {
    String conf = file("job.conf", "\ninclude classpath(\"nope\")\n" + JOB);

    assertThat(TestConfs.problems(conf).get(0))
        .isEqualTo(
            conf
                + ":2: include \"classpath:nope\" was not found (looked for classpath:nope.conf,"
                + " classpath:nope.json, classpath:nope)");
  }

  @Test
  void aLineOrAKeyWithoutEndIsRefused() {
    assertThat(TestConfs.problems(file("job.conf", "\nx = \"" + "${a}".repeat(6_000) + "\"")))
        .contains(dir + "/job.conf:2: has more than 20000 characters on one line");
    assertThat(TestConfs.problems(file("job.conf", "\n" + "a.".repeat(9_000) + "b = 1")))
        .contains(dir + "/job.conf:2: is nested more than 100 deep");
  }

  @Test
  void aFileThatIsTooLargeIsRefused() {
    String conf = file("job.conf", "#".repeat(5 << 20));

    assertThat(TestConfs.problems(conf)).containsExactly(conf + ": is larger than 1 MiB");
  }

  @Test
  void anEmptyConfLacksItsRequiredKeys() {
    String conf = file("job.conf", "");

    assertThat(TestConfs.problems(conf))
        .containsExactly(
            conf + ":1: job.name: is missing (it is the job's name in the ledger; keep it stable)",
            conf + ":1: job.owner: is missing (it is the team that answers for the job)",
            conf + ":1: ledger.path: is missing (set it, or warehouse, which it is in by default)",
            conf
                + ":1: output: is missing"
                + " (a job publishes at least one table: write output or outputs)");
  }
}
