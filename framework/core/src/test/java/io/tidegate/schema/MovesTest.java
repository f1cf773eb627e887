package io.tidegate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MovesTest {

  @Test
  void nothingMovesInOrder() {
    assertThat(Moves.of(List.of(0, 2, 5))).isEmpty();
    assertThat(Moves.of(List.of())).isEmpty();
  }

  @Test
  void oneThatWentToTheFrontMovedAndTheRestStayed() {
    assertThat(Moves.of(List.of(1, 2, 3, 0))).isEqualTo(Set.of(3));
  }

  @Test
  void oneThatWentToTheBackMovedAndTheRestStayed() {
    assertThat(Moves.of(List.of(3, 0, 1, 2))).isEqualTo(Set.of(0));
  }

  @Test
  void allButOneMoveWhenTheOrderIsReversed() {
    assertThat(Moves.of(List.of(3, 2, 1, 0))).hasSize(3);
  }
}
