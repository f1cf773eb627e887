package io.tidegate.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A job that is written in SQL: temporary views, and what the outputs are made of.
 *
 * @param file as errors name it
 * @param text as it is in the file
 * @param statements in order; the last one makes the rows of a single output
 * @param outputs the conf's keys of them; of several each is a view's name
 */
public record SqlScript(String file, String text, List<Statement> statements, Set<String> outputs) {

  /** What a parameter's name begins with when it is one of the job's own settings. */
  public static final String SETTING = "settings.";

  /** The parameters that every run has, and what they are. */
  public static final Map<String, String> PARAMETERS =
      Map.of(
          "logical-date", "DATE, the UTC day of the logical date",
          "interval-start", "TIMESTAMP, the start of the data interval",
          "interval-end", "TIMESTAMP, its end, exclusive",
          "run-id", "STRING",
          "job", "STRING, the job's name");

  /**
   * @param line of the file on which the query begins, from 1
   * @param view the temporary view that is made of the query; empty for the last statement, whose
   *     rows are the output
   * @param query with a named marker in the place of each parameter, such as {@code :p1}
   * @param markers the parameters by their markers, without the colon
   */
  public record Statement(
      int line, Optional<String> view, String query, Map<String, String> markers) {}
}
