package io.tidegate.lineage.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VersionsTest {

  @Test
  void rangesThatTouchBecomeOne() {
    assertThat(Versions.of(3, 4).plus(Versions.of(5, 7))).hasToString("v3..v7");
    assertThat(Versions.of(3, 4).plus(Versions.of(6, 6))).hasToString("v3..v4, v6");
    assertThat(Versions.from(5).plus(Versions.of(2, 9))).hasToString("v2..");
    assertThat(Versions.NONE.plus(Versions.NONE)).hasToString("");
  }

  @Test
  void aUnionHasTheVersionsOfBoth() {
    var random = new Random(7);
    for (int round = 0; round < 500; round++) {
      var expected = new TreeSet<Long>();
      Versions all = Versions.NONE;
      for (int i = 0; i < 6; i++) {
        long first = random.nextInt(40);
        long last = first + random.nextInt(5);
        for (long version = first; version <= last; version++) {
          expected.add(version);
        }
        all = all.plus(Versions.of(first, last));
      }
      for (long version = 0; version < 50; version++) {
        assertThat(all.contains(version)).isEqualTo(expected.contains(version));
      }
      for (int i = 1; i < all.ranges().size(); i++) {
        assertThat(all.ranges().get(i).first()).isGreaterThan(all.ranges().get(i - 1).last() + 1);
      }
    }
  }
}
