package io.tidegate.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where a run is killed.
 *
 * @param step the label of a step
 * @param nth operation of the step, from 1; 0 is the step's beginning
 * @param changes count only operations that change the disc
 */
record KillPoint(String step, int nth, boolean changes) {

  /**
   * Each step's beginning and middle, and the first, a middle and the last of its changes, of a run
   * that did all this.
   */
  static List<KillPoint> of(List<String> steps, List<Disc.Done> done) {
    var points = new ArrayList<KillPoint>();
    for (String step : steps) {
      int all = count(done, one -> one.step().equals(step));
      int changes = count(done, one -> one.step().equals(step) && one.operation().changes());
      points.add(new KillPoint(step, 0, false));
      if (all > 0) {
        points.add(new KillPoint(step, (all + 1) / 2, false));
      }
      if (changes > 0) {
        List.of(1, (changes + 1) / 2, changes).stream()
            .distinct()
            .forEach(nth -> points.add(new KillPoint(step, nth, true)));
      }
    }
    return points;
  }

  private static int count(List<Disc.Done> done, Predicate<Disc.Done> which) {
    return (int) done.stream().filter(which).count();
  }

  Disc disc() {
    return nth == 0
        ? Disc.healthy()
        : Disc.with(
            done -> done.step().equals(step) && (!changes || done.operation().changes()),
            nth,
            Fault.KILL);
  }

  static KillPoint parse(String text) {
    String[] parts = text.split(":", -1);
    return new KillPoint(parts[0], Integer.parseInt(parts[1]), Boolean.parseBoolean(parts[2]));
  }

  @Override
  public String toString() {
    return step + ":" + nth + ":" + changes;
  }
}
