package io.tidegate.config;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a run needs of the machines that it is submitted to, the same for every target. What is not
 * said is the target's own default.
 *
 * @param queue of YARN; other targets have none
 * @param spark further Spark properties of the submission
 */
public record ResourcesConfig(
    Container driver,
    Container executor,
    Optional<Executors> executors,
    Optional<String> queue,
    Map<String, String> spark) {

  /**
   * The driver or one executor.
   *
   * @param memory of the JVM, in bytes, a whole number of MiB
   * @param memoryOverhead besides the JVM, likewise
   */
  public record Container(OptionalInt cores, OptionalLong memory, OptionalLong memoryOverhead) {}

  /** How many executors there are; as many as are needed where the two differ. */
  public record Executors(int min, int max) {}
}
