package io.tidegate.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a job computed, by the outputs' keys in the conf. Lazy: nothing is computed yet. */
public record Outputs(Map<String, Dataset<Row>> datasets) {

  /** The key of a conf's single {@code output} block. */
  public static final String SINGLE = "output";

  public static final Outputs NONE = new Outputs(Map.of());

  public Outputs {
    datasets = Collections.unmodifiableMap(new LinkedHashMap<>(datasets));
  }

  /** For a conf with a single {@code output} block. */
  public static Outputs of(Dataset<Row> rows) {
    return of(SINGLE, rows);
  }

  public static Outputs of(String key, Dataset<Row> rows) {
    return new Outputs(Map.of(key, rows));
  }

  public Outputs and(String key, Dataset<Row> rows) {
    var all = new LinkedHashMap<>(datasets);
    all.put(key, rows);
    return new Outputs(all);
  }
}
