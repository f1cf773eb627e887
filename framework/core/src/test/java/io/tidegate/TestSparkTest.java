package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestSparkTest {
  @Test
  void startsWithDelta() {
    assertThat(TestSpark.session().range(3).count()).isEqualTo(3);
  }
}
