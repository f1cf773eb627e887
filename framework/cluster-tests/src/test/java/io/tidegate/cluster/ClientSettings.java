package io.tidegate.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/** A client's {@code HADOOP_CONF_DIR}: the few settings that a cluster's own would have. */
final class ClientSettings {

  private static final List<String> YARN =
      List.of(
          "yarn.resourcemanager.hostname",
          "yarn.resourcemanager.address",
          "yarn.resourcemanager.scheduler.address",
          "yarn.resourcemanager.admin.address",
          "yarn.resourcemanager.webapp.address",
          "yarn.resourcemanager.resource-tracker.address",
          "yarn.log-aggregation-enable",
          "yarn.nodemanager.remote-app-log-dir");

  private ClientSettings() {}

  static void write(Configuration running, Path folder) throws IOException {
    Files.createDirectories(folder);
    // A cluster that is gone is noticed within seconds and not within minutes.
    var core =
        new TreeMap<>(
            Map.of(
                "fs.defaultFS",
                running.get("fs.defaultFS"),
                "ipc.client.connect.max.retries",
                "2",
                "ipc.client.connect.retry.interval",
                "500"));
    var hdfs = new TreeMap<>(Map.of("dfs.replication", "1"));
    var yarn = new TreeMap<>(Map.of("yarn.resourcemanager.connect.max-wait.ms", "5000"));
    YARN.forEach(key -> yarn.put(key, running.get(key)));
    Kerberos.CLIENT.forEach(
        key -> java.util.Optional.ofNullable(running.get(key)).ifPresent(v -> core.put(key, v)));
    write(folder.resolve("core-site.xml"), core);
    write(folder.resolve("hdfs-site.xml"), hdfs);
    write(folder.resolve("yarn-site.xml"), yarn);
  }

  static void write(Path file, Map<String, String> settings) throws IOException {
    var site = new Configuration(false);
    settings.forEach(site::set);
    try (var out = Files.newOutputStream(file)) {
      site.writeXml(out);
    }
  }
}
