package io.tidegate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikenessTest {

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource({
    "Province/State,Province_State,1",
    "customerId,CUSTOMER_ID,1",
    "größe,GRÖSSE,0.667",
    "größe,Größe,1",
    "Latitude,Lat,0.9",
    "Long_,Longitude,0.9",
    "id,idle,0.5",
    "amount,account,0.714",
    "colour,color,0.833",
    "a,b,0",
    "'',a,0",
    "__,--,0",
  })
  void ofTwoNames(String one, String other, double expected) {
    assertThat(Likeness.of(one, other)).isCloseTo(expected, within(0.001));
    assertThat(Likeness.of(other, one)).isEqualTo(Likeness.of(one, other));
  }
}
