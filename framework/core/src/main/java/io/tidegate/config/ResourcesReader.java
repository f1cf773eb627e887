package io.tidegate.config;

import io.tidegate.config.ResourcesConfig.Container;
import io.tidegate.config.ResourcesConfig.Executors;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Reads what a run needs of the machines that it is submitted to. */
final class ResourcesReader {

  static final Key<Node> RESOURCES =
      Key.block("resources", "what a submitted run needs, on whatever target");

  private static final Key<Node> DRIVER = Key.block("driver", "the driver's process");
  private static final Key<Node> EXECUTOR = Key.block("executor", "each executor's process");
  private static final Key<Node> EXECUTORS = Key.block("executors", "how many executors there are");
  private static final Key<String> QUEUE =
      Key.optional("queue", Types.TEXT, "YARN's queue; targets without YARN have none");
  private static final Key<Map<String, String>> SPARK =
      Key.optional("spark", Types.PROPERTIES, "further Spark properties of the submission");

  static final Section SECTION =
      new Section(
          "resources",
          "What a run that `tidegate submit` starts needs. What is left out is the target's own"
              + " default. It does not count for the configuration's fingerprint.",
          DRIVER,
          EXECUTOR,
          EXECUTORS,
          QUEUE,
          SPARK);

  private static final Key<Integer> CORES =
      Key.optional("cores", Numbers.small(1, 1024), "how many tasks it computes at once");
  private static final Key<Long> MEMORY = Key.optional("memory", Units.MEMORY, "the JVM's heap");
  private static final Key<Long> OVERHEAD =
      Key.optional("memory-overhead", Units.MEMORY, "memory besides the heap");

  static final Section CONTAINER_SECTION =
      new Section(
          "resources.driver",
          "The driver's process. `resources.executor` is the same for each executor's.",
          CORES,
          MEMORY,
          OVERHEAD);

  private static final Key<Integer> MIN =
      Key.required("min", Numbers.small(0, 100_000), "how many there are at least");
  private static final Key<Integer> MAX =
      Key.required("max", Numbers.small(1, 100_000), "how many there are at most");

  static final Section EXECUTORS_SECTION =
      new Section(
          "resources.executors",
          "How many executors there are: as many as the work needs, between the two.",
          MIN,
          MAX);

  private ResourcesReader() {}

  static Supplier<ResourcesConfig> read(Block root, Optional<DeployTarget> target) {
    var block = root.blockOrEmpty(RESOURCES, SECTION);
    var driver = block.blockOrEmpty(DRIVER, CONTAINER_SECTION);
    var executor = block.blockOrEmpty(EXECUTOR, CONTAINER_SECTION);
    var executors = block.block(EXECUTORS, EXECUTORS_SECTION);
    if (target.equals(Optional.of(DeployTarget.EMR_SERVERLESS)) && !block.has(EXECUTORS)) {
      block.reportMissing(EXECUTORS, "EMR Serverless starts any number without a most");
    }
    var ofDriver = container(driver, target);
    var ofExecutor = container(executor, target);
    var count = executors.map(counted -> executors(counted, target));
    var queue = block.read(QUEUE);
    var spark = block.read(SPARK).orElse(Map.of());
    SubmittedProperties.check(block, SPARK);
    return () -> new ResourcesConfig(ofDriver, ofExecutor, count.map(Supplier::get), queue, spark);
  }

  private static Container container(Block block, Optional<DeployTarget> target) {
    var cores = block.read(CORES);
    var memory = block.read(MEMORY);
    var overhead = block.read(OVERHEAD);
    cores
        .filter(n -> target.equals(Optional.of(DeployTarget.DATAPROC_SERVERLESS)))
        .filter(n -> n != 4 && n != 8 && n != 16)
        .ifPresent(
            n -> block.report(CORES, n + " is no size that batches have", "write 4, 8 or 16"));
    return new Container(
        cores.map(OptionalInt::of).orElse(OptionalInt.empty()),
        memory.map(OptionalLong::of).orElse(OptionalLong.empty()),
        overhead.map(OptionalLong::of).orElse(OptionalLong.empty()));
  }

  private static Supplier<Executors> executors(Block block, Optional<DeployTarget> target) {
    var min = block.read(MIN);
    var max = block.read(MAX);
    BoundsReader.ordered(block, MIN, min, MAX, max);
    min.filter(n -> target.equals(Optional.of(DeployTarget.DATAPROC_SERVERLESS)))
        .filter(n -> n < 2)
        .ifPresent(n -> block.report(MIN, n + " is fewer than batches have", "write 2 or more"));
    return () -> new Executors(min.orElseThrow(), max.orElseThrow());
  }
}
