package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubstitutionTest {

  private static final String FRAME =
      """
      warehouse = /wh
      job { name = a, owner = b }
      output { name = o, write = overwrite, path = ${warehouse}"/o" }
      """;

  private Path dir = Path.of("");

  @BeforeEach
  void use(@TempDir Path fresh) {
    dir = fresh;
  }

  /** The frame is three lines long, so the first line of {@code rest} is line 4. */
  private String conf(String rest) {
    return TestConfs.write(dir, "job.conf", FRAME + rest);
  }

  private static String path(String conf) {
    return TestConfs.input(TestConfs.read(conf), "i").path();
  }

  @Test
  void aVariableGoesByItsNameAloneOrWithItsBlock() {
    assertThat(
            path(conf("vars { data = /d }\ninputs.i { format = csv, path = ${data}${vars.data} }")))
        .isEqualTo("/d/d");
  }

  @Test
  void aVariableMayBeMadeFromOthers() {
    assertThat(
            path(
                conf(
                    "vars { base = ${warehouse}/x, data = ${base}/y, in { raw = ${data}/z } }\n"
                        + "inputs.i { format = csv, path = ${in.raw} }")))
        .isEqualTo("/wh/x/y/z");
  }

  @Test
  void theConfIsOverTheEnvironment() {
    assertThat(path(conf("inputs.i { format = csv, path = ${TG_HOME}/x }")))
        .isEqualTo("/home/tg/x");
    assertThat(path(conf("vars.TG_HOME = /v\ninputs.i { format = csv, path = ${TG_HOME}/x }")))
        .isEqualTo("/v/x");
  }

  @Test
  void anOptionalVariableOfTheEnvironmentReplacesWhatIsThere() {
    assertThat(
            path(
                conf(
                    """
                    vars { data = /d, data = ${?TG_HOME}, other = /o, other = ${?NOT_SET} }
                    inputs.i { format = csv, path = ${data}${other} }
                    """)))
        .isEqualTo("/home/tg/o");
  }

  @Test
  void theDateIsInjected() {
    var conf =
        conf(
            "inputs.i { format = csv, path ="
                + " ${logical-date}/${date-parts.year}/${date-parts.month}"
                + "/${date-parts.day}/${date-parts.hour} }");

    var job = TestConfs.READER.read(conf, ReadOptions.NONE.at(LogicalDate.parse("2020-03-02")));

    assertThat(TestConfs.input(job, "i").path()).isEqualTo("2020-03-02/2020/03/02/00");
  }

  @Test
  void theInjectedNamesAreTidegates() {
    assertThat(TestConfs.problems(conf("logical-date = \"2020-01-01\"\nvars { job = x }")))
        .containsExactly(
            dir + "/job.conf:4: logical-date: is set by Tidegate (give the date with --date)",
            dir + "/job.conf:5: vars.job: has the name of a key of Tidegate's (rename it)");
  }

  @Test
  void whatCannotBeFilledInHidesNothingElse() {
    assertThat(
            TestConfs.problems(
                conf(
                    """
                    inputs.i { format = csvv, path = ${data} }
                    inputs.j {
                      format = csv
                      path = ${dat}"/"${wharehouse}
                    }
                    references.k { format = csv, path = ${dat} }
                    """)))
        .containsExactly(
            dir
                + "/job.conf:4: inputs.i.format: 'csvv' is not a format: use delta, parquet, json,"
                + " csv, avro, jdbc (did you mean csv?)",
            dir
                + "/job.conf:4: inputs.i.path: has no value for ${data}"
                + " (set it in vars { }, with --set data=... or in the environment)",
            dir
                + "/job.conf:7: inputs.j.path: has no value for ${dat}"
                + " (set it in vars { }, with --set dat=... or in the environment)",
            dir
                + "/job.conf:7: inputs.j.path: has no value for ${wharehouse}"
                + " (did you mean warehouse?)",
            dir
                + "/job.conf:9: references.k.path: has no value for ${dat}"
                + " (set it in vars { }, with --set dat=... or in the environment)");
  }

  @Test
  void whatFollowsFromABrokenVariableIsNotReportedAgain() {
    assertThat(
            TestConfs.problems(
                conf("vars { data = ${base}/x }\ninputs.i { format = csv, path = ${data} }")))
        .containsExactly(
            dir
                + "/job.conf:4: vars.data: has no value for ${base}"
                + " (set it in vars { }, with --set base=... or in the environment)");
  }

  @Test
  void aCircleIsOneProblem() {
    assertThat(
            TestConfs.problems(
                conf(
                    """
                    vars {
                      a = ${b}
                      b = ${vars.c}
                      c = ${a}
                    }
                    inputs.i { format = csv, path = ${a} }
                    """)))
        .singleElement()
        .asString()
        .startsWith(dir + "/job.conf:")
        .endsWith("leads back to itself (break the circle)");
  }

  @Test
  void aBlockWhereTextBelongsIsAProblem() {
    assertThat(TestConfs.problems(conf("inputs.i { format = csv, path = ${job} }")))
        .containsExactly(
            dir
                + "/job.conf:4: inputs.i.path: is a block, not a path"
                + " (write a path or URI, without credentials)");
    assertThat(
            TestConfs.problems(
                conf("inputs.i { format = csvv, path = ${a} }\nvars { a = ${job}[1] }")))
        .containsExactly(
            dir
                + "/job.conf:4: inputs.i.format: 'csvv' is not a format: use delta, parquet, json,"
                + " csv, avro, jdbc (did you mean csv?)",
            dir
                + "/job.conf:5: vars.a: cannot be filled in: it joins a block or a list with"
                + " something else");
  }

  @Test
  void aSubstitutionInsideQuotesIsAMistake() {
    assertThat(TestConfs.problems(conf("inputs.i { format = csv, path = \"${warehouse}/x\" }")))
        .containsExactly(
            dir
                + "/job.conf:4: inputs.i.path: has ${warehouse} inside quotes, where it is plain"
                + " text (close the quotes before it and open them after it)");
  }

  @Test
  void aBlockMayBeBuiltOnAnother() {
    var job =
        TestConfs.read(
            conf(
                """
                vars.base { format = csv, rejects.max = 7 }
                inputs { i = ${base} { path = /i }, j = ${base} { path = /j, rejects.max = 8 } }
                """));

    assertThat(TestConfs.input(job, "i").files().rejects().max()).isEqualTo(new RowLimit.Rows(7));
    assertThat(TestConfs.input(job, "j").files().rejects().max()).isEqualTo(new RowLimit.Rows(8));
  }

  @Test
  void theLineIsTheKeysAndNotTheVariables() {
    assertThat(
            TestConfs.problems(
                conf(
                    "vars { age = 30 }\n\ninputs.i { format = csv, path = /x\n fresh-within = ${age} }")))
        .containsExactly(
            dir
                + "/job.conf:7: inputs.i.fresh-within: 30 has no unit"
                + " (write 30s, 30m, 30h or 30d)");
  }

  @Test
  void everythingThatRepeatsASubstitutionManyTimesEnds() {
    var vars = new StringBuilder("vars { a0 = x");
    for (int i = 1; i <= 60; i++) {
      vars.append(", a").append(i).append(" = ${a").append(i - 1).append("}");
    }
    assertThat(path(conf(vars + " }\ninputs.i { format = csv, path = ${a60} }"))).isEqualTo("x");
  }

  @Test
  void withoutADateTheFirstDayOf2000StandsIn() {
    var job =
        TestConfs.READER.read(
            conf("inputs.i { format = csv, path = ${logical-date} }"),
            new ReadOptions(Optional.empty(), List.of(), Optional.empty()));

    assertThat(TestConfs.input(job, "i").path()).isEqualTo("2000-01-01");
    assertThat(job.logicalDate()).isEqualTo(ConfigReader.NO_DATE);
  }

  @Test
  void valuesThatDoubleAreRefusedBeforeTheyAreFilledIn(@TempDir Path dir) {
    for (String twice : List.of("${%s}${%s}", "[ ${%s}, ${%s} ]", "{ a = ${%s}, b = ${%s} }")) {
      var text = new StringBuilder("vars { x0 = lol\n");
      for (int i = 1; i < 40; i++) {
        String before = "x" + (i - 1);
        text.append("x" + i + " = " + twice.formatted(before, before) + "\n");
      }
      String conf = TestConfs.write(dir, "bomb.conf", text + "}\nsettings.bomb = ${x39}");

      assertThat(TestConfs.problems(conf))
          .singleElement()
          .asString()
          .matches(
              conf
                  + ":\\d+: vars\\.x\\d+(\\.[ab])?: comes to more than 1 MiB when its substitutions are filled in"
                  + " \\(write it out with fewer substitutions\\)");
    }
  }

  @Test
  void aValueThatIsAppendedToOftenIsRefused(@TempDir Path dir) {
    String conf =
        TestConfs.write(dir, "long.conf", "settings.a = []\n" + "settings.a += x\n".repeat(41));

    assertThat(TestConfs.problems(conf))
        .containsExactly(
            conf
                + ":1: settings.a: refers to itself more than 40 times (write it out with fewer"
                + " substitutions)");
  }
}
