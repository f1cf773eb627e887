package io.tidegate.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * From the names in the files to the names that the job sees. Several names in files may lead to
 * one name for the job; a file must have exactly one of them.
 */
final class Columns {

  private final Map<String, String> renames;
  private final Names names;

  /** The names in files by the job's name. */
  private final Map<String, List<String>> sources;

  /**
   * @param renames from the file's name to the job's name; other columns keep theirs
   */
  Columns(Map<String, String> renames, Names names) {
    this.renames = new LinkedHashMap<>();
    renames.forEach((from, to) -> this.renames.put(names.key(from), to));
    this.names = names;
    this.sources =
        renames.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getValue,
                    LinkedHashMap::new,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
  }

  boolean renamesAny() {
    return !renames.isEmpty();
  }

  /** What the job calls a file's column. */
  String jobName(String fileName) {
    return renames.getOrDefault(names.key(fileName), fileName);
  }

  /** The job's names of the renamed columns that a file lacks. */
  List<String> missing(List<String> fileNames) {
    var there = fileNames.stream().map(names::key).collect(Collectors.toSet());
    return sources.entrySet().stream()
        .filter(entry -> entry.getValue().stream().map(names::key).noneMatch(there::contains))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The job's names that more than one of a file's columns would have, one line each. */
  List<String> ambiguous(List<String> fileNames) {
    Map<String, List<String>> byJobName = new LinkedHashMap<>();
    fileNames.forEach(
        name ->
            byJobName.computeIfAbsent(names.key(jobName(name)), k -> new ArrayList<>()).add(name));
    return byJobName.values().stream()
        .filter(columns -> columns.size() > 1)
        .map(
            columns ->
                jobName(columns.get(0))
                    + ": more than one column, "
                    + String.join(" and ", columns))
        .toList();
  }

  /** The schema under the job's names. */
  StructType renamed(StructType file) {
    return new StructType(
        Arrays.stream(file.fields())
            .map(f -> new StructField(jobName(f.name()), f.dataType(), f.nullable(), f.metadata()))
            .toArray(StructField[]::new));
  }

  /** The names that a column of the job's may have in files. */
  List<String> fileNames(String jobName) {
    return sources.getOrDefault(jobName, List.of(jobName));
  }

  /** A schema under the job's names, once for each name that a column may have in files. */
  StructType fileSchema(StructType job) {
    return new StructType(
        Arrays.stream(job.fields())
            .flatMap(
                f ->
                    fileNames(f.name()).stream()
                        .map(name -> new StructField(name, f.dataType(), true, f.metadata())))
            .toArray(StructField[]::new));
  }

  /** The rows under the job's names; the same object when nothing is renamed. */
  Dataset<Row> renamed(Dataset<Row> rows) {
    if (renames.isEmpty()) {
      return rows;
    }
    return rows.select(
        Arrays.stream(rows.columns())
            .map(name -> functions.col(Names.quoted(name)).as(jobName(name)))
            .toArray(Column[]::new));
  }
}
