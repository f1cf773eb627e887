package io.tidegate.quality;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many mistakes of each kind were made, what became of them and how long it took. */
final class MutationTable {

  private static final class Row {
    private final List<Duration> times = new ArrayList<>();
    private int refused;

    String text(String kind) {
      times.sort(Comparator.naturalOrder());
      return "| %s | %,d | %,d | %,d | %.1f | %.1f |"
          .formatted(
              kind,
              times.size(),
              refused,
              times.size() - refused,
              millis(times.get(times.size() / 2)),
              millis(times.get(times.size() - 1)));
    }

    private static double millis(Duration time) {
      return time.toNanos() / 1e6;
    }
  }

  private final Map<Mutation, Row> rows = new EnumMap<>(Mutation.class);

  void add(Mutation kind, boolean refused, Duration time) {
    Row row = rows.computeIfAbsent(kind, k -> new Row());
    row.times.add(time);
    row.refused += refused ? 1 : 0;
  }

  int refused() {
    return rows.values().stream().mapToInt(row -> row.refused).sum();
  }

  String markdown() {
    var all = new Row();
    var text = new ArrayList<String>();
    text.add("| mistake | made | refused | accepted | ms of CPU, p50 | max |");
    text.add("| --- | ---: | ---: | ---: | ---: | ---: |");
    rows.forEach(
        (kind, row) -> {
          text.add(row.text(kind.words()));
          all.times.addAll(row.times);
          all.refused += row.refused;
        });
    text.add(all.text("all"));
    return String.join("\n", text) + "\n";
  }
}
