package io.tidegate.job;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The inputs of a run by the name that the conf gives them, each pinned to a version. */
public interface Inputs {

  /**
   * @throws io.tidegate.problem.UserException when the conf has no input of that name
   */
  Dataset<Row> get(String name);
}
