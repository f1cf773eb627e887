package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Defaults, conf with includes, environment file, {@code --set}: the later wins. */
class PrecedenceTest {

  private Path dir = Path.of("");

  private String conf = "";

  @BeforeEach
  void writeConf(@TempDir Path fresh) {
    dir = fresh;
    TestConfs.write(
        dir, "conf/orders/defaults.conf", "warehouse = /included\njob.owner = included");
    conf =
        TestConfs.write(
            dir,
            "conf/orders/job.conf",
            """
            include "defaults"
            job { name = a, owner = conf }
            vars { data = /conf }
            inputs.i { format = csv, path = ${data}"/in" }
            output {
              name = o, write = overwrite, path = ${warehouse}"/o"
              volume.min-rows = 1
            }
            """);
  }

  private JobConfig read(Optional<String> environment, String... sets) {
    return TestConfs.READER.read(
        conf, new ReadOptions(Optional.empty(), List.of(sets), environment));
  }

  @Test
  void theConfIsOverItsIncludesAndTheDefaults() {
    var job = read(Optional.empty());

    assertThat(job.owner()).isEqualTo("conf");
    assertThat(job.ledger().path()).isEqualTo("/included/_tidegate");
    assertThat(TestConfs.output(job, "output").path()).isEqualTo("/included/o");
  }

  @Test
  void theEnvironmentFileIsOverTheConfAndChangesWhatIsSubstituted() {
    TestConfs.write(dir, "conf/env/prod.conf", "warehouse = /prod\noutput.volume.min-rows = 9");

    var job = read(Optional.of("prod"));

    assertThat(TestConfs.output(job, "output").path()).isEqualTo("/prod/o");
    assertThat(TestConfs.output(job, "output").volume().bounds().minRows())
        .isEqualTo(OptionalLong.of(9));
    assertThat(job.owner()).isEqualTo("conf");
  }

  @Test
  void theEnvironmentFileBesideTheConfIsTheNearest() {
    TestConfs.write(dir, "conf/env/prod.conf", "warehouse = /far");
    TestConfs.write(dir, "conf/orders/env/prod.conf", "warehouse = /near");

    assertThat(read(Optional.of("prod")).ledger().path()).isEqualTo("/near/_tidegate");
  }

  @Test
  void anArgumentIsOverAllAndTheLastOneWins() {
    TestConfs.write(dir, "conf/env/prod.conf", "warehouse = /prod");

    var job = read(Optional.of("prod"), "warehouse=/one", "warehouse=/two", "data=/three");

    assertThat(TestConfs.output(job, "output").path()).isEqualTo("/two/o");
    assertThat(TestConfs.input(job, "i").path()).isEqualTo("/three/in");
  }

  @Test
  void anEnvironmentThatIsNotThereIsAProblem() {
    var options = new ReadOptions(Optional.empty(), List.of(), Optional.of("qa"));

    assertThat(TestConfs.problems(TestConfs.READER, conf, options))
        .containsExactly(
            conf
                + ": there is no environment file qa.conf (looked in "
                + dir
                + "/conf/orders/env and in conf/env of every directory above it)");
  }

  @Test
  void anEnvironmentIsANameAndNotAPath() {
    var options = new ReadOptions(Optional.empty(), List.of(), Optional.of("../x"));

    assertThat(TestConfs.problems(TestConfs.READER, conf, options))
        .containsExactly(conf + ": '../x' is not the name of an environment");
  }

  @Test
  void anArgumentsValueIsTextAsItStands() {
    var job = read(Optional.empty(), "data=/a b/$c:=\"", "job.description= x ");

    assertThat(TestConfs.input(job, "i").path()).isEqualTo("/a b/$c:=\"/in");
    assertThat(job.description()).isEqualTo("x");
  }

  @Test
  void anArgumentThatOpensABracketIsHocon() {
    var job = read(Optional.empty(), "output.partition-by=[a, b]", "output.volume={max-rows = 3}");

    assertThat(TestConfs.output(job, "output").partitionBy()).containsExactly("a", "b");
    assertThat(TestConfs.output(job, "output").volume().bounds().maxRows())
        .isEqualTo(OptionalLong.of(3));
  }

  @Test
  void anArgumentForAPropertyNeedsNoQuotes() {
    var job =
        read(
            Optional.empty(),
            "spark.spark.sql.shuffle.partitions=7",
            "output.properties.delta.appendOnly=true",
            "inputs.i.options.a.b=c");

    assertThat(job.spark()).containsEntry("spark.sql.shuffle.partitions", "7");
    assertThat(TestConfs.output(job, "output").properties())
        .containsEntry("delta.appendOnly", "true");
    assertThat(TestConfs.input(job, "i").options()).containsEntry("a.b", "c");
  }

  @Test
  void mistakesInArgumentsAreReportedTogether() {
    assertThat(
            TestConfs.problems(
                conf,
                "dta=/x",
                "my-password hunter2",
                "=x",
                "a..b=x",
                "output.partition-by=[a",
                "outptu.name=x",
                "logical-date=2020-01-01",
                "output.write=upsert",
                "job.class=Foo.java!"))
        .containsExactly(
            "--set: '***' is not key=value (write --set key=value)",
            "--set: '=x' is not key=value (write --set key=value)",
            "--set: a..b: is not a key (write --set a.b.c=value)",
            "--set: dta: sets a variable that the conf does not use (did you mean data?)",
            "--set: job.class: 'Foo.java!' is not a class name"
                + " (use a class with its package, as in com.example.DailyCases)",
            "--set: logical-date: is set by Tidegate (give the date with --date)",
            "--set: outptu: is not a known key (did you mean output?)",
            "--set: output.partition-by: is not a HOCON list or block (write [a, b] or {a = 1})",
            "--set: output.write: 'upsert' is not a write mode: use append, overwrite,"
                + " replace-partition, replace-where, dynamic-partitions, merge, scd2");
  }
}
