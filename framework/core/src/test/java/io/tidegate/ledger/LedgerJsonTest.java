package io.tidegate.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.tidegate.check.Measures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerJsonTest {

  @Test
  void everyValueComesBack() throws IOException {
    var record = Runs.full();

    assertThat(LedgerJson.read(LedgerJson.write(record), RunRecord.class)).isEqualTo(record);
    assertThat(LedgerJson.read(LedgerJson.writePretty(record), RunRecord.class)).isEqualTo(record);
  }

  @Test
  void theFileFormatIsAsItWas() throws IOException {
    try (var golden = LedgerJsonTest.class.getResourceAsStream("closed.json")) {
      var written = LedgerJson.mapper().readTree(LedgerJson.write(Runs.full()));

      assertThat(LedgerJson.writePretty(written))
          .isEqualTo(LedgerJson.writePretty(LedgerJson.mapper().readTree(golden)));
    }
  }

  @Test
  void anOldFileIsStillRead() throws IOException {
    try (var old = LedgerJsonTest.class.getResourceAsStream("closed-without-lineage.json")) {
      var text = new String(old.readAllBytes(), StandardCharsets.UTF_8);

      assertThat(LedgerJson.read(text, RunRecord.class)).isEqualTo(Runs.fullWithoutLineage());
    }
  }

  @Test
  void ignoresFieldsThatItDoesNotKnow() throws IOException {
    assertThat(
            LedgerJson.read(
                "{\"version\":\"1\",\"commit\":\"c\",\"dirty\":true,\"new\":{}}", Program.class))
        .isEqualTo(new Program("1", "c", true));
  }

  @Test
  void takesAMissingListOrMapAsEmpty() throws IOException {
    var text =
        "{\"name\":\"n\",\"path\":\"p\",\"format\":\"csv\",\"modified\":\"2026-03-01T00:00:00Z\",\"bytes\":1}";

    assertThat(LedgerJson.read(text, InputVersion.class).files()).isEqualTo(List.of());
  }

  @Test
  void anOutputFromBeforeThereWereTiersHasNone() throws IOException {
    var text =
        "{\"key\":\"o\",\"dataset\":\"d\",\"path\":\"p\",\"rows\":1,\"bytes\":2,\"measures\":{},\"quarantined\":0}";

    assertThat(LedgerJson.read(text, RunRecord.OutputRecord.class).tiers()).isEmpty();
  }

  @Test
  void refusesAMissingText() {
    assertThatThrownBy(() -> LedgerJson.read("{\"version\":\"1\",\"dirty\":true}", Program.class))
        .isInstanceOf(MismatchedInputException.class)
        .hasMessageStartingWith("Null value for creator property 'commit'");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, -0.0, 1e300, Double.NaN, Double.POSITIVE_INFINITY, 12345678901L})
  void everyNumberSurvives(double number) throws IOException {
    var measures = new Measures(Map.of("m", number));

    assertThat(LedgerJson.read(LedgerJson.write(measures), Measures.class)).isEqualTo(measures);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{\"version\":\"1\",\"commit\":\"c\",\"dirty\":true", "[]", "{}{}"})
  void refusesWhatIsDamaged(String text) {
    assertThatThrownBy(() -> LedgerJson.read(text, Program.class))
        .isInstanceOf(JsonProcessingException.class);
  }
}
