package io.tidegate.job;

import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The inputs of a run by the name that the conf gives them, each pinned to a version. */
public interface Inputs {

  /** In the conf's order. */
  Set<String> names();

  /**
   * @throws io.tidegate.problem.UserException when the conf has no input of that name
   */
  Dataset<Row> get(String name);
}
