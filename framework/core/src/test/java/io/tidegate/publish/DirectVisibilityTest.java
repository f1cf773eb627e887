package io.tidegate.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.config.PublishStrategy;
import io.tidegate.config.WriteMode;
import org.junit.jupiter.api.Test;

class DirectVisibilityTest extends VisibilityContract {
  @Override
  PublishStrategy strategy() {
    return PublishStrategy.DIRECT;
  }

  /** The files are known; Delta would put them into a Dataset and filter that. */
  @Test
  void planningToReadStagedRowsStartsNoJob() {
    var staged =
        stage("r1", "2020-03-01", output(WriteMode.APPEND, "day"), rows("2020-03-01", 0, 9));
    var rows = publisher().read(staged);
    assertThat(TestSpark.jobs(() -> assertThat(rows.rdd().getNumPartitions()).isPositive()))
        .isZero();
    assertThat(rows.where("day = DATE '2020-03-01' AND id > 6").count()).isEqualTo(2);
    assertThat(rows.where("day > DATE '2020-03-01'").count()).isZero();
  }
}
