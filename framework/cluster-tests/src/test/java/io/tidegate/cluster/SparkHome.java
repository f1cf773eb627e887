package io.tidegate.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A {@code SPARK_HOME} of the jars that the build has, which are all of Spark but its scripts. Its
 * {@code spark-submit} does what Spark's own does: it has Spark's launcher say the command.
 */
record SparkHome(Path path) {

  private static final String SUBMIT =
      """
      #!/usr/bin/env bash
      # As Spark's spark-submit and spark-class: behind a NUL and a line's end the launcher prints the words of a command,
      # each with a NUL behind it.
      set -euo pipefail
      export SPARK_SCALA_VERSION=2.12
      words=()
      while IFS= read -d '' -r word; do words+=("$word"); done < <(
        "$JAVA_HOME/bin/java" -Xmx128m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$SPARK_HOME/jars/*" \\
          org.apache.spark.launcher.Main org.apache.spark.deploy.SparkSubmit "$@")
      [ "${#words[@]}" -gt 1 ] || { echo "Spark's launcher gave no command" >&2; exit 1; }
      exec "${words[1]#$'\\n'}" "${words[@]:2}"
      """;

  /** Of what a production's spark-defaults.conf would say, what a small machine needs. */
  private static final List<String> DEFAULTS =
      List.of(
          "spark.yarn.jars local:%s/jars/*",
          "spark.driver.defaultJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC %s",
          "spark.executor.defaultJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC %s",
          "spark.yarn.am.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC %s",
          "spark.yarn.am.memory 512m",
          "spark.yarn.report.interval 500",
          "spark.ui.enabled false");

  /**
   * @param jvmOption for every JVM of an application
   */
  static SparkHome make(Path path, String jvmOption) throws IOException {
    Files.createDirectories(path.resolve("jars"));
    Files.createDirectories(path.resolve("conf"));
    for (String jar : jars()) {
      var file = Path.of(jar);
      Files.createSymbolicLink(path.resolve("jars").resolve(file.getFileName()), file);
    }
    Path submit = Files.createDirectories(path.resolve("bin")).resolve("spark-submit");
    Files.writeString(submit, SUBMIT);
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(
        path.resolve("conf/spark-defaults.conf"),
        String.join("\n", DEFAULTS).formatted(path, jvmOption, jvmOption, jvmOption) + "\n");
    return new SparkHome(path);
  }

  Path submit() {
    return path.resolve("bin/spark-submit");
  }

  static List<String> jars() throws IOException {
    String classPath = Files.readString(Path.of(Jvm.property("tidegate.spark.classpath")));
    return List.of(classPath.strip().split(":"));
  }
}
