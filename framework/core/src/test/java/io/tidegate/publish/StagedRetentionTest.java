package io.tidegate.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.PublishStrategy;
import io.tidegate.config.WriteMode;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class StagedRetentionTest extends RetentionContract {

  @Override
  PublishStrategy strategy() {
    return PublishStrategy.STAGED;
  }

  /** They lie beside the table. */
  @Test
  void leavesStagedFilesAlone() throws java.io.IOException {
    publish("r1", "2020-03-01", output(WriteMode.APPEND, "day"), rows("2020-03-01", 0, 1));
    stage("r2", "2020-03-02", output(WriteMode.APPEND, "day"), rows("2020-03-02", 0, 1));
    age(dir, "r2", Duration.ofDays(8));
    assertThat(publisher().unused(path(), Duration.ofDays(7))).isZero();
  }
}
