package io.tidegate.lineage.provenance;

import io.tidegate.check.Finding;
import io.tidegate.check.Verdict;
import io.tidegate.config.LogicalDate;
import io.tidegate.ledger.InputVersion;
import io.tidegate.ledger.Intervention;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.Program;
import io.tidegate.ledger.RunRecord.OutputRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one version of a table came about, back to the files that no run of the ledger made.
 *
 * @param dataset its name; its path where no job of the ledger makes it
 * @param path a full URI
 * @param version the one that is explained: where the version that was asked for is not of a run,
 *     the last one before it that is
 * @param run what made it; empty where no run of the ledger did
 * @param sources what that run read, in the conf's order; none below the depth that was asked for
 * @param remarks what a reader should know besides; usually none
 */
public record Explanation(
    String dataset,
    String path,
    OptionalLong version,
    Optional<Run> run,
    List<Source> sources,
    List<String> remarks) {

  /**
   * @param at when the ledger knew that it was published
   * @param output rows, bytes and measures of what it wrote here
   * @param interventions who released it, or what completed it, and why
   * @param notes the record's
   */
  public record Run(
      String runId,
      String job,
      String owner,
      LogicalDate logicalDate,
      Instant at,
      String user,
      String host,
      Program program,
      String rulesFingerprint,
      String configFingerprint,
      Verdict verdict,
      OutputRecord output,
      List<Finding> findings,
      List<Intervention> interventions,
      List<String> notes) {}

  /**
   * @param dataset its name; its path where no job of the ledger makes it
   * @param read the exact version or files
   * @param rows as far as they were counted
   * @param explanation empty for files, and below the depth that was asked for
   */
  public record Source(
      String dataset, InputVersion read, OptionalLong rows, Optional<Explanation> explanation) {}

  /**
   * Reads the ledger and nothing else.
   *
   * @param selection {@code DATASET[@vN]}, the dataset by its name or path; the newest version
   *     where none is named
   * @param asOf the newest version that had been published then; not together with a version
   * @param depth how many runs far, at least 1
   * @throws io.tidegate.problem.UserException when the ledger has no such dataset or version
   */
  public static Explanation of(Ledger ledger, String selection, Optional<Instant> asOf, int depth) {
    Graph graph = Graph.of(ledger);
    return new ExplanationSearch(ledger, graph)
        .explain(Selection.parse(selection, graph), asOf, depth);
  }
}
