package io.tidegate.benchmarks;

import io.tidegate.config.ConfigReader;
import io.tidegate.config.JobConfig;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.ReadOptions;
import io.tidegate.quality.RuleFileChecker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The confs and rule files of the benchmarked jobs, written to a folder as a user would. */
record Confs(Path folder) {

  private static final String JOB =
      """
      job { name = benchmark, owner = benchmarks }
      warehouse = "%s"
      %s
      output {
        name = bench.table, format = delta, path = ${warehouse}"/table"
        write = overwrite
        volume { min-rows = 1, otherwise = reject }
        quality = [ { rules = "%s", on-failure = %s } ]
      }
      """;

  /**
   * A job's conf, read anew: a run pays for it too.
   *
   * @param inputs folders of Parquet files by the inputs' names
   */
  JobConfig job(Map<String, Path> inputs, String rulesFile, String onFailure, Path warehouse) {
    write("quality-rules/" + rulesFile, rules(rulesFile));
    String blocks =
        inputs.entrySet().stream()
            .map(
                i ->
                    "inputs.%s { format = parquet, path = \"%s\" }"
                        .formatted(i.getKey(), i.getValue()))
            .collect(Collectors.joining("\n"));
    return read(write("benchmark.conf", JOB.formatted(warehouse, blocks, rulesFile, onFailure)));
  }

  /** The text of a rule file of the benchmarks. */
  String rules(String file) {
    try (InputStream text = Confs.class.getResourceAsStream(file)) {
      if (text == null) {
        throw new IllegalArgumentException("no rule file " + file);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JobConfig read(Path conf) {
    var options =
        new ReadOptions(Optional.of(LogicalDate.parse("2024-03-01")), List.of(), Optional.empty());
    return new ConfigReader(new RuleFileChecker(), Map.of()).read(conf.toString(), options);
  }

  private Path write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
