package io.tidegate.cluster;

import io.tidegate.cluster.job.Gate;
import io.tidegate.cluster.job.WaitingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.hadoop.fs.FileSystem;

/**
 * This project's confs and rules with an environment for the cluster, here and on HDFS, where the
 * deployable jar is too.
 */
record Project(Path path) {

  /** The clone that the tests run in. */
  static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

  static final String REMOTE = "hdfs:///apps/tidegate";

  private static final String ENVIRONMENT =
      """
      warehouse = "hdfs:///warehouse"
      deploy {
        target = yarn
        jar = "REMOTE/tidegate-jobs.jar"
        jars = ["REMOTE/delta-spark_2.12.jar", "REMOTE/delta-storage.jar", "REMOTE/waiting-job.jar"]
        project = "REMOTE"
      }
      resources {
        queue = etl
        driver { cores = 1, memory = 768MiB, memory-overhead = 384MiB }
        executor { cores = 1, memory = 512MiB, memory-overhead = 384MiB }
        executors { min = 1, max = 1 }
      }
      """
          .replace("REMOTE", REMOTE);

  private static final String WAITING =
      """
      include "../defaults"
      job { name = waiting, owner = tests, class = "io.tidegate.cluster.job.WaitingJob" }
      vars { data = "", gate = "" }
      inputs.report { format = csv, path = ${data}"/"${logical-date}".csv" }
      output {
        name = raw.waiting, format = delta, path = ${warehouse}"/raw/waiting"
        write = replace-partition, partition-by = [report_date]
        properties { "delta.columnMapping.mode" = name }
        volume {
          min-rows = 50, otherwise = reject
          reconcile { input = report, min-ratio = 1, max-ratio = 1, otherwise = reject }
        }
      }
      settings { gate = ${gate} }
      """;

  static Project make(Path path, FileSystem hdfs) throws IOException {
    copy(HOME.resolve("conf"), path.resolve("conf"));
    copy(HOME.resolve("quality-rules"), path.resolve("quality-rules"));
    Files.writeString(path.resolve("conf/env/cluster.conf"), ENVIRONMENT);
    Files.createDirectory(path.resolve("conf/tests"));
    Files.writeString(path.resolve("conf/tests/waiting.conf"), WAITING);
    var project = new Project(path);
    for (String folder : List.of("conf", "quality-rules")) {
      project.upload(hdfs, path.resolve(folder), folder);
    }
    project.upload(hdfs, deployableJar(), "tidegate-jobs.jar");
    for (String name : List.of("delta-spark_2.12", "delta-storage")) {
      project.upload(hdfs, onTheClassPath(name), name + ".jar");
    }
    project.upload(hdfs, jar(path.resolve("waiting-job.jar")), "waiting-job.jar");
    return project;
  }

  Path conf(String name) {
    return path.resolve("conf").resolve(name);
  }

  private static Path deployableJar() {
    String version = Jvm.property("tidegate.version");
    return HOME.resolve("jobs/target/tidegate-jobs-" + version + ".jar");
  }

  private static Path onTheClassPath(String name) {
    return Stream.of(System.getProperty("java.class.path").split(":"))
        .map(Path::of)
        .filter(jar -> jar.getFileName().toString().startsWith(name + "-"))
        .findFirst()
        .orElseThrow();
  }

  private static Path jar(Path file) throws IOException {
    try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
      for (Class<?> type : List.of(WaitingJob.class, Gate.class)) {
        String entry = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new ZipEntry(entry));
        try (var in = type.getClassLoader().getResourceAsStream(entry)) {
          java.util.Objects.requireNonNull(in, entry).transferTo(jar);
        }
      }
    }
    return file;
  }

  private void upload(FileSystem hdfs, Path from, String to) throws IOException {
    hdfs.copyFromLocalFile(
        new org.apache.hadoop.fs.Path(from.toUri()),
        new org.apache.hadoop.fs.Path(REMOTE + "/" + to));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }
}
