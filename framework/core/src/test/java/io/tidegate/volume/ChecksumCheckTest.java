package io.tidegate.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.config.OutputConfig.Reconcile;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChecksumCheckTest {

  private static final ChecksumCheck CHECK =
      new ChecksumCheck("raw.orders", new Reconcile("orders", 1, 1, true, Severity.REJECT));

  @Test
  void equalSumsPass() {
    Rows rows = rows(1, 2, 3);

    assertThat(CHECK.check(Optional.of(compared(Optional.of("id"), rows, rows(3, 2, 1)))))
        .isEqualTo(
            new Finding(
                Finding.Kind.VOLUME,
                "checksum",
                "raw.orders",
                Severity.REJECT,
                new Outcome.Passed("the rows of 'orders', equal in all columns", "3 rows, equal")));
  }

  @Test
  void noRowsAreEqualToNone() {
    assertThat(outcome(compared(Optional.empty(), rows(), rows())))
        .isEqualTo(
            new Outcome.Passed("the rows of 'orders', equal in all columns", "0 rows, equal"));
  }

  @Test
  void columnsThatWereNotComparedAreNamed() {
    var compared =
        new ComparedRows(List.of("id"), List.of("a", "b"), Optional.empty(), rows(1), rows(1));

    assertThat(outcome(compared))
        .isEqualTo(
            new Outcome.Passed(
                "the rows of 'orders', equal in all columns but a, b", "1 row, equal"));
  }

  @Test
  void tellsTheKeysOfRowsThatDiffer() {
    Rows source = rows(1, 2, 2, 3, 4);
    Rows landed = rows(2, 3, 4, 5).changed(4);

    assertThat(outcome(compared(Optional.of("id"), source, landed)))
        .isEqualTo(
            new Outcome.Failed(
                "the rows of 'orders', equal in all columns",
                "5 rows there, 4 landed: id 4 has other values; id 1 did not land; id 5 is not"
                    + " there; id 2 has 2 rows there, 1 landed"));
  }

  @Test
  void tellsFiveOfMany() {
    int[] many = IntStream.range(0, 1_000).toArray();

    assertThat(outcome(compared(Optional.of("id"), rows(many), rows())))
        .isEqualTo(
            new Outcome.Failed(
                "the rows of 'orders', equal in all columns",
                "1,000 rows there, 0 landed: id 0 did not land; id 100 did not land; id 104 did not"
                    + " land; id 108 did not land; id 112 did not land; and others"));
  }

  @Test
  void withoutAKeySaysWhatWouldTellMore() {
    assertThat(outcome(compared(Optional.empty(), rows(1), rows(2))))
        .isEqualTo(
            new Outcome.Failed(
                "the rows of 'orders', equal in all columns",
                "1 row there, 1 landed; their checksums differ",
                "give the input a split: by the values of its column the rows that differ are told"));
  }

  @Test
  void whatCannotBeComparedIsNotPassed() {
    var unknown = new Outcome.CouldNotMeasure("nothing of the input 'orders' can be compared");
    var nothing = new ComparedRows(List.of(), List.of("id"), Optional.empty(), rows(), rows());

    assertThat(CHECK.check(Optional.empty()).outcome()).isEqualTo(unknown);
    assertThat(CHECK.check(Optional.of(nothing)).outcome()).isEqualTo(unknown);
  }

  private static Outcome outcome(ComparedRows compared) {
    return CHECK.check(Optional.of(compared)).outcome();
  }

  private static ComparedRows compared(Optional<String> key, Rows source, Rows landed) {
    return new ComparedRows(List.of("id", "price"), List.of(), key, source, landed);
  }

  private static Rows rows(int... keys) {
    var sums = new TreeMap<String, RowSum>();
    for (int key : keys) {
      sums.merge(Integer.toString(key), sum(1, key), ChecksumCheckTest::sum);
    }
    return new Rows(sums);
  }

  private static RowSum sum(long rows, long hash) {
    return new RowSum(rows, BigInteger.valueOf(hash));
  }

  private static RowSum sum(RowSum one, RowSum other) {
    return new RowSum(one.rows() + other.rows(), one.sum().add(other.sum()));
  }

  /** Rows whose keys are numbers; those of one remainder by four are a part. */
  private record Rows(Map<String, RowSum> keys) implements RowSums {

    Rows changed(int key) {
      var sums = new TreeMap<>(keys);
      sums.put(Integer.toString(key), sum(1, 4_000));
      return new Rows(sums);
    }

    @Override
    public Map<String, RowSum> parts() {
      return keys.entrySet().stream()
          .collect(
              Collectors.toMap(
                  entry -> part(entry.getKey()), Map.Entry::getValue, ChecksumCheckTest::sum));
    }

    @Override
    public Map<String, RowSum> keys(String part) {
      return keys.entrySet().stream()
          .filter(entry -> part(entry.getKey()).equals(part))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String part(String key) {
      return Integer.toString(Integer.parseInt(key) % 4);
    }
  }
}
