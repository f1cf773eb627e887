package io.tidegate.quality;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which rule types of DQDL are evaluated, which are not and why. No Spark, no Deequ. */
final class RuleTypes {

  /** Compare with another dataset, named by the first parameter. */
  static final Set<String> COMPARING =
      Set.of(
          "RowCountMatch", "ReferentialIntegrity", "SchemaMatch", "DatasetMatch", "AggregateMatch");

  /** Hold or fail for each row by itself, so that a row can be quarantined. */
  static final Set<String> ROW_LEVEL = Set.of("IsComplete", "ColumnValues", "ColumnLength");

  static final Set<String> MEASURED =
      Set.of(
          "RowCount",
          "ColumnCount",
          "Completeness",
          "IsComplete",
          "ColumnDataType",
          "ColumnNamesMatchPattern",
          "ColumnExists",
          "ColumnCorrelation",
          "Uniqueness",
          "IsUnique",
          "Mean",
          "Sum",
          "StandardDeviation",
          "Entropy",
          "DistinctValuesCount",
          "UniqueValueRatio",
          "ColumnLength",
          "IsPrimaryKey",
          "ColumnValues",
          "DataFreshness",
          "CustomSql");

  private static final Map<String, String> REFUSED =
      Map.of(
          "DetectAnomalies", "Deequ does not evaluate it; compare with last(k), or use a baseline",
          "AllStatistics", "it is an analyzer, not a rule",
          "FileMatch", "files are checked as inputs, not by rules",
          "FileUniqueness", "files are checked as inputs, not by rules",
          "FileFreshness", "files are checked as inputs: use fresh-within",
          "FileSize", "files are checked as inputs: use volume.min-bytes and max-bytes");

  private RuleTypes() {}

  static boolean isSupported(String type) {
    return MEASURED.contains(type) || COMPARING.contains(type);
  }

  /** Why a type of the language is not evaluated; empty for a type that the language lacks. */
  static Optional<String> refusal(String type) {
    return Optional.ofNullable(REFUSED.get(type));
  }
}
