package io.tidegate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cluster.ChildProcess.Ended;
import io.tidegate.cluster.Submitter.Line;
import io.tidegate.cluster.job.Gate;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes that have neither Spark nor a JDK 17: both come from HDFS. */
@Tag("long")
@ExtendWith(OnACluster.class)
class ShippedIT {

  private static final String DATE = "2020-01-04";
  private static final String WAREHOUSE = "/shipped";

  @Test
  void driverAndExecutorRunOnTheJdkAndTheSparkThatWereShipped(Lab lab) throws Exception {
    shipSpark(lab, "/apps/spark-jars.zip");
    shipJdk(lab, "/apps/jdk.tar.gz");
    lab.deliver(DATE, 60);
    var gate = new Gate(lab.gate("shipped").toString());
    gate.open();
    Run run =
        lab.extract("tests/waiting.conf", DATE)
            .set("warehouse=hdfs://" + WAREHOUSE)
            .set("gate=" + gate.folder())
            .set("deploy.yarn.archive=hdfs:///apps/spark-jars.zip")
            .set("deploy.jdk.archive=hdfs:///apps/jdk.tar.gz")
            .set("deploy.jdk.home=tiny-jdk");
    Line line = lab.submitter().render(run);

    Ended ended = lab.submitter().tidegate(run.submit());

    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(lab.table(WAREHOUSE, "raw/waiting").count()).isEqualTo(60);
    ApplicationReport report = lab.applications().only(line.token());
    assertThat(report.getFinalApplicationStatus()).isEqualTo(FinalApplicationStatus.SUCCEEDED);
    String container = "/" + report.getApplicationId() + "/container_";
    assertThat(gate.processes()).hasSize(1);
    for (String process : List.of("driver", String.valueOf(gate.processes().get(0)))) {
      assertThat(gate.said(process))
          .hasSize(2)
          .allMatch(said -> said.contains(container) || said.contains("/filecache/"));
      assertThat(gate.said(process).get(0)).endsWith("/tiny-jdk");
      assertThat(gate.said(process).get(1)).contains("/spark-jars.zip/spark-sql-api_2.12-");
    }
  }

  private static void shipSpark(Lab lab, String to) throws IOException {
    try (var zip = new ZipOutputStream(lab.hdfs().create(new org.apache.hadoop.fs.Path(to)))) {
      // Jars are packed already.
      zip.setLevel(0);
      for (String jar : SparkHome.jars()) {
        zip.putNextEntry(new ZipEntry(Path.of(jar).getFileName().toString()));
        Files.copy(Path.of(jar), zip);
      }
    }
  }

  /** A JDK that is none of this machine's: of this one's modules those that Spark needs. */
  private static void shipJdk(Lab lab, String to) throws Exception {
    Path folder = lab.cluster().work().resolve("jdk");
    Files.createDirectories(folder);
    int code =
        ToolProvider.findFirst("jlink")
            .orElseThrow()
            .run(
                new PrintWriter(System.out, true),
                new PrintWriter(System.err, true),
                "--add-modules",
                "java.se,jdk.unsupported,jdk.crypto.ec,jdk.security.auth,jdk.security.jgss",
                "--strip-java-debug-attributes",
                "--output",
                folder.resolve("tiny-jdk").toString());
    assertThat(code).isZero();
    Path archive = folder.resolve("jdk.tar.gz");
    Ended packed =
        ChildProcess.start(
                folder,
                java.util.Map.of(),
                List.of("tar", "-czf", archive.toString(), "-C", folder.toString(), "tiny-jdk"))
            .end();
    assertThat(packed.code()).as(packed.toString()).isZero();
    lab.hdfs()
        .copyFromLocalFile(
            new org.apache.hadoop.fs.Path(archive.toUri()), new org.apache.hadoop.fs.Path(to));
  }
}
