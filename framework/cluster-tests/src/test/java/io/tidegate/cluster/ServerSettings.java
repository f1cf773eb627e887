package io.tidegate.cluster;

import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** What the servers are started with. */
final class ServerSettings {

  private static final Map<String, String> YARN =
      Map.ofEntries(
          // MiniYARNCluster has a name of its own for it, and overwrites the other.
          Map.entry("yarn.minicluster.yarn.nodemanager.resource.memory-mb", "8192"),
          Map.entry("yarn.nodemanager.resource.cpu-vcores", "12"),
          Map.entry("yarn.scheduler.minimum-allocation-mb", "256"),
          Map.entry("yarn.scheduler.maximum-allocation-mb", "4096"),
          Map.entry("yarn.nodemanager.vmem-check-enabled", "false"),
          Map.entry(
              "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage",
              "100"),
          Map.entry("yarn.nodemanager.disk-health-checker.min-free-space-per-disk-mb", "0"),
          // Containers listen on the loopback address, as all of this does.
          Map.entry(
              "yarn.nodemanager.env-whitelist",
              "JAVA_HOME,HADOOP_CONF_DIR,PATH,LANG,TZ,SPARK_LOCAL_IP"),
          Map.entry("yarn.resourcemanager.nodemanagers.heartbeat-interval-ms", "200"),
          Map.entry("yarn.nodemanager.sleep-delay-before-sigkill.ms", "1000"),
          // Without it a node manager takes 17 seconds to stop.
          Map.entry("yarn.log-aggregation-enable", "true"),
          Map.entry("yarn.nodemanager.remote-app-log-dir", "/app-logs"),
          Map.entry("yarn.nodemanager.delete.debug-delay-sec", "3600"),
          // Hadoop's default: a run that asks for one attempt only has asked for it itself.
          Map.entry("yarn.resourcemanager.am.max-attempts", "2"));

  private static final String QUEUES = "yarn.scheduler.capacity.";

  private ServerSettings() {}

  static Configuration in(Path work) {
    var settings = new Configuration();
    settings.set("hadoop.tmp.dir", work.resolve("tmp").toString());
    settings.set("dfs.replication", "1");
    YARN.forEach(settings::set);
    settings.set(QUEUES + "maximum-am-resource-percent", "1.0");
    settings.set(QUEUES + "root.queues", "default,etl");
    for (String queue : new String[] {"default", "etl"}) {
      String path = QUEUES + "root." + queue + ".";
      settings.set(path + "capacity", "50");
      settings.set(path + "maximum-capacity", "100");
      settings.set(path + "user-limit-factor", "10");
      settings.set(path + "state", "RUNNING");
      settings.set(path + "acl_submit_applications", "*");
      settings.set(path + "acl_administer_queue", "*");
    }
    return settings;
  }
}
