package io.tidegate.dataset;

import io.tidegate.config.ControlConfig;
import io.tidegate.config.InputConfig;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StructField;

/**
 * What is looked at in each row as it is read, by the names that columns have in files.
 *
 * @param required whether the column may not be empty; a row where it is counts as corrupt
 * @param summed for each sum whether the column is the one that is added up
 * @param trailer tells totals from data
 */
record RowChecks(
    Predicate<String> required, List<Predicate<String>> summed, Optional<Trailer> trailer) {

  static final RowChecks NONE = new RowChecks(column -> false, List.of(), Optional.empty());

  /**
   * @throws UserException for a sum of what the schema does not call an integer or a decimal
   */
  static RowChecks of(Contract contract, InputConfig config) {
    List<String> sums =
        config.files().control().map(ControlConfig::sums).stream()
            .flatMap(found -> found.keySet().stream())
            .toList();
    sums.forEach(column -> requireNumber(column, contract, config.name()));
    return new RowChecks(
        contract::requires,
        sums.stream().map(column -> named(column, contract)).toList(),
        Optional.empty());
  }

  /** With the rows left out that hold a file's totals, where the configuration tells of some. */
  RowChecks withTrailer(InputConfig config, Supplier<CSVOptions> parsing) {
    return new RowChecks(
        required,
        summed,
        config
            .files()
            .control()
            .map(ControlConfig::source)
            .filter(ControlConfig.Trailer.class::isInstance)
            .map(ControlConfig.Trailer.class::cast)
            .map(trailer -> new Trailer(trailer.mark(), parsing.get())));
  }

  private static Predicate<String> named(String jobName, Contract contract) {
    return fileName -> contract.names().same(jobName, contract.columns().jobName(fileName));
  }

  private static void requireNumber(String column, Contract contract, String input) {
    boolean exact =
        contract.declared().stream()
            .flatMap(schema -> Arrays.stream(schema.fields()))
            .filter(field -> contract.names().same(field.name(), column))
            .map(StructField::dataType)
            .anyMatch(RowChecks::isExact);
    if (!exact) {
      throw new UserException(
          Problem.at(
              Place.key("inputs." + input + ".control.sums." + column),
              "is no integer or decimal of the input's schema, of which there is an exact sum",
              "declare it in inputs." + input + ".schema"));
    }
  }

  private static boolean isExact(DataType type) {
    return type instanceof IntegralType || type instanceof DecimalType;
  }
}
