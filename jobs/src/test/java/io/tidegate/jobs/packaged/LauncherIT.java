package io.tidegate.jobs.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.jobs.packaged.ChildProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/tidegate, as a user starts it, on what the build has made. */
class LauncherIT {

  @TempDir private Path folder;

  @Test
  void checksAConfWithoutSpark() throws Exception {
    Path conf =
        Files.writeString(
            folder.resolve("bad.conf"),
            "warehouse = \"/w\"\n"
                + "job { name = bad, onwer = team, owner = team }\n"
                + "output { name = o, format = delta, path = ${warehouse}\"/o\", write = overwrit"
                + " }\n");

    Ended ended = tidegate(Map.of(), "validate", conf.toString());
    assertThat(ended)
        .isEqualTo(
            new Ended(
                2,
                List.of(),
                List.of(
                    conf + ":2: job.onwer: is not a known key (did you mean owner?)",
                    conf
                        + ":3: output.write: 'overwrit' is not a write mode: use append, overwrite,"
                        + " replace-partition, replace-where, dynamic-partitions, merge, scd2"
                        + " (did you mean"
                        + " overwrite?)")));
  }

  @Test
  void rendersARequestWithoutSpark() throws Exception {
    Path conf = Path.of("../conf/orders/curate-daily-revenue.conf").toRealPath();

    Ended ended =
        tidegate(
            Map.of(),
            "submit",
            conf.toString(),
            "--date",
            "2024-03-01",
            "--env",
            "emr",
            "--yaml",
            "--dry-run");
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("JobFlowId: \"j-2AXXXXXXGAPLF\"");
  }

  @Test
  void endsWithTheCommandsOwnCode() throws Exception {
    Files.createDirectory(folder.resolve("ledger"));

    assertThat(tidegate(Map.of(), "history", "none", "--ledger", folder + "/ledger"))
        .isEqualTo(new Ended(0, List.of("no runs of none in " + folder + "/ledger"), List.of()));
    assertThat(tidegate(Map.of("TIDEGATE_LEDGER", folder + "/none"), "history", "none").code())
        .isEqualTo(2);
  }

  /** Spark's distribution has no Delta. */
  @Test
  void takesAnInstalledSparkAndGivesItDelta() throws Exception {
    Ended ended = onASparkThatTellsItsWords("run", "my job.conf", "--set", "data=/a b");

    assertThat(ended.code()).isEqualTo(75);
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out().get(0)).isEqualTo("--jars");
    assertThat(List.of(ended.out().get(1).split(",")))
        .extracting(jar -> Path.of(jar).getFileName().toString().replaceAll("-[0-9.]+jar$", ""))
        .containsExactlyInAnyOrder("delta-spark_2.12", "delta-storage");
    assertThat(ended.out().subList(2, ended.out().size()))
        .containsExactly(
            "--class",
            "io.tidegate.cli.Main",
            Packaged.jar().toString(),
            "run",
            "my job.conf",
            "--set",
            "data=/a b");
  }

  @Test
  void leavesTheDeltaOfAnInstalledSparkAlone() throws Exception {
    Path jar = folder.resolve("spark/jars/delta-spark_2.12-3.3.0.jar");
    Files.createDirectories(jar.getParent());
    Files.createFile(jar);
    assertThat(onASparkThatTellsItsWords("ledger", "repair").out().get(0)).isEqualTo("--class");

    Files.delete(jar);
    Path settings = Files.createDirectories(folder.resolve("spark/conf"));
    Files.writeString(
        settings.resolve("spark-defaults.conf"), "spark.jars.packages io.delta:delta-spark_2.12\n");
    assertThat(onASparkThatTellsItsWords("ledger", "repair").out().get(0)).isEqualTo("--class");
  }

  private Ended onASparkThatTellsItsWords(String... words) throws Exception {
    Path submit = Files.createDirectories(folder.resolve("spark/bin")).resolve("spark-submit");
    Files.writeString(submit, "#!/bin/sh\nfor a in \"$@\"; do echo \"$a\"; done\nexit 75\n");
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
    return tidegate(Map.of("SPARK_HOME", folder + "/spark"), words);
  }

  private Ended tidegate(Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    return ChildProcess.tidegate(folder, environment, args);
  }
}
