package io.tidegate.run;

import io.tidegate.check.Verdict;
import io.tidegate.ledger.InputVersion;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunRecord.InputRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunStatus;
import io.tidegate.problem.TransientException;
import io.tidegate.publish.BrokenConstraintException;
import io.tidegate.publish.CommitStamp;
import io.tidegate.publish.ConflictException;
import io.tidegate.publish.Published;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.StagedOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judged runs with staged files: kept in the ledger, committed, discarded. One way for the run
 * itself, for a release days later and for the repair after a crash.
 */
final class StagedRuns {

  private final Ledger ledger;
  private final Publisher publisher;

  StagedRuns(Ledger ledger, Publisher publisher) {
    this.ledger = ledger;
    this.publisher = publisher;
  }

  void keep(StagedRun staged) {
    if (staged.record().status() != RunStatus.PUBLISHED) {
      staged.all().forEach(publisher::keep);
    }
    RunStart start = staged.record().start();
    ledger.kept().keep(start.runId(), start.job(), StagedRun.DOCUMENT, StagedRunJson.write(staged));
  }

  Optional<StagedRun> find(String runId, String job) {
    return ledger
        .kept()
        .find(runId, job, StagedRun.DOCUMENT)
        .map(json -> StagedRunJson.read(runId, json));
  }

  /** The files are published or gone; the ledger need not know them any longer. */
  void forget(StagedRun staged) {
    RunStart start = staged.record().start();
    ledger.kept().remove(start.runId(), start.job(), StagedRun.DOCUMENT);
  }

  /** Removes the files and what the ledger knows of them. */
  void discard(StagedRun staged) {
    staged.all().forEach(publisher::discard);
    forget(staged);
  }

  /** As {@link #discard}, for a failure that goes on to the caller and must not be hidden. */
  void discardAfter(RuntimeException failure, StagedRun staged) {
    try {
      discard(staged);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Commits every output that is not committed yet, in order. When the first commit loses a race,
   * nothing is published and the files are gone. When a later one does, the files of the rest stay,
   * for {@code release} or {@code ledger repair}.
   *
   * @return the commits by the outputs' keys
   */
  Map<String, Published> commit(StagedRun staged) {
    try {
      return commitKept(staged);
    } catch (ConflictException conflict) {
      discardAfter(conflict, staged);
      throw conflict;
    } catch (BrokenConstraintException broken) {
      if (!isPartlyCommitted(staged)) {
        discardAfter(broken, staged);
      }
      throw broken;
    }
  }

  /**
   * As {@link #commit}, but a first commit that loses leaves the files too: a person may try again.
   */
  Map<String, Published> commitKept(StagedRun staged) {
    CommitStamp stamp = stamp(staged.record());
    var commits = new LinkedHashMap<String, Published>();
    for (StagedOutput output : staged.all()) {
      try {
        commits.put(output.key(), publisher.commit(output, stamp));
      } catch (ConflictException conflict) {
        throw commits.isEmpty() ? conflict : partly(staged, commits, conflict);
      }
    }
    return commits;
  }

  /**
   * What became of a run that was cut off between its commits.
   *
   * @param commits by the outputs' keys
   * @param overtaken why an output could not be committed any more, a line each
   */
  record Completed(Map<String, Published> commits, List<String> overtaken) {}

  /**
   * Commits the rest of a run that {@link #isPartlyCommitted}. An output whose table cannot take
   * its rows any more is given up and its files are removed: the version that they were staged
   * against stays the same, so no later try could succeed.
   */
  Completed commitRest(StagedRun staged) {
    CommitStamp stamp = stamp(staged.record());
    var commits = new LinkedHashMap<String, Published>();
    var overtaken = new ArrayList<String>();
    for (StagedOutput output : staged.all()) {
      try {
        commits.put(output.key(), publisher.commit(output, stamp));
      } catch (ConflictException | BrokenConstraintException refused) {
        publisher.discard(output);
        overtaken.add(output.dataset() + " was not published: " + refused.getMessage());
      }
    }
    return new Completed(commits, overtaken);
  }

  /** Whether some output of the run is in its table's history. */
  boolean isPartlyCommitted(StagedRun staged) {
    return staged.all().stream()
        .anyMatch(
            output ->
                publisher.findRun(output.path(), staged.record().start().runId()).isPresent());
  }

  /** The record with the versions that the commits made. */
  static RunRecord committed(RunRecord record, Map<String, Published> commits) {
    return committed(record, new Completed(commits, List.of()));
  }

  /** As the shorter form, with a note on what was overtaken. */
  static RunRecord committed(RunRecord record, Completed completed) {
    return record.with(
        record.outputs().stream().map(output -> committed(output, completed.commits())).toList(),
        Stream.concat(record.notes().stream(), completed.overtaken().stream()).toList());
  }

  private static OutputRecord committed(OutputRecord output, Map<String, Published> commits) {
    return new OutputRecord(
        output.key(),
        output.dataset(),
        output.path(),
        version(commits, output.key()),
        output.rows(),
        output.bytes(),
        output.measures(),
        output.quarantined(),
        version(commits, output.key() + Quarantine.SUFFIX),
        Optional.empty(),
        output.tiers(),
        output.lineage(),
        output.schema(),
        output.write(),
        Optional.ofNullable(commits.get(output.key())).flatMap(Published::changes));
  }

  private static OptionalLong version(Map<String, Published> commits, String key) {
    Published published = commits.get(key);
    return published == null ? OptionalLong.empty() : OptionalLong.of(published.version());
  }

  private static TransientException partly(
      StagedRun staged, Map<String, Published> commits, ConflictException conflict) {
    String runId = staged.record().start().runId();
    return new TransientException(
        "run %s published %s and then lost a race: %s; 'tidegate ledger repair' tries the rest again"
            .formatted(runId, commits.keySet(), conflict.getMessage()),
        conflict);
  }

  /** What a commit of the run says about its origin. */
  static CommitStamp stamp(RunRecord record) {
    RunStart start = record.start();
    Verdict verdict = record.verdict();
    Map<String, String> inputs =
        record.inputs().stream()
            .map(InputRecord::version)
            .collect(
                Collectors.toMap(
                    InputVersion::name, StagedRuns::version, (a, b) -> a, LinkedHashMap::new));
    return new CommitStamp(
        start.runId(),
        start.job(),
        start.logicalDate(),
        start.program().toString(),
        start.rulesFingerprint(),
        start.configFingerprint(),
        verdict,
        inputs);
  }

  private static String version(InputVersion input) {
    return input.deltaVersion().isPresent()
        ? Long.toString(input.deltaVersion().getAsLong())
        : input.files().size() + " files";
  }
}
