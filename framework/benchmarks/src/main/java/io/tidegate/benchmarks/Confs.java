package io.tidegate.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
        %s
        volume { min-rows = 1, otherwise = reject }
        quality = [ { rules = "%s", on-failure = %s } ]
      }
      """;

  /** The conf of a job that makes its table anew; see the other. */
  Path job(Map<String, Path> inputs, String rulesFile, String onFailure, Path warehouse) {
    return job(inputs, "write = overwrite", rulesFile, onFailure, warehouse);
  }

  /**
   * A job's conf, with its rule file beside it.
   *
   * @param inputs folders of Parquet files by the inputs' names
   * @param write the output's keys that say how it is written
   */
  Path job(
      Map<String, Path> inputs, String write, String rulesFile, String onFailure, Path warehouse) {
    write("quality-rules/" + rulesFile, rules(rulesFile));
    String blocks =
        inputs.entrySet().stream()
            .map(
                i ->
                    "inputs.%s { format = parquet, path = \"%s\" }"
                        .formatted(i.getKey(), i.getValue()))
            .collect(Collectors.joining("\n"));
    return write("benchmark.conf", JOB.formatted(warehouse, blocks, write, rulesFile, onFailure));
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

  /** The conf of a job as it is given. */
  Path job(String text) {
    return write("benchmark.conf", text);
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
