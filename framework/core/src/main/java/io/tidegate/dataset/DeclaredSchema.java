package io.tidegate.dataset;

import io.tidegate.config.InputConfig;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Reads the DDL of an input's {@code schema}. */
final class DeclaredSchema {

  private DeclaredSchema() {}

  /**
   * The declared columns under the job's names, CHAR and VARCHAR as strings.
   *
   * @throws UserException when it is not DDL
   */
  static Optional<StructType> of(InputConfig config) {
    return config.schema().map(ddl -> parse(config.name(), ddl));
  }

  /** The job's names of the columns that are {@code NOT NULL}. */
  static Set<String> required(InputConfig config) {
    return config.schema().stream()
        .flatMap(ddl -> Arrays.stream(raw(config.name(), ddl).fields()))
        .filter(field -> !field.nullable())
        .map(StructField::name)
        .collect(Collectors.toSet());
  }

  private static StructType parse(String input, String ddl) {
    return new StructType(
        Arrays.stream(raw(input, ddl).fields())
            .map(
                f ->
                    new StructField(f.name(), SchemaCheck.stored(f.dataType()), true, f.metadata()))
            .toArray(StructField[]::new));
  }

  private static StructType raw(String input, String ddl) {
    try {
      return StructType.fromDDL(ddl);
    } catch (Exception e) {
      // Spark's ParseException is a checked one that no signature tells of.
      throw new UserException(
          Problem.at(
              Place.key(input + ".schema"),
              "is not Spark DDL: " + firstLine(e),
              "write it as in a INT, `b c` STRING"));
    }
  }

  static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
  }
}
