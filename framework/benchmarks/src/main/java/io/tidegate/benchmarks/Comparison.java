package io.tidegate.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Takes the times of several variants of the same work, in turns (A B C A B C ...), so that what
 * slows the machine for a while slows all of them.
 *
 * @param warmups rounds before the first that counts
 */
record Comparison(String name, List<Variant> variants, int warmups, int rounds) {

  /** The first variant is what the others are compared with. */
  List<Sample> run(Path work, Progress progress) {
    Map<String, List<Duration>> times = new LinkedHashMap<>();
    variants.forEach(variant -> times.put(variant.name(), new ArrayList<>()));
    for (int round = -warmups; round < rounds; round++) {
      for (Variant variant : variants) {
        Duration time = time(variant, work.resolve("round"));
        progress.round(name, variant.name(), round, time);
        if (round >= 0) {
          times.computeIfAbsent(variant.name(), key -> new ArrayList<>()).add(time);
        }
      }
    }
    return times.entrySet().stream()
        .map(entry -> new Sample(entry.getKey(), List.copyOf(entry.getValue())))
        .toList();
  }

  private static Duration time(Variant variant, Path target) {
    remove(target);
    System.gc();
    long begin = System.nanoTime();
    variant.work().run(target);
    Duration time = Duration.ofNanos(System.nanoTime() - begin);
    remove(target);
    return time;
  }

  private static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Told of every round as it ends; warm-ups have a number below 0. */
  @FunctionalInterface
  interface Progress {
    void round(String comparison, String variant, int round, Duration time);
  }
}
