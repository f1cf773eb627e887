package io.tidegate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegate.benchmarks.Sample.Round;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

  @TempDir Path work;

  @Test
  void takesTurns() {
    var calls = new ArrayList<String>();
    var variants =
        Stream.of("a", "b", "c").map(name -> new Variant(name, target -> calls.add(name))).toList();
    List<Sample> samples = new Comparison("x", variants, 1, 2).run(work, (c, v, r, t) -> {});
    assertThat(String.join("", calls)).isEqualTo("abcabcabc");
    assertThat(samples).extracting(Sample::variant).containsExactly("a", "b", "c");
    assertThat(samples).allSatisfy(sample -> assertThat(sample.rounds()).hasSize(2));
  }

  @Test
  void whatAnotherProcessDoesHasNoCpuTime() {
    var variants = List.of(new Variant("a", target -> {}), new Variant("b", target -> {}, false));
    List<Sample> samples = new Comparison("x", variants, 0, 1).run(work, (c, v, r, t) -> {});
    assertThat(samples.get(0).medianCpu()).isPresent();
    assertThat(samples.get(1).medianCpu()).isEmpty();
    assertThat(samples.get(1).cpuRatioTo(samples.get(0))).isEmpty();
  }

  @Test
  void tellsWarmUpsByNegativeNumbers() {
    var rounds = new ArrayList<Integer>();
    new Comparison("x", List.of(new Variant("a", target -> {})), 2, 2)
        .run(work, (comparison, variant, round, time) -> rounds.add(round));
    assertThat(rounds).containsExactly(-2, -1, 0, 1);
  }

  @Test
  void everyRoundHasAnEmptyPlace() {
    var variant =
        new Variant(
            "a",
            target -> {
              assertThat(target).doesNotExist();
              write(target.resolve("table/part"));
            });
    new Comparison("x", List.of(variant, variant), 0, 2).run(work, (c, v, r, t) -> {});
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void ratiosAreThoseOfRoundsThatRanBesideOneAnother() {
    var plain = sample(100, 500, 90);
    var gated = sample(110, 400, 180);
    assertThat(plain.median()).isEqualTo(Duration.ofMillis(100));
    assertThat(sample(1, 2, 3, 100).median()).isEqualTo(Duration.ofNanos(2_500_000));
    assertThat(gated.ratioTo(plain).median()).isCloseTo(1.1, within(1e-9));
    assertThat(gated.ratioTo(plain).min()).isCloseTo(0.8, within(1e-9));
    assertThat(gated.ratioTo(plain).max()).isCloseTo(2, within(1e-9));
    assertThat(sample(1, 3).ratioTo(sample(1, 1)).median()).isCloseTo(2, within(1e-9));
    assertThat(gated.cpuRatioTo(plain)).isEmpty();
    assertThat(plain.min()).isEqualTo(Duration.ofMillis(90));
    assertThat(plain.max()).isEqualTo(Duration.ofMillis(500));
  }

  private static Sample sample(long... millis) {
    return new Sample(
        "s",
        Arrays.stream(millis)
            .mapToObj(m -> new Round(Duration.ofMillis(m), Optional.empty()))
            .toList());
  }

  private static void write(Path file) {
    try {
      Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
      Files.writeString(file, "x");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
