package io.tidegate.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.ConfigReader;
import io.tidegate.config.LoadedConfig;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.ReadOptions;
import io.tidegate.config.SecretMask;
import io.tidegate.problem.UserException;
import io.tidegate.quality.RuleFileChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests for the demo's job, word for word, from the project's own environments. */
class RequestsTest {

  private static final String CONF = "../../conf/orders/curate-daily-revenue.conf";

  private static final LogicalDate DATE = LogicalDate.parse("2024-03-01");

  private static LoadedConfig load(String environment, String... sets) {
    return new ConfigReader(new RuleFileChecker(), Map.of())
        .load(CONF, new ReadOptions(Optional.of(DATE), List.of(sets), Optional.of(environment)));
  }

  private static Request render(String environment, String... sets) {
    LoadedConfig loaded = load(environment, sets);
    return Submissions.render(
        submission(loaded, environment, List.of(sets)), loaded.job().secrets());
  }

  private static Submission submission(LoadedConfig loaded, String environment, List<String> sets) {
    return new Submission(
        loaded.job().name(),
        DATE,
        1,
        ConfLocation.forDriver(CONF, loaded.deployment().deploy()),
        Optional.of(environment),
        sets,
        loaded.deployment());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local",
        "yarn",
        "emr",
        "emr-cluster",
        "emr-serverless",
        "dataproc",
        "dataproc-cluster",
        "dataproc-serverless",
        "k8s"
      })
  void theRequestForEachEnvironment(String environment) throws IOException {
    Request request = render(environment);
    same(environment + ".json", RequestText.json(request));
    same(environment + ".yaml", RequestText.yaml(request));
  }

  /** Those of a cloud lie with what else it takes there, as examples. */
  private static Path folder(String name) {
    for (String cloud : List.of("emr", "dataproc")) {
      if (name.startsWith(cloud)) {
        return Path.of("../..", cloud, "requests");
      }
    }
    return Path.of("src/test/resources/requests");
  }

  private static void same(String name, String text) throws IOException {
    String project = Path.of("../..").toAbsolutePath().normalize().toString();
    String portable = text.replace(project, "/project");
    Path file = folder(name).resolve(name);
    if (Boolean.getBoolean("tidegate.docs.write")) {
      Files.writeString(file, portable);
    }
    assertThat(portable).isEqualTo(Files.readString(file));
  }

  @Test
  void aFixedNumberOfExecutorsIsNotAllocatedAsItGoes() {
    var request =
        (Request.SparkSubmit)
            render("yarn", "resources.executors.min=7", "resources.executors.max=7");
    assertThat(request.command())
        .contains("spark.dynamicAllocation.enabled=false", "spark.executor.instances=7")
        .noneMatch(word -> word.startsWith("spark.dynamicAllocation.shuffleTracking"));
  }

  @Test
  void aDriverElsewhereThatIsKilledHasFailed() {
    String setting = "spark.yarn.am.clientModeTreatDisconnectAsFailed=true";
    var client = (Request.SparkSubmit) render("yarn", "deploy.yarn.mode=client");
    assertThat(client.command()).containsSubsequence("--deploy-mode", "client", "--conf", setting);
    assertThat(((Request.SparkSubmit) render("yarn")).command()).doesNotContain(setting);
  }

  @Test
  void whatTheCommandLineSetsGoesAlong() {
    var request = (Request.SparkSubmit) render("yarn", "settings.at-least=7");
    assertThat(request.command()).containsSubsequence("--set", "settings.at-least=7", "--try", "1");
  }

  @Test
  void theSameRunHasTheSameTokenAndAnotherTryAnother() {
    assertThat(Token.of("j", DATE, 1)).isEqualTo(Token.of("j", DATE, 1));
    assertThat(Token.of("j", DATE, 1).text()).matches("tg-[0-9a-f]{32}");
    assertThat(
            List.of(
                Token.of("j", DATE, 1),
                Token.of("j", DATE, 2),
                Token.of("k", DATE, 1),
                Token.of("j", LogicalDate.parse("2024-03-01T05:00Z"), 1)))
        .doesNotHaveDuplicates();
  }

  @Test
  void aSecretIsNoArgument() {
    var loaded = load("yarn", "settings.api-token=hunter22");
    var submission = submission(loaded, "yarn", List.of("settings.api-token=hunter22"));
    assertThatThrownBy(() -> Submissions.render(submission, loaded.job().secrets()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the argument settings.api-token=*** holds a secret, and everybody can read a"
                + " submission (keep it on the cluster: { env = VARIABLE }, { file = PATH } or {"
                + " alias = NAME })");
  }

  @Test
  void labelsAreOfTheSignsThatGoogleTakes() {
    var loaded = load("dataproc", "deploy.tags={ \"Cost.Center\" = \"A/1\" }");
    var submission =
        new Submission(
            "curated.daily_cases",
            LogicalDate.parse("2024-03-01T05:00Z"),
            12,
            "gs://b/a.conf",
            Optional.empty(),
            List.of(),
            loaded.deployment());
    assertThat(Labels.labels(submission))
        .containsExactly(
            Map.entry("cost_center", "a_1"),
            Map.entry("team", "sales-analytics"),
            Map.entry("tidegate-date", "2024-03-01t05_00z"),
            Map.entry("tidegate-id", submission.token().text()),
            Map.entry("tidegate-job", "curated_daily_cases"),
            Map.entry("tidegate-try", "12"));
    assertThat(Submissions.render(submission, SecretMask.NONE)).isInstanceOf(Request.Call.class);
  }

  @Test
  void aConfThatTheDriverWouldNotFind() {
    var elsewhere = load("yarn", "deploy.project=null").deployment().deploy();
    assertThat(ConfLocation.forDriver("s3://b/a.conf", elsewhere)).isEqualTo("s3://b/a.conf");
    var yarn = load("yarn").deployment().deploy();
    assertThatThrownBy(() -> ConfLocation.forDriver("/tmp/a.conf", yarn))
        .hasMessage(
            "/tmp/a.conf is in no directory conf of a project (move it below one, or submit it by"
                + " its URI)");
    var local = load("local").deployment().deploy();
    assertThat(ConfLocation.forDriver("/tmp/a.conf", local)).isEqualTo("/tmp/a.conf");
  }
}
