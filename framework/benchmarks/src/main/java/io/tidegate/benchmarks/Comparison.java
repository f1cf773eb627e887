package io.tidegate.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    Map<String, List<Sample.Round>> taken = new LinkedHashMap<>();
    for (int round = -warmups; round < rounds; round++) {
      for (Variant variant : variants) {
        Sample.Round times = take(variant, work.resolve("round"));
        progress.round(name, variant.name(), round, times.time());
        if (round >= 0) {
          taken.computeIfAbsent(variant.name(), key -> new ArrayList<>()).add(times);
        }
      }
    }
    return taken.entrySet().stream()
        .map(entry -> new Sample(entry.getKey(), List.copyOf(entry.getValue())))
        .toList();
  }

  private static Sample.Round take(Variant variant, Path target) {
    remove(target);
    variant.before().run();
    System.gc();
    long cpuBefore = cpuNanos();
    long begin = System.nanoTime();
    variant.work().run(target);
    Duration time = Duration.ofNanos(System.nanoTime() - begin);
    Duration cpu = Duration.ofNanos(cpuNanos() - cpuBefore);
    remove(target);
    return new Sample.Round(time, variant.here() ? Optional.of(cpu) : Optional.empty());
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  static void remove(Path folder) {
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
