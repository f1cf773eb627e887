package io.tidegate.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosestTest {

  private static final List<String> KEYS =
      List.of("min-rows", "max-rows", "write", "path", "name", "partition-by");

  @ParameterizedTest
  @CsvSource({
    "wirte, write",
    "pathh, path",
    "nmae, name",
    "partitionby, partition-by",
    "min_rows, min-rows",
    "maxrows, max-rows"
  })
  void findsTheWordThatWasMeant(String typed, String meant) {
    assertThat(Closest.to(typed, KEYS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"colour", "xy", "''"})
  void suggestsNothingThatIsFarOff(String typed) {
    assertThat(Closest.to(typed, KEYS)).isEmpty();
  }

  @Test
  void ofEqualsTheFirstInTheAlphabet() {
    assertThat(Closest.to("mix-rows", KEYS)).contains("max-rows");
  }

  @Test
  void countsASwapAsOneEdit() {
    assertThat(Closest.distance("wirte", "write")).isEqualTo(1);
    assertThat(Closest.distance("", "abc")).isEqualTo(3);
    assertThat(Closest.distance("kitten", "sitting")).isEqualTo(3);
  }
}
