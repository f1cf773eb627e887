package io.tidegate.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunTimeTest {

  @Test
  void isInAUuidOfVersion7() {
    assertThat(RunTime.of("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"))
        .contains(Instant.parse("2022-02-22T19:22:22Z"));
  }

  @Test
  void isInNoOtherId() {
    assertThat(RunTime.of("f81d4fae-7dec-41d0-a765-00a0c91e6bf6")).isEmpty();
    assertThat(RunTime.of("run-1")).isEmpty();
    assertThat(RunTime.of("")).isEmpty();
  }
}
