package io.tidegate.jobs.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The deployable jar brings what no cluster has, under names that no cluster has, and no more. */
class ShadedJarIT {

  private static final List<String> ALLOWED =
      List.of(
          "io/tidegate/",
          // Not moved: it extends Spark in Spark's own packages.
          "com/amazon/deequ/",
          "org/apache/spark/sql/Stateful",
          "org/apache/spark/sql/DeequFunctions",
          "org/apache/spark/sql/DataTypeAggregationBuffer",
          "org/apache/spark/sql/KLLAggregationBuffer",
          "org/apache/spark/sql/catalyst/expressions/aggregate/DeequHyperLogLog",
          "org/apache/spark/sql/catalyst/expressions/aggregate/HLLConstants",
          "org/apache/spark/sql/catalyst/expressions/aggregate/Stateful");

  @Test
  void hasNoClassesButOursAndWhatIsMoved() throws IOException {
    assertThat(entries())
        .filteredOn(name -> name.endsWith(".class"))
        .hasSizeGreaterThan(1000)
        .filteredOn(name -> ALLOWED.stream().noneMatch(name::startsWith))
        .isEmpty();
  }

  @Test
  void hasNothingOfSparkHadoopScalaOrDelta() throws IOException {
    assertThat(entries())
        .noneMatch(name -> name.startsWith("scala/"))
        .noneMatch(name -> name.startsWith("org/apache/hadoop/"))
        .noneMatch(name -> name.startsWith("io/delta/"))
        .noneMatch(name -> name.startsWith("org/apache/spark/sql/delta/"))
        .noneMatch(name -> name.startsWith("org/apache/spark/SparkContext"))
        .noneMatch(name -> name.startsWith("com/fasterxml/"))
        .noneMatch(name -> name.startsWith("org/slf4j/"));
  }

  @Test
  void hasEveryClassOfItsManifestAndServices() throws IOException {
    try (var jar = new JarFile(Packaged.jar().toFile())) {
      assertThat(entries())
          .contains("io/tidegate/cli/Main.class", "META-INF/services/io.tidegate.cli.CliCommand")
          .filteredOn(name -> name.startsWith("META-INF/services/"))
          .filteredOn(name -> !name.endsWith("/"))
          .containsExactlyInAnyOrder(
              "META-INF/services/io.tidegate.cli.CliCommand",
              "META-INF/services/io.tidegate.shaded.openlineage.client.transports.TransportBuilder");
      var attributes = jar.getManifest().getMainAttributes();
      assertThat(attributes.getValue("Implementation-Version")).isNotEmpty();
      assertThat(attributes.getValue("Git-Commit")).isNotEmpty();
    }
  }

  @Test
  void leavesLoggingToTheCluster() throws IOException {
    assertThat(entries()).noneMatch(name -> name.startsWith("log4j"));
  }

  @Test
  void isSmall() throws IOException {
    assertThat(Files.size(Packaged.jar())).isLessThan(12L << 20);
  }

  private static List<String> entries() throws IOException {
    try (var jar = new JarFile(Packaged.jar().toFile())) {
      return jar.stream().map(JarEntry::getName).toList();
    }
  }
}
