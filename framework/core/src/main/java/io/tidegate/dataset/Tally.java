package io.tidegate.dataset;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is added up of rows besides their number.
 *
 * @param sums of the columns that are asked for, in their order
 * @param trailers the fields of the rows that hold totals and are no data
 */
record Tally(List<BigDecimal> sums, List<List<String>> trailers) implements Serializable {

  static final Tally NONE = new Tally(List.of(), List.of());

  Tally {
    sums = List.copyOf(sums);
    trailers = List.copyOf(trailers);
  }

  Tally plus(Tally other) {
    var all = new ArrayList<>(trailers);
    all.addAll(other.trailers);
    return new Tally(added(other), all);
  }

  private List<BigDecimal> added(Tally other) {
    if (sums.isEmpty() || other.sums.isEmpty()) {
      return sums.isEmpty() ? other.sums : sums;
    }
    return IntStream.range(0, sums.size())
        .mapToObj(i -> sums.get(i).add(other.sums.get(i)))
        .toList();
  }
}
