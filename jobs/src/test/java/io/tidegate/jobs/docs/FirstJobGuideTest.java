package io.tidegate.jobs.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.ConfigReader;
import io.tidegate.config.JobConfig;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.ReadOptions;
import io.tidegate.quality.RuleFileChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide shows is compiled and read. */
class FirstJobGuideTest {

  @Test
  void theConfAndItsRulesAreValid(@TempDir Path project) throws IOException {
    write(project.resolve("conf/my/big-orders.conf"), block("hocon"));
    write(
        project.resolve("conf/defaults.conf"), Files.readString(Path.of("../conf/defaults.conf")));
    write(project.resolve("quality-rules/big-orders.dqdl"), block("dqdl"));
    JobConfig config =
        new ConfigReader(new RuleFileChecker(), Map.of())
            .read(
                project.resolve("conf/my/big-orders.conf").toString(),
                ReadOptions.NONE.at(LogicalDate.parse("2024-03-01")));
    assertThat(config.jobClass()).contains(BigOrders.class.getName());
    assertThat(config.settings().number("at-least")).isEqualTo(1000);
  }

  @Test
  void theClassCompiles() throws IOException {
    Path source = Path.of("src/test/java/io/tidegate/jobs/docs/BigOrders.java");
    assertThat(Files.readString(source)).contains(block("java"));
  }

  private static String block(String language) throws IOException {
    String guide = Files.readString(Path.of("../docs/guides/first-job.md"));
    Matcher match = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(guide);
    assertThat(match.find()).isTrue();
    return match.group(1);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
