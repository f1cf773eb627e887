package io.tidegate.jobs.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.jobs.packaged.ChildProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deployable jar under plain spark-submit, on a class path that has Spark's jars only. */
@Tag("long")
class SparkSubmitIT {

  @TempDir private Path folder;

  @Test
  void runsAJobWithTheExitCodesOfTidegateRun() throws Exception {
    Reports.write(folder, "2020-03-21", Reports.HEADER);
    Reports.write(
        folder, "2020-03-22", "FIPS,Province_State,Country_Region,Last_Update,Confirmed,Deaths");

    Ended published = submit("2020-03-21");
    assertThat(published.code()).as(published.toString()).isZero();
    assertThat(published.out().get(0)).startsWith("extract-daily-reports 2020-03-21: published in");
    assertThat(Files.readAllLines(folder.resolve("events.jsonl")))
        .hasSize(4)
        .last()
        .asString()
        .contains("\"eventType\":\"COMPLETE\"");

    Ended rejected = submit("2020-03-22");
    assertThat(rejected.code()).as(rejected.toString()).isEqualTo(3);
    assertThat(rejected.out().get(0)).startsWith("extract-daily-reports 2020-03-22: rejected in");

    Ended mistaken = submit("22.03.2020");
    assertThat(mistaken.code()).as(mistaken.toString()).isEqualTo(2);
    assertThat(mistaken.err()).anyMatch(line -> line.startsWith("--date: "));
  }

  private Ended submit(String date) throws IOException, InterruptedException {
    List<String> command = Packaged.java(Packaged.sparkClassPath());
    command.addAll(
        List.of(
            "org.apache.spark.deploy.SparkSubmit",
            "--master",
            "local[2]",
            "--conf",
            "spark.ui.enabled=false",
            "--conf",
            "spark.driver.host=127.0.0.1",
            "--conf",
            "spark.driver.bindAddress=127.0.0.1",
            "--class",
            "io.tidegate.cli.Main",
            Packaged.jar().toString(),
            "run",
            Path.of("../conf/covid/extract-daily-reports.conf").toString(),
            "--date",
            date,
            "--set",
            "lineage.transport.type=file",
            "--set",
            "lineage.transport.path=" + folder.resolve("events.jsonl"),
            "--set",
            "data=" + folder,
            "--set",
            "warehouse=" + folder.resolve("warehouse")));
    return ChildProcess.run(folder, Map.of(), command);
  }
}
