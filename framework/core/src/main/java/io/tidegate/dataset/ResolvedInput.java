package io.tidegate.dataset;

import io.tidegate.check.Finding;
import io.tidegate.ledger.InputVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An input that can be read.
 *
 * @param found the findings that do not depend on the number of rows
 * @param files compared with what is there before the run publishes
 * @param rejected of the files that turn out to have some
 */
record ResolvedInput(
    InputVersion version,
    Dataset<Row> rows,
    RowCounts counts,
    List<Finding> found,
    PinnedFiles files,
    RejectedRows rejected)
    implements Input {

  @Override
  public String name() {
    return version.name();
  }

  @Override
  public OptionalLong rowCount() {
    return counts.rows();
  }

  @Override
  public OptionalLong corruptRows() {
    return counts.corrupt();
  }

  @Override
  public Optional<Dataset<Row>> rejectedRows() {
    return rejected.of(counts.corruptFiles());
  }

  @Override
  public List<Finding> checkBefore() {
    List<Finding> findings = new ArrayList<>(found);
    findings.addAll(counts.before());
    return List.copyOf(findings);
  }

  @Override
  public List<Finding> checkAfter() {
    return List.copyOf(counts.after());
  }

  @Override
  public void requireUnchanged() {
    files.requireUnchanged();
  }
}
