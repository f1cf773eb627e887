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
        "machine",
        "%d cores, %d GiB, %s %s"
            .formatted(
                system.getAvailableProcessors(),
                system.getTotalMemorySize() >> 30,
                system.getName(),
                system.getArch()));
    facts.put("heap", (Runtime.getRuntime().maxMemory() >> 20) + " MB");
    facts.put("java", Runtime.version().toString());
    facts.put("spark", package$.MODULE$.SPARK_VERSION());
    facts.put("delta", io.delta.package$.MODULE$.VERSION());
    return facts;
  }
}
