package io.tidegate.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.check.Outcome;
import io.tidegate.config.ControlConfig;
import io.tidegate.config.ControlConfig.Sidecar;
import io.tidegate.problem.TransientException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** What the sender says that files hold, as far as it can be used. */
sealed interface ToldTotals {

  /** Of a sidecar that is longer only the beginning could be totals. */
  int LONGEST = 1024 * 1024;

  /**
   * @param totals by the names that the configuration has for them
   * @param where in words
   */
  record Told(Map<String, BigDecimal> totals, String where) implements ToldTotals {}

  record Useless(Outcome.Failed why) implements ToldTotals {}

  /** Is said by the files themselves, and known once they are read. */
  record InTrailers() implements ToldTotals {}

  /**
   * @throws TransientException when the file system does not answer
   */
  static ToldTotals of(ControlConfig control, Configuration hadoop) {
    return control.source() instanceof Sidecar sidecar
        ? inFiles(sidecar.path(), control, hadoop)
        : new InTrailers();
  }

  private static ToldTotals inFiles(String path, ControlConfig control, Configuration hadoop) {
    try {
      List<FileStatus> files = files(new Path(path), hadoop);
      if (files.isEmpty()) {
        return new Useless(new Outcome.Failed("totals in " + path, "no file there"));
      }
      var all = new ArrayList<Said>();
      for (FileStatus file : files) {
        all.add(new Said(file.getPath().getName(), entries(file, hadoop)));
      }
      return told(
          control, all.size() == 1 ? all.get(0).file() : all.size() + " files of totals", all);
    } catch (IOException e) {
      throw new TransientException("reading " + path + " failed: " + e.getMessage(), e);
    }
  }

  private static List<FileStatus> files(Path path, Configuration hadoop) throws IOException {
    FileStatus[] found = path.getFileSystem(hadoop).globStatus(path);
    return found == null ? List.of() : List.of(found).stream().filter(FileStatus::isFile).toList();
  }

  /** A JSON object, or lines of a name and a number; empty when it is neither. */
  private static Map<String, String> entries(FileStatus file, Configuration hadoop)
      throws IOException {
    try (var in = TextFiles.open(file.getPath(), hadoop)) {
      var text =
          TextFiles.unmarked(new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8)).strip();
      return text.startsWith("{") ? object(text) : lines(text);
    }
  }

  private static Map<String, String> object(String text) {
    var entries = new HashMap<String, String>();
    try {
      JsonNode object =
          new ObjectMapper()
              .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
              .readTree(text);
      object.fields().forEachRemaining(e -> entries.put(e.getKey(), e.getValue().asText()));
    } catch (JsonProcessingException e) {
      return Map.of();
    }
    return entries;
  }

  private static Map<String, String> lines(String text) {
    var lines = new Properties();
    try {
      lines.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      return Map.of();
    }
    var entries = new HashMap<String, String>();
    lines.stringPropertyNames().forEach(name -> entries.put(name, lines.getProperty(name)));
    return entries;
  }

  /** What one of several files says of itself or of others. */
  record Said(String file, Map<String, String> entries) {}

  /** Adds up what each of several says. */
  static ToldTotals told(ControlConfig control, String where, List<Said> all) {
    var totals = new HashMap<String, BigDecimal>();
    var wrong = new ArrayList<String>();
    for (String name : wanted(control)) {
      for (Said said : all) {
        String told = said.entries().getOrDefault(name, "").strip();
        number(told)
            .ifPresentOrElse(
                number -> totals.merge(name, number, BigDecimal::add),
                () -> wrong.add(said.file() + ": " + complaint(name, told)));
      }
    }
    return wrong.isEmpty()
        ? new Told(totals, where)
        : new Useless(
            new Outcome.Failed(
                "a number for each of " + String.join(", ", wanted(control)),
                Texts.count(wrong.size(), "fault") + " in " + where,
                Texts.lines(wrong)));
  }

  private static String complaint(String name, String told) {
    return told.isEmpty()
        ? "has no " + name
        : name + " is no number: '" + told.substring(0, Math.min(40, told.length())) + "'";
  }

  private static List<String> wanted(ControlConfig control) {
    var names = new ArrayList<>(control.rows().stream().toList());
    names.addAll(control.sums().values());
    return names;
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return text.length() <= 60 ? Optional.of(new BigDecimal(text)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
