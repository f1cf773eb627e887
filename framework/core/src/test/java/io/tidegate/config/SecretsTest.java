package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.problem.UserException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private static final String JOB =
      """
      warehouse = /wh
      job { name = a, owner = b }
      output { name = o, path = /o, write = overwrite }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "dbPasswd",
        "PASSWORD",
        "client_secret",
        "spark.hadoop.fs.s3a.secret.key",
        "spark.hadoop.fs.azure.account.key.store.dfs.core.windows.net",
        "api-token",
        "awsCredentials",
        "accountKey",
        "apikey",
        "access-key",
        "key",
        "DB_PWD",
        ".executor.secrets.password",
        ".driver.secretKeyRef.token",
        ".mail.security.credstore.password"
      })
  void namesThatSpeakOfSecrets(String key) {
    assertThat(Secrets.looksSecret(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "keyspace",
        "o_orderkey",
        "monkey",
        "spark.sql.shuffle.partitions",
        "keys",
        "spark.hadoop.hadoop.security.credential.provider.path",
        "spark.hadoop.hadoop.security.credstore.google-secret-manager.secret-version",
        "spark.kubernetes.driver.secretKeyRef.DB_PASSWORD",
        "spark.kubernetes.executor.secrets.shop"
      })
  void namesThatDoNot(String key) {
    assertThat(Secrets.looksSecret(key)).isFalse();
  }

  @Test
  void credentialsInUrisAreMasked() {
    assertThat(Secrets.withoutCredentials("s3a://AK:abc@bucket/x"))
        .isEqualTo("s3a://AK:***@bucket/x");
    assertThat(Secrets.withoutCredentials("abfss://container@account.dfs.core.windows.net/x"))
        .isEqualTo("abfss://container@account.dfs.core.windows.net/x");
    assertThat(
            Secrets.withoutCredentials("jdbc:postgresql://h/db?user=me&password=hunter2&ssl=true"))
        .isEqualTo("jdbc:postgresql://h/db?user=me&password=***&ssl=true");
  }

  @Test
  void noProblemAndNoRenderingHasASecret(@TempDir Path dir) {
    String conf =
        TestConfs.write(
            dir,
            "job.conf",
            JOB
                + """
                vars { db-password = ${DB_PASSWORD}, token = "t0k3n-value" }
                spark { "spark.api.token" = ${vars.token} }
                settings { mail.password = "p4ssw0rd", url = "u:"${vars.token} }
                inputs.i { format = csv, path = "/x/"${vars.token}, options { secretKey = "s3cr3t" } }
                """);

    var loaded = TestConfs.READER.load(conf, ReadOptions.NONE);

    String shown = loaded.effective().describe() + loaded.job();
    assertThat(loaded.job().inputs().toString()).doesNotContain("s3cr3t");
    assertThat(shown)
        .doesNotContain("hunter22")
        .doesNotContain("t0k3n-value")
        .doesNotContain("p4ssw0rd")
        .doesNotContain("s3cr3t")
        .contains("inputs.i.path = \"/x/***\"");
    assertThat(loaded.job().spark()).containsEntry("spark.api.token", "t0k3n-value");

    var mistakes =
        List.of(
            "inputs.i.format = ${vars.token}",
            "output.write = ${DB_PASSWORD}",
            "job.interval = ${vars.token}",
            "output.quality = [ { rules = ${DB_PASSWORD}, on-failure = reject } ]",
            "eta.land-by = ${settings.mail.password}",
            "job.class = \"x/\"${settings.mail.password}",
            "publish = ${settings.mail}[1]",
            "password = \"hunter22");
    for (String mistake : mistakes) {
      String bad = TestConfs.write(dir, "bad.conf", "include \"job\"\n" + mistake + "\n");
      assertThat(TestConfs.problems(bad))
          .isNotEmpty()
          .allSatisfy(
              problem ->
                  assertThat(problem)
                      .doesNotContain("hunter22")
                      .doesNotContain("t0k3n-value")
                      .doesNotContain("p4ssw0rd"));
    }
  }

  @Test
  void aSettingOfAnotherTypeIsReportedWithItsLine(@TempDir Path dir) {
    String conf =
        TestConfs.write(dir, "job.conf", JOB + "settings { retries = many\n pin-password = abc }");

    var settings = TestConfs.read(conf).settings();

    assertThatThrownBy(() -> settings.integer("retries"))
        .isInstanceOf(UserException.class)
        .hasMessage(conf + ":4: settings.retries: retries has type STRING rather than NUMBER");
    assertThatThrownBy(() -> settings.integer("pin-password"))
        .hasMessage(conf + ":5: settings.pin-password: is of another type");
    assertThatThrownBy(() -> settings.text("nope"))
        .hasMessage(conf + ":4: settings.nope: is missing (the job's code asks for it)");
  }

  @Test
  void aPasswordInAUrlIsKnownWithoutTheUrl(@TempDir Path dir) {
    String url = "jdbc:postgresql://h/db?user=me&password=hunter2&ssl=true";
    String conf =
        TestConfs.write(
            dir, "job.conf", JOB + "settings { db-url = \"" + url + "\", u = \"x://a:t0pp@h\" }");

    assertThat(TestConfs.read(conf).secrets().mask("no login for me with hunter2, not t0pp"))
        .isEqualTo("no login for me with ***, not ***");
  }

  @Test
  void aLongSecretIsMaskedBeforeItIsCut(@TempDir Path dir) {
    String secret = "s3cr3t" + "x".repeat(2_000);
    String conf =
        TestConfs.write(
            dir, "job.conf", JOB + "vars.token = " + secret + "\njob.class = \"?\"${vars.token}");

    assertThat(TestConfs.problems(conf))
        .containsExactly(
            conf
                + ":5: job.class: '?***' is not a class name"
                + " (use a class with its package, as in com.example.DailyCases)");
    assertThat(TestConfs.problems(conf, "job.class=?" + "y".repeat(2_000)))
        .singleElement()
        .asString()
        .hasSizeLessThan(1_200);
  }
}
