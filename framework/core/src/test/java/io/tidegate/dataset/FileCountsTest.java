package io.tidegate.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.dataset.FileCounts.Count;
import io.tidegate.dataset.SplitCount.Split;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileCountsTest {

  private static SplitCount split(String file, long start, long length, long rows, long corrupt) {
    return new SplitCount(new Split(file, start, length), rows, corrupt);
  }

  @Test
  void addsSplitsThatJoinFromTheFirstByteToTheLast() {
    assertThat(
            FileCounts.of(
                Map.of("a", 100L), List.of(split("a", 60, 40, 3, 1), split("a", 0, 60, 5, 2))))
        .isEqualTo(Map.of("a", new Count(8, 3)));
  }

  @Test
  void knowsNothingOfAFileWithAGap() {
    assertThat(
            FileCounts.of(
                Map.of("a", 100L, "b", 10L, "c", 5L),
                List.of(split("a", 0, 50, 5, 0), split("a", 60, 40, 3, 0), split("b", 5, 5, 1, 0))))
        .isEmpty();
  }

  @Test
  void countsOnceWhenTwoScansSplitAtOtherBytes() {
    assertThat(
            FileCounts.of(
                Map.of("a", 100L),
                List.of(
                    split("a", 0, 30, 3, 0),
                    split("a", 0, 50, 5, 0),
                    split("a", 50, 50, 5, 0),
                    split("a", 30, 30, 3, 0))))
        .isEqualTo(Map.of("a", new Count(10, 0)));
  }

  @Test
  void countsAnEmptyFileAsZero() {
    assertThat(FileCounts.of(Map.of("a", 0L), List.of())).isEqualTo(Map.of("a", Count.ZERO));
  }

  @Test
  void ignoresFilesThatAreNotAskedFor() {
    assertThat(FileCounts.of(Map.of("a", 9L), List.of(split("b", 0, 9, 1, 0)))).isEmpty();
  }
}
