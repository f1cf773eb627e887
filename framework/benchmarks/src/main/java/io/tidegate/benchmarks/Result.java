package io.tidegate.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * What one benchmark came to.
 *
 * @param name short, without spaces
 * @param goal what it should come to
 * @param samples of at least one variant; the others are compared with the first
 * @param notes what the times alone do not say
 */
record Result(String name, String title, String goal, List<Sample> samples, List<String> notes) {

  /** How much longer than the first variant this one takes, by their medians. */
  Duration overFirst(String variant) {
    return sample(variant).median().minus(samples.get(0).median());
  }

  Sample sample(String variant) {
    return samples.stream().filter(s -> s.variant().equals(variant)).findFirst().orElseThrow();
  }
}
