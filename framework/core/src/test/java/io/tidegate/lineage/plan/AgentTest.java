package io.tidegate.lineage.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.faults.Child;
import io.tidegate.ledger.ColumnLineage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The lineage of each shape, as {@link PlanLineageTest} asserts it of ours, against what
 * OpenLineage's agent says when the same rows are written.
 */
@Tag("long")
class AgentTest {

  /** The build puts it there, on no class path of this project. */
  private static final Path AGENT = Path.of("target", "agent", "openlineage-spark.jar");

  private static Map<String, ColumnLineage> told = Map.of();

  @BeforeAll
  static void writeEveryShape(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("agent.log");
    Path events = folder.resolve("events.jsonl");
    Process process =
        Child.on(classPath(), AgentShapes.class, log.toFile(), folder.toString(), events.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      process.destroyForcibly();
    }
    told = AgentEvents.read(events);
  }

  /**
   * In the place of our client its own: {@code openlineage-java} of another version stops Spark.
   */
  private static String classPath() {
    assertThat(AGENT).as("the build copies it: mvn process-test-resources").exists();
    String ours = System.getProperty("java.class.path");
    return Stream.concat(Stream.of(AGENT.toString()), Stream.of(ours.split(File.pathSeparator)))
        .filter(jar -> !Path.of(jar).getFileName().toString().startsWith("openlineage-java-"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @TestFactory
  Stream<DynamicTest> shapes() {
    return Shape.all().map(shape -> DynamicTest.dynamicTest(shape.name(), () -> compare(shape)));
  }

  private static void compare(Shape shape) {
    List<String> right = shape.lineage().stream().filter(AgentTest::comparable).toList();
    List<String> agents = LineageText.of(toldOf(shape));
    AgentDifference known = AgentDifference.of(shape);
    assertThat(Stream.concat(without(right, agents, "- "), without(agents, right, "+ ")))
        .as("what the agent says is known as: %s", known.why())
        .containsExactlyElementsOf(known.lines());
  }

  private static ColumnLineage toldOf(Shape shape) {
    return Objects.requireNonNull(told.get(shape.table()), "no event of the agent's");
  }

  /** The agent leaves out a column without origins, and does not say what it cannot look into. */
  private static boolean comparable(String line) {
    return !line.endsWith(" <- ") && !line.startsWith("OPAQUE ");
  }

  private static Stream<String> without(List<String> lines, List<String> others, String sign) {
    return lines.stream().filter(line -> !others.contains(line)).map(line -> sign + line);
  }

  @Test
  void everyDifferenceIsOfAShape() {
    assertThat(Shape.all().map(Shape::name)).doesNotHaveDuplicates();
    assertThat(AgentDifference.ALL.stream().map(AgentDifference::shape))
        .doesNotHaveDuplicates()
        .isSubsetOf(Shape.all().map(Shape::name).toList());
  }
}
