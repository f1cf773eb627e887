package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SubmitCommandTest {

  private static final String CONF = "../../conf/orders/curate-daily-revenue.conf";

  @Test
  void theRequestAloneIsOnStandardOutput() {
    var shown =
        Cli.call("submit", CONF, "--date", "2024-03-01", "--env", "emr-serverless", "--dry-run");
    assertThat(shown.code()).isZero();
    assertThat(shown.out()).isEqualTo(request("../../emr/requests/emr-serverless.json"));
    assertThat(shown.err())
        .isEqualTo(
            "EMR Serverless StartJobRun in eu-west-1; not checked against its interface, whose jar"
                + " is not on the class path\n");
    assertThat(
            Cli.call(
                    "submit",
                    CONF,
                    "--date",
                    "2024-03-01",
                    "--env",
                    "dataproc-serverless",
                    "--dry-run",
                    "--yaml")
                .out())
        .isEqualTo(request("../../dataproc/requests/dataproc-serverless.yaml"));
  }

  private static String request(String name) {
    try {
      return java.nio.file.Files.readString(Path.of(name));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void theTargetOfTheCommandLineIsCheckedLikeOneOfTheConf() {
    var shown =
        Cli.call(
            "submit",
            CONF,
            "--date",
            "2024-03-01",
            "--env",
            "yarn",
            "--target",
            "emr",
            "--dry-run");
    assertThat(shown.code()).isEqualTo(2);
    assertThat(shown.err())
        .endsWith(
            "/conf/env/yarn.conf:3: deploy.emr: is missing (the target emr is described there)\n");
  }

  @Test
  void noTargetAtAll() {
    assertThat(Cli.call("submit", CONF, "--date", "2024-03-01", "--dry-run"))
        .isEqualTo(
            Cli.mistake(
                "deploy.target: is missing (set it, or give --target, one of local, yarn, emr,"
                    + " emr-serverless, dataproc, dataproc-serverless, k8s)"));
    assertThat(Cli.call("submit", CONF, "--date", "2024-03-01", "--target", "aws").errLines())
        .containsExactly(
            "--set: deploy.target: 'aws' is not a target: use local, yarn, emr, emr-serverless,"
                + " dataproc, dataproc-serverless, k8s (did you mean k8s?)");
    assertThat(Cli.call("submit", CONF, "--date", "2024-03-01", "--try", "0"))
        .isEqualTo(Cli.mistake("--try: 0 is less than 1"));
  }
}
