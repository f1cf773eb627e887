package io.tidegate.submit;

import io.tidegate.config.DeployConfig;
import io.tidegate.config.ResourcesConfig;
import io.tidegate.config.ResourcesConfig.Executors;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The Spark properties of a submission, in the order in which they are said. */
final class SparkSettings {

  /** What a JDK's archive is unpacked as in each container's directory. */
  private static final String JDK_LINK = "jdk";

  private final Map<String, String> properties = new LinkedHashMap<>();

  SparkSettings set(String name, String value) {
    properties.put(name, value);
    return this;
  }

  /** The driver's and the executors' sizes. */
  SparkSettings sizes(ResourcesConfig resources) {
    container("driver", resources.driver());
    container("executor", resources.executor());
    return this;
  }

  private void container(String name, ResourcesConfig.Container size) {
    cores("spark." + name + ".cores", size.cores());
    memory("spark." + name + ".memory", size.memory());
    memory("spark." + name + ".memoryOverhead", size.memoryOverhead());
  }

  private void cores(String name, OptionalInt cores) {
    cores.ifPresent(number -> set(name, String.valueOf(number)));
  }

  /** In MiB: a memory overhead without a unit is taken for that, a heap for bytes. */
  private void memory(String name, OptionalLong bytes) {
    bytes.ifPresent(number -> set(name, (number >> 20) + "m"));
  }

  /** How many executors there are, where the target leaves their number to Spark. */
  SparkSettings executors(ResourcesConfig resources) {
    resources.executors().ifPresent(this::executors);
    return this;
  }

  private void executors(Executors count) {
    if (count.min() == count.max()) {
      // Without it a target whose default is to allocate as it goes would not keep the number.
      set("spark.dynamicAllocation.enabled", "false");
      set("spark.executor.instances", String.valueOf(count.max()));
    } else {
      set("spark.dynamicAllocation.enabled", "true");
      set("spark.dynamicAllocation.minExecutors", String.valueOf(count.min()));
      set("spark.dynamicAllocation.maxExecutors", String.valueOf(count.max()));
    }
  }

  /**
   * What a run on YARN needs besides: one attempt only, since a second would start the run anew
   * without anybody having asked for it.
   */
  SparkSettings yarn(ResourcesConfig resources) {
    if (resources.executors().filter(count -> count.min() != count.max()).isPresent()) {
      // Where there is no external shuffle service, this lets executors go all the same.
      set("spark.dynamicAllocation.shuffleTracking.enabled", "true");
    }
    set("spark.yarn.maxAppAttempts", "1");
    return this;
  }

  /**
   * All JVMs of an application must be of one Java: the driver's container and the executors' get
   * the same one.
   */
  SparkSettings javaHome(String home) {
    set("spark.yarn.appMasterEnv.JAVA_HOME", home);
    return set("spark.executorEnv.JAVA_HOME", home);
  }

  static String archive(DeployConfig.Jdk jdk) {
    return jdk.archive() + "#" + JDK_LINK;
  }

  static String home(DeployConfig.Jdk jdk) {
    return "./" + JDK_LINK + "/" + jdk.home();
  }

  /** What the user adds comes last; the reader has refused what would contradict the rest. */
  SparkSettings more(Map<String, String> further) {
    properties.putAll(further);
    return this;
  }

  Map<String, String> properties() {
    return Collections.unmodifiableMap(properties);
  }

  /** As options of spark-submit. */
  List<String> options() {
    return properties.entrySet().stream()
        .flatMap(entry -> List.of("--conf", entry.getKey() + "=" + entry.getValue()).stream())
        .toList();
  }
}
