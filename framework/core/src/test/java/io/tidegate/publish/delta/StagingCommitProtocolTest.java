package io.tidegate.publish.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;

class StagingCommitProtocolTest {

  private static final String UUID = "15408f49-b5f3-4729-80e2-f961c87191f8";

  @ParameterizedTest
  @ValueSource(
      strings = {"part-00000-%s_r1.c000.snappy.parquet", "cdc-00012-%s_r1-c003.zstd.parquet"})
  void knowsTheFilesOfARun(String name) {
    assertThat(StagingCommitProtocol.isOf("r1", name.formatted(UUID))).isTrue();
    assertThat(StagingCommitProtocol.isOf("r", name.formatted(UUID))).isFalse();
    assertThat(StagingCommitProtocol.isOf("r12", name.formatted(UUID))).isFalse();
  }

  @Test
  void leavesOtherFilesAlone() {
    assertThat(StagingCommitProtocol.isOf("r1", "part-00000-" + UUID + ".c000.snappy.parquet"))
        .isFalse();
    assertThat(StagingCommitProtocol.isOf("r1", "r1.c000.parquet")).isFalse();
    assertThat(StagingCommitProtocol.isOf("r1", "part-00000-" + UUID + "_r1.txt")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a_b", "a b", "ü"})
  void takesOnlyRunIdsThatAFileNameCanHold(String runId) {
    assertThatThrownBy(
            () -> new StagingCommitProtocol("/table", Option.empty(), Option.empty(), runId))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the run id '%s' has characters that a file name should not have", runId);
  }
}
