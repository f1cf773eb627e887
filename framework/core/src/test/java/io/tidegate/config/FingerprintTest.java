package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {

  private static final String CONF =
      """
      warehouse = /wh
      job { name = a, owner = b }
      vars { token = abcdef }
      inputs.i { format = csv, path = "/in/"${logical-date} }
      output {
        name = o, path = /o, write = replace-partition, partition-by = [day]
        quality = [ { rules = "r.dqdl", on-failure = reject } ]
      }
      publish.held-for = 36h
      settings { token = ${vars.token}, day = ${date-parts.day} }
      """;

  @TempDir private Path dir = Path.of("");

  private String fingerprint(String text, String date) {
    TestConfs.write(dir, "r.dqdl", "Rules = []");
    String conf = TestConfs.write(dir, "job.conf", text);
    return TestConfs.READER.read(conf, ReadOptions.NONE.at(LogicalDate.parse(date))).fingerprint();
  }

  private String fingerprint(String text) {
    return fingerprint(text, "2020-03-22");
  }

  @Test
  void isAHashOfTheConf() {
    assertThat(fingerprint(CONF)).matches("[0-9a-f]{64}").isEqualTo(fingerprint(CONF));
  }

  @Test
  void theLogicalDateDoesNotCount() {
    assertThat(fingerprint(CONF, "2020-03-23")).isEqualTo(fingerprint(CONF));
    assertThat(fingerprint(CONF, "2020-03-22T05:00Z")).isEqualTo(fingerprint(CONF));
  }

  @Test
  void theNotationDoesNotCount() {
    String other =
        """
        # a comment
        job.owner = "b"
        job.name = "a"
        warehouse = /somewhere
        warehouse = /wh
        """
            + CONF.substring(CONF.indexOf("vars")).replace("36h", "\"1.5 days\"");

    assertThat(fingerprint(other)).isEqualTo(fingerprint(CONF));
  }

  @Test
  void spellingOutADefaultDoesNotCount() {
    assertThat(fingerprint(CONF + "publish.strategy = direct\nledger.path = /wh/_tidegate"))
        .isEqualTo(fingerprint(CONF));
  }

  @Test
  void aSecretDoesNotCount() {
    assertThat(fingerprint(CONF.replace("abcdef", "uvwxyz"))).isEqualTo(fingerprint(CONF));
  }

  @Test
  void whatARuleFileDoesCounts() {
    assertThat(fingerprint(CONF.replace("on-failure = reject", "on-failure = warn")))
        .isNotEqualTo(fingerprint(CONF));
  }

  @Test
  void everyValueCounts() {
    assertThat(fingerprint(CONF.replace("/in/", "/other/"))).isNotEqualTo(fingerprint(CONF));
    assertThat(fingerprint(CONF + "settings.x = 1")).isNotEqualTo(fingerprint(CONF));
    assertThat(fingerprint(CONF + "eta.max-runtime = 1h")).isNotEqualTo(fingerprint(CONF));
  }
}
