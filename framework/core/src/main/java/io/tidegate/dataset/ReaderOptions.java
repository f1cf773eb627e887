package io.tidegate.dataset;

import io.tidegate.config.Format;
import io.tidegate.config.InputConfig;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Refuses the reader's options whose effect the framework has to decide. */
final class ReaderOptions {

  private static final String CORRUPT = "rows that cannot be read are rejected: set rejects";
  private static final String LISTING = "write a glob as the path";
  private static final String LOSES_ROWS = "it would drop rows silently";
  private static final String PINNED = "set version";
  private static final String SCHEMA = "set schema";

  private static final Map<String, String> DELTA =
      lower("versionAsOf", PINNED, "timestampAsOf", PINNED);

  private static final Map<String, String> FILES =
      lower(
          "pathGlobFilter", LISTING,
          "recursiveFileLookup", "directories are always read with everything below them",
          "modifiedAfter", LISTING,
          "modifiedBefore", LISTING,
          "ignoreMissingFiles", LOSES_ROWS,
          "ignoreCorruptFiles", LOSES_ROWS);

  private static final Map<String, String> TEXT =
      lower(
          "mode", CORRUPT,
          "columnNameOfCorruptRecord", CORRUPT);

  private static final Map<String, String> CSV =
      lower(
          "header",
          "a CSV input always has a header",
          "enforceSchema",
          "columns are always read by name",
          "columnPruning",
          CORRUPT,
          "inferSchema",
          SCHEMA);

  private ReaderOptions() {}

  /**
   * @throws io.tidegate.problem.UserException naming each option that is not the conf's to set
   */
  static void check(InputConfig config) {
    Map<String, String> reserved = reserved(config.format());
    var problems = new Problems();
    for (String option : config.options().keySet()) {
      String remedy = reserved.get(option.toLowerCase(Locale.ROOT));
      if (remedy != null) {
        problems.add(
            Problem.at(
                Place.key(config.name() + ".options." + option), "cannot be set here", remedy));
      }
    }
    problems.throwIfAny();
  }

  private static Map<String, String> reserved(Format format) {
    Map<String, String> all = new LinkedHashMap<>();
    switch (format) {
      case DELTA -> all.putAll(DELTA);
      case PARQUET, AVRO -> all.putAll(FILES);
      case JSON -> {
        all.putAll(FILES);
        all.putAll(TEXT);
      }
      case CSV -> {
        all.putAll(FILES);
        all.putAll(TEXT);
        all.putAll(CSV);
      }
    }
    return all;
  }

  private static Map<String, String> lower(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i].toLowerCase(Locale.ROOT), pairs[i + 1]);
    }
    return Map.copyOf(map);
  }
}
