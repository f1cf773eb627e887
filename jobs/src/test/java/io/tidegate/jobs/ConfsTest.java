package io.tidegate.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.ConfigReader;
import io.tidegate.config.JobConfig;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.ReadOptions;
import io.tidegate.job.SparkJob;
import io.tidegate.quality.RuleFileChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every conf of the project is valid, and names a job that exists. */
class ConfsTest {

  @TestFactory
  Stream<DynamicTest> everyConf() throws IOException {
    return confs().stream()
        .map(conf -> DynamicTest.dynamicTest(conf.getFileName().toString(), () -> check(conf)));
  }

  @Test
  void thereAreSome() throws IOException {
    assertThat(confs()).hasSizeGreaterThanOrEqualTo(4);
  }

  private static void check(Path conf) throws ReflectiveOperationException {
    JobConfig config =
        new ConfigReader(new RuleFileChecker(), Map.of())
            .read(conf.toString(), ReadOptions.NONE.at(LogicalDate.parse("2024-03-01")));
    assertThat(conf.getFileName()).hasToString(config.name() + ".conf");
    assertThat(
            Class.forName(config.jobClass().orElseThrow()).getDeclaredConstructor().newInstance())
        .isInstanceOf(SparkJob.class);
  }

  private static List<Path> confs() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../conf"))) {
      return files
          .filter(file -> file.toString().endsWith(".conf"))
          .filter(file -> !file.endsWith("defaults.conf"))
          .filter(file -> !Objects.requireNonNull(file.getParent()).endsWith("env"))
          .sorted()
          .toList();
    }
  }
}
