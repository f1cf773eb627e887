package io.tidegate.ledger;

import io.tidegate.problem.TransientException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Copies of the flows of runs that have long been over, many in one file: {@code
 * index/JOB.RUN.jsonl} has a job's runs up to that run. A reader who had to open many records
 * writes it for the next one.
 *
 * <p>A copy that is there is right. Whoever changes a run that may have been copied takes the copy
 * away before and after, and whoever writes a copy looks afterwards whether anything has changed
 * since it looked first: one of the two comes last, and removes it.
 */
final class FlowCopies {

  private static final String FOLDER = "index";

  private static final Pattern NAME = Pattern.compile("(?<job>.+)\\.(?<run>[0-9a-f-]{36})\\.jsonl");

  /** The clocks of those who share a ledger differ by less than the two are apart. */
  private static final Duration COPIED_AFTER = Duration.ofHours(25);

  private static final Duration NOT_COPIED_BEFORE = Duration.ofHours(23);

  private static final int WORTH_A_COPY = 32;

  private final LedgerFiles files;
  private final Clock clock;

  FlowCopies(LedgerFiles files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  /**
   * @param last the newest run that it covers
   */
  record Name(String job, String last) {

    String path() {
      return FOLDER + "/" + job + "." + last + ".jsonl";
    }

    /** A run of the job that is not in the copy is younger. */
    boolean covers(String runId) {
      return runId.compareTo(last) <= 0;
    }
  }

  record Copy(Name name, FlowFile file) {}

  /** One listing for all jobs. */
  List<Name> names() {
    return files.list(FOLDER).stream()
        .map(NAME::matcher)
        .filter(Matcher::matches)
        .filter(name -> RunIds.isRunId(name.group("run")))
        .map(name -> new Name(name.group("job"), name.group("run")))
        .toList();
  }

  /** The one that covers most, among these. */
  Optional<Copy> find(String job, List<Name> names) {
    return names.stream()
        .filter(name -> name.job().equals(job))
        .max(Comparator.comparing(Name::last))
        .flatMap(this::read);
  }

  private Optional<Copy> read(Name name) {
    try {
      return Optional.of(new Copy(name, FlowFile.parse(files.read(name.path()))));
    } catch (TransientException | IllegalArgumentException e) {
      // Taken away meanwhile, or damaged: the runs themselves say the same.
      return Optional.empty();
    }
  }

  /** To be called before a run is changed and again after it. */
  void forget(String job, String runId) {
    if (RunIds.madeAt(runId).isAfter(clock.instant().minus(NOT_COPIED_BEFORE))) {
      return;
    }
    names().stream()
        .filter(name -> name.job().equals(job) && name.covers(runId))
        .forEach(name -> files.delete(name.path()));
  }

  /**
   * Writes a copy that covers more, where that is worth it. A reader who may not write goes
   * without.
   *
   * @param before the copy so far
   * @param later the job's runs that it does not cover, oldest first, as they were listed
   * @param flows of those of them that published
   */
  void extend(String job, Optional<Copy> before, List<EntryFiles> later, List<Flow> flows) {
    List<EntryFiles> settled = later.stream().filter(this::hasSettled).toList();
    if (settled.size() < WORTH_A_COPY) {
      return;
    }
    var name = new Name(job, settled.get(settled.size() - 1).runId());
    List<Flow> all =
        FlowFile.join(
            before.map(Copy::file),
            flows.stream().filter(flow -> name.covers(flow.runId())).toList());
    try {
      // One of this name that cannot be read would be in the way for ever.
      files.delete(name.path());
      if (files.create(name.path(), FlowFile.write(job, all))) {
        keepIfUnchanged(name, before.map(Copy::name), settled);
      }
    } catch (TransientException e) {
      // It only saves time.
    }
  }

  private boolean hasSettled(EntryFiles run) {
    return RunIds.madeAt(run.runId()).isBefore(clock.instant().minus(COPIED_AFTER));
  }

  private void keepIfUnchanged(Name name, Optional<Name> before, List<EntryFiles> settled) {
    if (before.map(names()::contains).orElse(true)
        && settled.equals(again(name, before, settled))) {
      before.ifPresent(old -> files.delete(old.path()));
    } else {
      files.delete(name.path());
    }
  }

  private List<EntryFiles> again(Name name, Optional<Name> before, List<EntryFiles> settled) {
    return files.runsSince(name.job(), LedgerFiles.monthOf(settled.get(0).runId())).stream()
        .filter(run -> name.covers(run.runId()))
        .filter(run -> before.isEmpty() || !before.get().covers(run.runId()))
        .toList();
  }
}
