package io.tidegate.jobs.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The deployable jar brings what no cluster has, under names that no cluster has, and no more. */
class ShadedJarIT {

  private static final int JAVA_8 = 52;
  private static final int JAVA_17 = 61;

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

  /** But for what tells an older JVM that it is too old. */
  @Test
  void hasClassesOfJava17AndEarlier() throws IOException {
    try (var jar = new JarFile(Packaged.jar().toFile())) {
      assertThat(version(jar, "io/tidegate/cli/Main.class")).isEqualTo(JAVA_8);
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (entry.getName().endsWith(".class")) {
          assertThat(version(jar, entry.getName()))
              .as(entry.getName())
              .isLessThanOrEqualTo(JAVA_17);
        }
      }
    }
  }

  private static int version(JarFile jar, String name) throws IOException {
    try (var bytes = new DataInputStream(jar.getInputStream(jar.getEntry(name)))) {
      assertThat(bytes.readInt()).as(name).isEqualTo(0xCAFEBABE);
      bytes.readUnsignedShort();
      return bytes.readUnsignedShort();
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
