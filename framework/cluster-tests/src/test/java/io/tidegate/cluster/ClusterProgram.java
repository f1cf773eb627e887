package io.tidegate.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * HDFS and YARN in a JVM of their own. Writes what a client's {@code HADOOP_CONF_DIR} has, and last
 * a file that says so; ends with its standard input, and so with whoever started it.
 */
final class ClusterProgram {

  static final String READY = "READY";

  private static final Duration START = Duration.ofSeconds(90);
  private static final short ANYBODY_KEEPS_THEIR_OWN = 01777;

  private ClusterProgram() {}

  public static void main(String[] args) {
    int code = 1;
    try {
      serve(Path.of(args[0]), args.length > 1);
      code = 0;
    } catch (Throwable e) {
      // Whatever it is: the servers' threads would keep a broken cluster running for ever.
      e.printStackTrace();
    }
    Runtime.getRuntime().halt(code);
  }

  private static void serve(Path work, boolean secured) throws Exception {
    var settings = ServerSettings.in(work);
    if (secured) {
      Kerberos.start(work).secure(settings);
    }
    try (var hdfs =
        new MiniDFSCluster.Builder(settings, work.resolve("hdfs").toFile())
            .numDataNodes(1)
            .build()) {
      hdfs.waitActive();
      for (String folder : new String[] {"/", "/user", "/app-logs", "/tmp"}) {
        var path = new org.apache.hadoop.fs.Path(folder);
        hdfs.getFileSystem().mkdirs(path);
        hdfs.getFileSystem().setPermission(path, new FsPermission(ANYBODY_KEEPS_THEIR_OWN));
      }
      try (var yarn = new MiniYARNCluster("tidegate", 1, 1, 1)) {
        Configuration running = start(yarn, settings);
        ClientSettings.write(running, work.resolve("conf"));
        Files.createFile(work.resolve(READY));
        waitForTheEndOfInput();
      }
    }
  }

  private static Configuration start(MiniYARNCluster yarn, Configuration settings)
      throws InterruptedException, IOException, YarnException {
    yarn.init(new YarnConfiguration(settings));
    yarn.start();
    if (!yarn.waitForNodeManagersToConnect(START.toMillis())) {
      throw new IOException("the node manager did not come up");
    }
    long end = System.nanoTime() + START.toNanos();
    // The port is written after the server has taken it.
    while (yarn.getConfig().get(YarnConfiguration.RM_ADDRESS).endsWith(":0")) {
      if (System.nanoTime() > end) {
        throw new IOException("the resource manager has no port");
      }
      Thread.sleep(50);
    }
    return yarn.getConfig();
  }

  private static void waitForTheEndOfInput() throws IOException {
    System.in.transferTo(java.io.OutputStream.nullOutputStream());
  }
}
