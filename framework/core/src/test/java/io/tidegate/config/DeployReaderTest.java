package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployReaderTest {

  private static final String JOB =
      """
      job { name = j, owner = team }
      warehouse = "/w"
      inputs.a { format = csv, path = "/a" }
      output { name = o, format = delta, path = "/o", write = overwrite }
      """;

  @TempDir private Path folder;

  private Deployment read(String text) {
    String conf = TestConfs.write(folder, "job.conf", JOB + text);
    return TestConfs.READER.load(conf, ReadOptions.NONE).deployment();
  }

  private List<String> problems(String text) {
    String conf = TestConfs.write(folder, "job.conf", JOB + text);
    return TestConfs.problems(conf).stream()
        .map(problem -> problem.replace(conf + ":", ""))
        .toList();
  }

  @Test
  void aConfThatSaysNothing() {
    var none =
        new ResourcesConfig.Container(
            OptionalInt.empty(), OptionalLong.empty(), OptionalLong.empty());
    Deployment found = read("");
    assertThat(found.resources())
        .isEqualTo(new ResourcesConfig(none, none, Optional.empty(), Optional.empty(), Map.of()));
    assertThat(found.deploy().target()).isEmpty();
  }

  @Test
  void whatARunNeeds() {
    assertThat(
            read("""
            resources {
              driver { cores = 2, memory = 4GB }
              executor { cores = 4, memory = 16GiB, memory-overhead = 2GiB }
              executors { min = 2, max = 20 }
              queue = etl
              spark { "spark.sql.shuffle.partitions" = 200 }
            }
            """)
                .resources())
        .isEqualTo(
            new ResourcesConfig(
                new ResourcesConfig.Container(
                    OptionalInt.of(2), OptionalLong.of(3815L << 20), OptionalLong.empty()),
                new ResourcesConfig.Container(
                    OptionalInt.of(4), OptionalLong.of(16L << 30), OptionalLong.of(2L << 30)),
                Optional.of(new ResourcesConfig.Executors(2, 20)),
                Optional.of("etl"),
                Map.of("spark.sql.shuffle.partitions", "200")));
  }

  @Test
  void everyMistakeOfResourcesAtOnce() {
    assertThat(
            problems(
                """
                resources {
                  driver { cores = 0, memory = 4 }
                  executor { memory = 100MiB, memory-overhead = 4XB }
                  executors { min = 3, max = 2 }
                  spark {
                    "spark.executor.memory" = 4g, "sql.x" = 1
                    "spark.hadoop.fs.s3a.secret.key" = ${?DB_PASSWORD}
                  }
                }
                """))
        .containsExactly(
            "6: resources.driver.cores: 0 is out of range (write a whole number from 1 to 1024)",
            "6: resources.driver.memory: 4 has no unit (write 4GiB or 4096MiB)",
            "7: resources.executor.memory: 100MiB is too little for a JVM (write 384MiB or more)",
            "7: resources.executor.memory-overhead: 'XB' is not a unit of a size (write 4GiB or"
                + " 4096MiB)",
            "8: resources.executors.max: 2 is less than min, 3 (swap them or drop one)",
            "10: resources.spark.\"spark.executor.memory\": is set by Tidegate (write"
                + " resources.executor.memory)",
            "10: resources.spark.\"sql.x\": is not a Spark property (write \"spark.sql.x\")",
            "11: resources.spark.\"spark.hadoop.fs.s3a.secret.key\": looks like a secret, and"
                + " everybody can read a submission (keep it on the cluster, or in Hadoop's"
                + " credential provider)");
  }

  @Test
  void whereSecretsAreKeptIsNone() {
    var properties =
        Map.of(
            "spark.hadoop.hadoop.security.credential.provider.path", "gsm://projects/example",
            "spark.kubernetes.driver.secretKeyRef.DB_PASSWORD", "shop:password",
            "spark.hadoop.shop-password", "EMR.secret@shop");
    var lines = new StringBuilder();
    properties.forEach((key, value) -> lines.append("\"%s\" = \"%s\"\n".formatted(key, value)));

    assertThat(read("resources.spark {\n" + lines + "}").resources().spark()).isEqualTo(properties);
  }

  @Test
  void aClusterThatRunsAndOneForTheRun() {
    assertThat(
            read("""
            deploy {
              target = emr, jar = "s3://b/jobs.jar", timeout = 2h, tags { env = prod }
              project = "s3://b/project"
              emr { region = eu-west-1, cluster = j-ABC123 }
            }
            """)
                .deploy())
        .satisfies(
            deploy -> {
              assertThat(deploy.timeout()).contains(Duration.ofHours(2));
              assertThat(deploy.emr())
                  .contains(
                      new EmrConfig(
                          "eu-west-1", new EmrConfig.Existing("j-ABC123", Optional.empty())));
            });
    assertThat(
            read("deploy.emr { region = eu-west-1, release = emr-7.12.0, min-instances = 2 }")
                .deploy()
                .emr()
                .map(EmrConfig::cluster))
        .contains(
            new EmrConfig.JobScoped(
                "emr-7.12.0",
                Optional.empty(),
                "EMR_DefaultRole_V2",
                "EMR_EC2_DefaultRole",
                Optional.empty(),
                Optional.empty(),
                "m5.xlarge",
                "m5.xlarge",
                2,
                2,
                List.of()));
  }

  @Test
  void whatATargetNeeds() {
    assertThat(problems("deploy { target = emr, jar = \"jobs.jar\" }"))
        .containsExactly(
            "5: deploy.emr: is missing (the target emr is described there)",
            "5: deploy.jar: 'jobs.jar' is not where emr finds it (copy it to s3:// or hdfs://)");
    assertThat(problems("deploy { target = dataproc, dataproc { region = europe-west1 } }"))
        .containsExactly(
            "5: deploy.dataproc.image: is missing (name one, or the cluster that runs as cluster)",
            "5: deploy.dataproc.project: is missing (it is the Google Cloud project's id)",
            "5: deploy.jar: is missing (it is the deployable jar, where the target finds it)",
            "5: deploy.jdk: is missing (Dataproc's images have Java 11: ship a JDK 17, or have one"
                + " on the nodes and name it as dataproc.java-home)");
    assertThat(
            problems(
                """
                deploy {
                  target = dataproc-serverless, jar = "gs://b/jobs.jar"
                  jars = ["gs://b/delta-spark_2.13-3.3.3.jar", "/tmp/delta-storage-3.3.3.jar"]
                  dataproc-serverless { project = p, region = europe-west1, version = "2.2" }
                }
                resources { executor.cores = 3, executors { min = 1, max = 9 } }
                """))
        .containsExactly(
            "7: deploy.jars: has no jar delta-spark_2.12, and batches have no Delta of their own"
                + " (copy it from Maven Central, version 3.3.x, and name it)",
            "7: deploy.jars[1]: '/tmp/delta-storage-3.3.3.jar' is not where dataproc-serverless"
                + " finds it (copy it to gs://)",
            "8: deploy.dataproc-serverless.version: runtime 2.2 has Scala 2.13: Tidegate's jar is"
                + " for 2.12 (write \"1.2\")",
            "10: resources.executor.cores: 3 is no size that batches have (write 4, 8 or 16)",
            "10: resources.executors.min: 1 is fewer than batches have (write 2 or more)");
  }

  @Test
  void whatBelongsToANewClusterSaysNothingOfOneThatRuns() {
    assertThat(
            problems(
                "deploy.emr { region = eu-west-1, cluster = j-ABC123, release = emr-7.12.0 }\n"
                    + "deploy.yarn.keytab = \"/k\"\n"))
        .containsExactly(
            "5: deploy.emr.release: is not for a block with cluster (leave one of the two out)",
            "6: deploy.yarn.principal: is missing (principal and keytab go together)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "emr.release | emr-7.7.0 | emr-7.7.0 has a Delta before 3.3 (write emr-7.8.0 or later)",
        "emr.release | emr-7.15.0 | emr-7.15.0 is not known here (write emr-7.14.0 or earlier)",
        "emr.release | emr-spark-8.0.0 | emr-spark-8.0.0 has Scala 2.13 and Spark 4: Tidegate's jar"
            + " is for 2.12 and 3.5 (write emr-7.8.0 to emr-7.14.0)",
        "emr.runtime-role | admin | 'admin' cannot be the role (write an IAM role's ARN, as in"
            + " arn:aws:iam::123456789012:role/jobs)",
        "dataproc.image | 3.0-debian12 | 3.0-debian12 has Scala 2.13 and Spark 4: Tidegate's jar is"
            + " for 2.12 and 3.5 (write 2.2-debian12 or 2.3-debian12)",
        "dataproc.image | 2.1-debian11 | 2.1-debian11 has no Spark 3.5 that is known here (write"
            + " 2.2-debian12 or 2.3-debian12)",
        "dataproc.image | 2.2.45-debian12 | 2.2.45-debian12 has no component for Delta (write"
            + " 2.2.46-debian12 or later, or 2.2-debian12 or 2.3-debian12)",
        "dataproc-serverless.version | 3.0 | runtime 3.0 has Scala 2.13: Tidegate's jar is for 2.12"
            + " (write \"1.2\")",
      })
  void whatDoesNotWorkIsRefusedWithTheReason(String key, String value, String expected) {
    assertThat(problems("deploy." + key + " = \"" + value + "\""))
        .contains("5: deploy." + key + ": " + expected);
  }

  @Test
  void whereARunGoesIsNotPartOfWhatItComputes() {
    String conf = TestConfs.write(folder, "a.conf", JOB);
    String other =
        TestConfs.write(folder, "b.conf", JOB + "deploy.jar = x.jar\nresources.driver.cores = 3\n");
    assertThat(TestConfs.read(other).fingerprint()).isEqualTo(TestConfs.read(conf).fingerprint());
  }
}
