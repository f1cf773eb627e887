package io.tidegate.jobs.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.jobs.packaged.ChildProcess.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/tidegate run} as a process of its own, with Spark's event log on and every log at its
 * most talkative: of the secrets that it is given nothing is left but the conf.
 */
@Tag("long")
class SecretsIT {

  private static final List<String> SECRETS =
      List.of(
          "qUoKkA-of-a-setting",
          "qUoKkA-of-a-jdbc-url",
          "qUoKkA-of-an-option",
          "qUoKkA-of-the-environment",
          "qUoKkA-of-spark",
          "qUoKkA-of-an-argument");

  @TempDir private Path folder;

  @Test
  void areInNothingThatARunLeavesBehind() throws Exception {
    Reports.write(folder, "2020-03-21", Reports.HEADER);
    Path events = Files.createDirectory(folder.resolve("events"));
    Path rules = Files.createDirectory(folder.resolve("quality-rules"));
    Files.copy(
        Packaged.HOME.resolve("quality-rules/daily-reports.dqdl"),
        rules.resolve("daily-reports.dqdl"));
    Path conf = Files.writeString(folder.resolve("run.conf"), conf(events));

    Ended ended = run(conf, "2020-03-21");
    assertThat(ended.code()).as(ended.toString()).isZero();
    Ended failed = run(conf, "2020-03-23");
    assertThat(failed.code()).as(failed.toString()).isNotZero();

    assertThat(ended.err()).anyMatch(line -> line.contains("INFO"));
    assertThat(eventLogsWith("SparkListenerApplicationStart")).hasSize(2);
    assertThat(eventLogsWith("SparkListenerSQLExecutionStart")).hasSize(1);
    for (String secret : SECRETS) {
      assertThat(filesWith(secret)).as(secret).isSubsetOf("run.conf");
    }
  }

  private static String conf(Path events) {
    return """
    include "%s/conf/covid/extract-daily-reports.conf"
    settings {
      db-password = "qUoKkA-of-a-setting"
      db-url = "jdbc:postgresql://db/shop?user=ann&password=qUoKkA-of-a-jdbc-url&ssl=true"
      shop-token = ${?SHOP_TOKEN}
      api-key = ${?api-key}
    }
    inputs.report.options { "shop.secret-key" = "qUoKkA-of-an-option" }
    spark {
      "spark.hadoop.fs.s3a.secret.key" = "qUoKkA-of-spark"
      "spark.eventLog.enabled" = true
      "spark.eventLog.dir" = "%s"
    }
    """
        .formatted(Packaged.HOME, events.toUri());
  }

  private Ended run(Path conf, String date) throws IOException, InterruptedException {
    return ChildProcess.tidegate(
        folder,
        Map.of("TIDEGATE_LOG", "info", "SHOP_TOKEN", "qUoKkA-of-the-environment"),
        "run",
        conf.toString(),
        "--date",
        date,
        "--set",
        "data=" + folder,
        "--set",
        "warehouse=" + folder.resolve("warehouse"),
        "--set",
        "api-key=qUoKkA-of-an-argument");
  }

  /** What a slow machine's log says of such events does not count. */
  private List<String> eventLogsWith(String text) throws IOException {
    return filesWith(text).stream().filter(file -> file.startsWith("events/")).toList();
  }

  /** By their paths; what the processes printed is in files of the folder, too. */
  private List<String> filesWith(String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> contains(file, text)).map(this::name).toList();
    }
  }

  private String name(Path file) {
    return folder.relativize(file).toString();
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.isRegularFile(file)
          && Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
