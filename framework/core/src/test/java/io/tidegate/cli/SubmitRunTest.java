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
import io.tidegate.submit.Remote.Phase;
import io.tidegate.submit.Remote.State;
import io.tidegate.submit.Submission;
import io.tidegate.submit.Submissions;
import io.tidegate.submit.Token;
import io.tidegate.submit.Watch;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sending with a script in place of spark-submit, and a list in place of YARN. */
class SubmitRunTest {

  private static final LogicalDate DATE = LogicalDate.parse("2024-03-01");

  private static final String ENDED =
      "mkdir -p LEDGER/submitted/copy; echo '{\"code\":CODE,\"message\":\"MESSAGE\"}' >"
          + " LEDGER/submitted/copy/2024-03-01.1.json\n";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Watch.Pause pause = duration -> Thread.sleep(20);
  private final KnownApplications yarn = new KnownApplications();

  /** One application at most, which was there before or comes with spark-submit. */
  private static final class KnownApplications implements Applications {

    private static final String ID = "application_1700000000000_0007";

    private Optional<State> state = Optional.empty();
    private int unseen;
    private boolean closed;

    @Override
    public Optional<String> find(Token token) {
      assertThat(token.text()).startsWith("tg-");
      unseen--;
      return state.filter(there -> unseen < 0).map(there -> ID);
    }

    @Override
    public State state(String id) {
      assertThat(id).isEqualTo(ID);
      return state.orElseThrow();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

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
    return new SubmitRun(
            submission,
            loaded,
            Map.of("SPARK_HOME", folder.toString()),
            environment -> yarn,
            pause,
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
  @Timeout(30)
  void theEndOfAProcessIsNotWaitedForInVain() throws IOException {
    script("spark-submit", "sleep 1\n" + ended(0, ""));
    pause =
        duration -> {
          throw new AssertionError("its end is told");
        };

    assertThat(submit("deploy { target = local, jar = \"a.jar\" }")).isZero();
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
  void anApplicationThatIsThereIsWaitedForAndNotStartedAgain() throws IOException {
    script("spark-submit", "exit 1\n");
    yarn.state = Optional.of(new State(Phase.FAILED, "KILLED", "killed by ann"));

    assertThat(submit(YARN)).isEqualTo(1);
    assertThat(out)
        .hasToString(
            """
            submitted before as application_1700000000000_0007; waiting for it
            application_1700000000000_0007 is KILLED
            """);
    assertThat(err)
        .hasToString(
            "tidegate: application_1700000000000_0007 failed and left no code in the ledger: killed"
                + " by ann\n");
    assertThat(folder.resolve("calls")).doesNotExist();
    assertThat(yarn.closed).isTrue();
  }

  @Test
  void yarnKnowsWhyADriverOnTheClusterDied() throws IOException {
    script("spark-submit", "exit 1\n");
    yarn.state = Optional.of(new State(Phase.FAILED, "FAILED", "AM container exited with 137"));
    yarn.unseen = 1;

    assertThat(submit(YARN)).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("tidegate: process ")
        .endsWith(" failed and left no code in the ledger: AM container exited with 137\n");
    assertThat(Files.readString(folder.resolve("calls"))).contains("spark-submit --master yarn");
  }

  @Test
  void successWithoutACodeIsNotTakenForIt() throws IOException {
    yarn.state = Optional.of(new State(Phase.SUCCEEDED, "FINISHED", ""));

    assertThat(submit(YARN)).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "tidegate: application_1700000000000_0007 succeeded and left no code in the ledger:"
                + " whether it published is not known\n");
  }

  @Test
  void successIsBelievedWhereTheLedgerCannotBeRead() throws IOException {
    yarn.state = Optional.of(new State(Phase.SUCCEEDED, "FINISHED", ""));

    assertThat(submit(YARN.replace("}", ", ledger = \"nowhere://l\" }"))).isZero();
    assertThat(err.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("the ledger cannot be read from here: "));
  }

  @Test
  void withoutItsSettingsYarnIsNotAsked() {
    assertThatThrownBy(() -> YarnApplications.connect(Map.of()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "HADOOP_CONF_DIR is not set, so it is unknown where YARN is (set it to the directory"
                + " with the cluster's core-site.xml and yarn-site.xml)");
  }

  @Test
  void whatCannotBeSentSaysSo() throws IOException {
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
