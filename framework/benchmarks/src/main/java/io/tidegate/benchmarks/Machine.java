package io.tidegate.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.package$;

/** Where and with what the times were taken. */
final class Machine {

  private Machine() {}

  /** In the order in which a person wants to read it. */
  static Map<String, String> facts(String command) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var facts = new LinkedHashMap<String, String>();
    facts.put("command", command);
    facts.put("at", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
    facts.put(
        "on",
        "%d cores, %d GiB, heap of %d MB, %s %s"
            .formatted(
                system.getAvailableProcessors(),
                system.getTotalMemorySize() >> 30,
                Runtime.getRuntime().maxMemory() >> 20,
                system.getName(),
                system.getArch()));
    facts.put(
        "with",
        "Java %s, Spark %s, Delta %s"
            .formatted(
                Runtime.version(),
                package$.MODULE$.SPARK_VERSION(),
                io.delta.package$.MODULE$.VERSION()));
    return facts;
  }
}
