package io.tidegate.jobs.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What the build has made: the deployable jar and the class path of bin/tidegate. */
final class Packaged {

  /** The project's folder. */
  static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  /** What the jar itself brings, by the names of the jars that it is made of. */
  private static final List<String> OURS =
      List.of(
          "tidegate-core",
          "deequ",
          "dqdl",
          "config",
          "picocli",
          "java-uuid-generator",
          "tpch",
          "jackson-datatype-jdk8",
          "jackson-dataformat-yaml",
          "jackson-module-blackbird",
          "snakeyaml",
          "openlineage-java",
          "httpclient5",
          "httpcore5(-h2)?",
          "micrometer-[a-z]+",
          "HdrHistogram");

  private Packaged() {}

  static Path jar() {
    return Path.of(property("tidegate.jar"));
  }

  /** Spark, Delta and what Spark's distribution has beside them; nothing that the jar brings. */
  static String sparkClassPath() {
    return String.join(":", Stream.of(classPath().split(":")).filter(Packaged::isSparks).toList());
  }

  /** The beginning of a command: a JVM for Spark, without a main class. */
  static List<String> java(String classPath) {
    var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
    command.addAll(Arrays.asList(property("tidegate.spark.options").trim().split("\\s+")));
    command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-cp", classPath));
    return command;
  }

  private static boolean isSparks(String jar) {
    String name = Path.of(jar).getFileName().toString();
    // In the reactor, a module's classes may stand in for its jar.
    boolean core = jar.endsWith("core/target/classes");
    return !core && OURS.stream().noneMatch(ours -> name.matches(ours + "(_2\\.12)?-[0-9].*"));
  }

  private static String classPath() {
    try {
      return Files.readString(Path.of(property("tidegate.classpath"))).trim();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String property(String name) {
    return Objects.requireNonNull(
        System.getProperty(name), name + " is not set: the build sets it");
  }
}
