package io.tidegate.dataset;

import io.tidegate.check.Outcome;
import io.tidegate.config.InputConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What the configuration says of an input's columns.
 *
 * @param declared the configured schema, under the job's names
 * @param required the keys of the names in it that are {@code NOT NULL}
 */
record Contract(Names names, Columns columns, Optional<StructType> declared, Set<String> required) {

  static Contract of(SparkSession spark, InputConfig config) {
    var names = new Names(Boolean.parseBoolean(spark.conf().get("spark.sql.caseSensitive")));
    var required =
        DeclaredSchema.required(config).stream().map(names::key).collect(Collectors.toSet());
    return new Contract(
        names, new Columns(config.columns(), names), DeclaredSchema.of(config), required);
  }

  /**
   * The differences between the columns of a file or table and this contract, one line each.
   *
   * @param file under the file's names
   */
  List<String> differences(StructType file) {
    var missing = columns.missing(List.of(file.fieldNames()));
    List<String> lines = new ArrayList<>();
    missing.forEach(
        name ->
            lines.add(
                String.join(" or ", columns.fileNames(name)) + ": missing, to be read as " + name));
    declared.ifPresent(
        schema ->
            lines.addAll(
                SchemaCheck.differences(without(missing, schema), columns.renamed(file), names)));
    return lines;
  }

  private StructType without(List<String> missing, StructType schema) {
    return new StructType(
        Arrays.stream(schema.fields())
            .filter(field -> missing.stream().noneMatch(name -> names.same(name, field.name())))
            .toArray(StructField[]::new));
  }

  /** Whether a file's column of that name may not be empty. */
  boolean requires(String fileName) {
    return required.contains(names.key(columns.jobName(fileName)));
  }

  /** Empty when nothing is said of the columns. */
  Optional<Outcome> outcome(List<String> differences) {
    return declared.isPresent() || columns.renamesAny()
        ? Optional.of(failure(differences))
        : Optional.empty();
  }

  /** Passed without a line, else failed. */
  Outcome failure(List<String> lines) {
    return SchemaCheck.outcome(expected(), lines);
  }

  private String expected() {
    if (declared.isPresent()) {
      return declared.get().toDDL();
    }
    return columns.renamesAny() ? "every renamed column" : "readable columns";
  }

  /**
   * @throws UnreadableException when the job would see two columns of one name
   */
  void requireDistinct(List<String> fileNames) throws UnreadableException {
    var ambiguous = columns.ambiguous(fileNames);
    if (!ambiguous.isEmpty()) {
      throw new UnreadableException(ambiguous);
    }
  }
}
