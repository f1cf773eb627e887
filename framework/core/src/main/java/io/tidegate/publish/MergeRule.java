package io.tidegate.publish;

import io.tidegate.config.OutputConfig;
import io.tidegate.config.WhenMissing;
import io.tidegate.config.WriteMode;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/**
 * How staged rows find theirs in the table.
 *
 * @param keys columns of the staged rows, spelled as they are there
 * @param emptiesTable whether a batch without rows may remove all rows
 */
record MergeRule(List<String> keys, WhenMissing whenMissing, boolean emptiesTable) {

  /**
   * Empty for an output that is not merged.
   *
   * @throws UserException when a key is not among the columns
   */
  static Optional<MergeRule> of(OutputConfig output, StructType schema) {
    return output.write() == WriteMode.MERGE
        ? Optional.of(
            new MergeRule(
                output.keys().stream().map(key -> column(output, key, schema)).toList(),
                output.whenMissing(),
                output.volume().bounds().minRows().stream().anyMatch(rows -> rows == 0)))
        : Optional.empty();
  }

  private static String column(OutputConfig output, String key, StructType schema) {
    return Arrays.stream(schema.fieldNames())
        .filter(key::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    Problem.at(
                        Place.key("outputs." + output.key() + ".keys"),
                        "the key '" + key + "' is not among the output's columns",
                        "the output has " + String.join(", ", schema.fieldNames()))));
  }

  boolean deletes() {
    return whenMissing == WhenMissing.DELETE;
  }
}
