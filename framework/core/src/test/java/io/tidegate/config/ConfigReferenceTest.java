package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigValueFactory;
import io.tidegate.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigReferenceTest {

  private static final Path PAGE = Path.of("../../docs/reference/config.md");

  @Test
  void theReferenceIsWhatTheCodeSays() throws IOException {
    if (Boolean.getBoolean("tidegate.docs.write")) {
      Files.createDirectories(PAGE.toAbsolutePath().getParent());
      Files.writeString(PAGE, ConfigReference.markdown());
    }
    assertThat(PAGE)
        .as(
            "docs/reference/config.md differs from the code; write it with: mvn -pl framework/core"
                + " test -Dtest=ConfigReferenceTest -Dtidegate.docs.write=true")
        .hasContent(ConfigReference.markdown());
  }

  @Test
  void everyDefaultIsAValueOfItsKey() {
    var block = ConfigValueFactory.fromMap(Map.of());
    var node = new Node("x", block, Optional.empty());
    for (Section section : ConfigReference.sections()) {
      for (Key<?> key : section.keys()) {
        var problems = new Problems();
        var effective = new EffectiveConfig.Builder(new Secrets());
        var reading = new Reading(problems, effective, Set.of(), true);
        key.fallbackIn(node).ifPresent(fallback -> key.type().read(fallback, reading));
        assertThat(problems.list()).as(section.path() + "." + key.name()).isEmpty();
      }
    }
  }

  @Test
  void onlyKeysOfSecretsLookLikeSecrets() {
    for (Section section : ConfigReference.sections()) {
      assertThat(section.keys())
          .allMatch(key -> Secrets.looksSecret(key.name()) == key.type() instanceof SecretType);
      assertThat(section.names()).doesNotHaveDuplicates();
      assertThat(section.moved()).doesNotContainKeys(section.names().toArray(String[]::new));
    }
  }

  @Test
  void aKeyThatIsGoneSaysWhatToWriteNow() {
    var section = new Section("s", "help", EtaReader.ETA).without("deadline", "write eta.land-by");
    var problems = new Problems();
    var effective = new EffectiveConfig.Builder(new Secrets());
    var value = ConfigValueFactory.fromMap(Map.of("deadline", "x"), "f");

    Block.open(
        new Node("s", value, Optional.empty()),
        section,
        new Reading(problems, effective, Set.of(), true));

    assertThat(problems.list())
        .extracting(Object::toString)
        .containsExactly("f: s.deadline: is no longer a key (write eta.land-by)");
  }
}
