package io.tidegate.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * HDFS and YARN, running. The cluster ends with this JVM, however that ends: its program reads from
 * a pipe that is closed then.
 *
 * @param work everything that the cluster and those who use it write
 */
record Cluster(Path work, ChildProcess process) implements CloseableResource {

  private static final int STOP_SECONDS = 30;

  static Cluster start(Path work, boolean secured) throws Exception {
    Files.createDirectories(work.resolve("server-conf"));
    Files.createDirectories(work.resolve("tmp"));
    var process = ChildProcess.start(work, environment(), command(work, secured));
    var cluster = new Cluster(work, process);
    try {
      process.until("a cluster", cluster::ready);
      return cluster;
    } catch (Exception | AssertionError e) {
      cluster.close();
      throw e;
    }
  }

  private static List<String> command(Path work, boolean secured) {
    var command =
        new ArrayList<>(
            List.of(
                Jvm.java(),
                "-Xmx640m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                // MiniYARNCluster and Jetty write where these say, and else into the source tree.
                "-Dtest.build.data=" + work.resolve("data"),
                "-Djava.io.tmpdir=" + work.resolve("tmp")));
    if (secured) {
      command.addAll(
          List.of(
              "--add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
              "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
              "-Dsun.security.krb5.disableReferrals=true"));
    }
    command.addAll(
        List.of(
            "-cp",
            work.resolve("server-conf") + ":" + classPath(),
            ClusterProgram.class.getName(),
            work.toString()));
    if (secured) {
      command.add("secured");
    }
    return command;
  }

  /** Of what the servers have themselves, moved, the plain copy must not come first. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(":"))
        .filter(jar -> !jar.contains("hadoop-yarn-server-web-proxy"))
        .collect(Collectors.joining(":"));
  }

  private static Map<String, String> environment() {
    return Map.of("JAVA_HOME", Jvm.HOME, "SPARK_LOCAL_IP", "127.0.0.1");
  }

  private Optional<Path> ready() {
    return Optional.of(work.resolve(ClusterProgram.READY)).filter(Files::exists);
  }

  /** What a client calls {@code HADOOP_CONF_DIR}. */
  Path clientConf() {
    return work.resolve("conf");
  }

  Configuration settings() {
    var settings = new Configuration();
    for (String site : List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml")) {
      settings.addResource(new org.apache.hadoop.fs.Path(clientConf().resolve(site).toUri()));
    }
    return settings;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.process().getOutputStream().close();
    if (!process.process().waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.process().descendants().forEach(ProcessHandle::destroyForcibly);
      process.process().destroyForcibly();
    }
  }
}
