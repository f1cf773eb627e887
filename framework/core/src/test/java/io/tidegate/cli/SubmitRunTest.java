package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.ConfigReader;
import io.tidegate.config.LoadedConfig;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.ReadOptions;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.SubmittedRuns.Ended;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import io.tidegate.submit.Submission;
import io.tidegate.submit.Submissions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sending with scripts in place of spark-submit and yarn. */
class SubmitRunTest {

  private static final LogicalDate DATE = LogicalDate.parse("2024-03-01");

  private static final String ENDED =
      "mkdir -p LEDGER/submitted/copy; echo '{\"code\":CODE,\"message\":\"MESSAGE\"}' >"
          + " LEDGER/submitted/copy/2024-03-01.1.json\n";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int submit(String deploy) throws IOException {
    Path conf =
        Files.writeString(
            folder.resolve("copy.conf"),
            """
            job { name = copy, owner = team }
            warehouse = "%s"
            inputs.a { format = csv, path = "/a" }
            output { name = o, format = delta, path = "/o", write = overwrite }
            %s
            """
                .formatted(folder.resolve("wh"), deploy));
    LoadedConfig loaded =
        new ConfigReader((file, onFailure, aliases) -> List.of(), Map.of())
            .load(conf.toString(), ReadOptions.NONE.at(DATE));
    var submission =
        new Submission(
            "copy", DATE, 1, conf.toString(), Optional.empty(), List.of(), loaded.deployment());
    var request = Submissions.render(submission, loaded.job().secrets());
    var environment = Map.of("SPARK_HOME", folder.toString(), "HADOOP_HOME", folder.toString());
    return new SubmitRun(
            submission,
            loaded,
            environment,
            duration -> Thread.sleep(20),
            new PrintWriter(out, true),
            new PrintWriter(err, true))
        .run(request);
  }

  private void script(String name, String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    String ledger = folder.resolve("wh/_tidegate").toString();
    Files.writeString(
        file,
        "#!/bin/sh\necho \"$0 $*\" >> " + folder + "/calls\n" + text.replace("LEDGER", ledger));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String ended(int code, String message) {
    return ENDED.replace("CODE", String.valueOf(code)).replace("MESSAGE", message);
  }

  @Test
  void theCodeOfTheLedgerCountsAndNotTheProcesss() throws IOException {
    script("spark-submit", ended(75, "the store did not answer") + "exit 1\n");

    assertThat(submit("deploy { target = local, jar = \"a.jar\" }")).isEqualTo(75);
    assertThat(err).hasToString("the store did not answer\n");
    assertThat(Files.readString(folder.resolve("calls")))
        .contains("spark-submit --master local[*] --name tidegate copy 2024-03-01");
  }

  @Test
  void aTryThatHasEndedIsNotSubmittedAgain() throws IOException {
    Ledger.open(folder.resolve("wh/_tidegate").toString())
        .submittedRuns()
        .ended("copy", DATE, 1, new Ended(3, ""));

    assertThat(submit("deploy { target = local, jar = \"a.jar\" }")).isEqualTo(3);
    assertThat(out).hasToString("try 1 of copy 2024-03-01 has ended; --try 2 starts it anew\n");
  }

  @Test
  void aDriverThatDiedLeavesWhatTheTargetTells() throws IOException {
    script("spark-submit", "exit 9\n");

    assertThat(submit("deploy { target = local, jar = \"a.jar\" }")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("tidegate: process ")
        .endsWith(" failed and left no code in the ledger: see what spark-submit printed\n");
  }

  private static final String YARN =
      "deploy { target = yarn, jar = \"a.jar\", project = \"hdfs:///p\" }";

  @Test
  void anApplicationThatIsThereIsFoundByItsTag() throws IOException {
    script("spark-submit", "exit 1\n");
    script(
        "yarn",
        """
        case "$2" in
          -list) echo "application_1700000000000_0007  tidegate copy 2024-03-01  SPARK" ;;
          -status) printf '\\tState : FINISHED\\n\\tFinal-State : FAILED\\n' ;
            printf '\\tDiagnostics : tidegate ended with code 3\\n\\tUnmanaged Application : false\\n' ;;
        esac
        """
            + ended(3, "").replace("\n", "\n"));

    assertThat(submit(YARN)).isEqualTo(3);
    assertThat(out.toString())
        .startsWith("submitted before as application_1700000000000_0007; waiting for it\n");
    assertThat(Files.readString(folder.resolve("calls")))
        .contains("yarn application -list -appStates ALL -appTags tg-")
        .doesNotContain("spark-submit --master");
  }

  @Test
  void yarnsDiagnosticsAreTheReason() throws IOException {
    script(
        "yarn",
        """
        case "$2" in
          -list) echo "application_1700000000000_0007" ;;
          -status) printf '\\tState : KILLED\\n\\tFinal-State : KILLED\\n' ;
            printf '\\tDiagnostics : killed by ann\\n\\tUnmanaged Application : false\\n' ;;
        esac
        """);

    assertThat(submit(YARN)).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "tidegate: application_1700000000000_0007 failed and left no code in the ledger: killed"
                + " by ann\n");
  }

  @Test
  void whatCannotBeSentSaysSo() throws IOException {
    script("yarn", "exit 1\n");
    assertThatThrownBy(() -> submit(YARN)).isInstanceOf(TransientException.class);
    assertThatThrownBy(() -> submit("deploy { target = local, jar = \"a.jar\" }"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("cannot start " + folder + "/bin/spark-submit: ");
    assertThatThrownBy(
            () ->
                submit(
                    "deploy { target = k8s, jar = \"local:///a.jar\", project = \"s3a://p\", k8s {"
                        + " master = \"k8s://h\", image = i } }"))
        .hasMessage(
            "this target's line is rendered and not sent (give --dry-run, and run what it prints)");
    assertThatThrownBy(
            () ->
                submit(
                    "deploy { target = emr, jar = \"s3://a.jar\", project = \"s3://p\", emr {"
                        + " region = eu-west-1, cluster = j-ABC } }"))
        .hasMessage(
            "nothing here sends to Amazon EMR (put tidegate-emr and its dependencies on the class"
                + " path, as bin/tidegate does)");
  }

  @Test
  void theDriverLeavesItsCode() throws IOException {
    script("spark-submit", ended(0, ""));
    assertThat(submit("deploy { target = local, jar = \"a.jar\" }")).isZero();
    var config =
        new ConfigReader((file, onFailure, aliases) -> List.of(), Map.of())
            .read(folder.resolve("copy.conf").toString(), ReadOptions.NONE.at(DATE));
    var runs = Ledger.open(config.ledger().path()).submittedRuns();

    assertThat(new SubmittedRun(config, 2).run(() -> new RunEnd(ExitCode.KEPT_BACK, "no rows")))
        .isEqualTo(ExitCode.KEPT_BACK);
    assertThat(runs.find("copy", DATE, 2)).contains(new Ended(3, "no rows"));

    assertThatThrownBy(
            () ->
                new SubmittedRun(config, 3)
                    .run(
                        () -> {
                          throw new TransientException("no answer");
                        }))
        .hasMessage("no answer");
    assertThat(runs.find("copy", DATE, 3)).contains(new Ended(75, "no answer"));

    assertThatThrownBy(
            () ->
                new SubmittedRun(config, 4)
                    .run(
                        () -> {
                          throw new NoClassDefFoundError("io/delta/Some");
                        }))
        .isInstanceOf(NoClassDefFoundError.class);
    assertThat(runs.find("copy", DATE, 4)).contains(new Ended(1, "io/delta/Some"));
  }
}
