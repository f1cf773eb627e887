package io.tidegate.run;

import io.tidegate.TestSpark;
import io.tidegate.config.ConfigReader;
import io.tidegate.config.JobConfig;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.PublishStrategy;
import io.tidegate.config.ReadOptions;
import io.tidegate.ledger.Ledger;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.Publishers;
import io.tidegate.quality.RuleFileChecker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Retention of the orders in a process of its own that kills itself beside its commit. */
final class DoomedRetain {

  private DoomedRetain() {}

  public static void main(String[] args) {
    Publisher direct =
        Publishers.choose(TestSpark.interpreting(), PublishStrategy.DIRECT).publisher();
    JobConfig job =
        new ConfigReader(new RuleFileChecker(), Map.of())
            .read(
                args[0] + File.separator + "job.conf",
                ReadOptions.NONE.at(LogicalDate.parse("2024-03-03")));
    new Retain(
            Ledger.open(args[0] + File.separator + "ledger"),
            DoomedRestore.deadly(direct, "deletePartitions", Boolean.parseBoolean(args[1])),
            Clock.fixed(RetainTest.NOW, java.time.ZoneOffset.UTC),
            System.getProperty("user.name", "unknown"))
        .retain(
            new Retain.Confs(job, List.of(job), path -> "file:" + path),
            "storage costs",
            report -> {});
  }

  static int run(Path folder, boolean committed) throws IOException {
    return DoomedRestore.run(DoomedRetain.class, folder, committed);
  }
}
