package io.tidegate.schema;

import io.tidegate.check.Finding;
import io.tidegate.check.Verdict;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * What is to be done about an output's schema.
 *
 * @param findings what was found, in a fixed order; what cannot go on is never a warning
 * @param differences from the table, for a table that exists: all of them, as they were judged
 * @param target the table's schema after the publish, with NOT NULL where the table has it or gets
 *     it. Rows are aligned to it by {@link SchemaAligner}. Delta writes a dataset's columns as
 *     nullable, so a publisher that creates, merges or replaces takes the schema from here
 * @param partitionBy the table's partition columns after the publish, as {@code target} spells them
 * @param evolution what the publish does to the table's schema; {@code NONE} for a new table. No
 *     evolution needs a table property
 */
public record SchemaDecision(
    List<Finding> findings,
    List<Difference> differences,
    StructType target,
    List<String> partitionBy,
    Evolution evolution) {

  /** Whether the run ends here, before a row is computed. */
  public boolean stops() {
    return !Verdict.of(findings).publishes();
  }

  /**
   * The whole diff for a person, one line per column: {@code -} went, {@code +} came, {@code ~}
   * changed. Empty when nothing differs.
   */
  public String diff() {
    return DiffText.of(differences);
  }
}
