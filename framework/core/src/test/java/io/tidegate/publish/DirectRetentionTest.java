package io.tidegate.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.PublishStrategy;
import io.tidegate.config.WriteMode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DirectRetentionTest extends RetentionContract {

  @Override
  PublishStrategy strategy() {
    return PublishStrategy.DIRECT;
  }

  /** Why nobody may call it while a run waits for its release. */
  @Test
  void takesStagedFilesForUnused() throws IOException {
    publish("r1", "2020-03-01", output(WriteMode.APPEND, "day"), rows("2020-03-01", 0, 1));
    stage("r2", "2020-03-02", output(WriteMode.APPEND, "day"), rows("2020-03-02", 0, 1));
    assertThat(publisher().unused(path(), Duration.ofDays(7))).isZero();
    age(Path.of(path().replaceFirst("^file:/+", "/")), "r2", Duration.ofDays(8));
    assertThat(publisher().unused(path(), Duration.ofDays(7))).isPositive();
  }
}
