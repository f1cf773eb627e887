package io.tidegate.dataset;

import io.tidegate.check.Outcome;
import io.tidegate.config.FilesConfig.ChangedFiles;
import io.tidegate.ledger.FilesRead.RunFiles;
import io.tidegate.ledger.InputVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;

/**
 * Chooses the files that no published run of another logical date has read; for a logical date that
 * was published before, those that its last published run read. A file is what it was when size and
 * time are the same; or when the size is and the checksum is, as of a file that was copied again.
 */
final class NewFiles {

  private final FileMemory memory;
  private final FileChecksums checksums;
  private final InputChecks checks;
  private final boolean readAgain;

  private final List<FileStatus> taken = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();
  private int readBefore;

  /** Used once. */
  NewFiles(FileMemory memory, FileChecksums checksums, InputChecks checks, ChangedFiles changed) {
    this.memory = memory;
    this.checksums = checksums;
    this.checks = checks;
    this.readAgain = changed == ChangedFiles.READ_AGAIN;
  }

  private record Read(InputVersion.File file, RunFiles run) {}

  TakenFiles of(String input, FileListing listing) {
    Map<String, FileStatus> there = new LinkedHashMap<>();
    listing.files().forEach(file -> there.put(Uris.of(file.getPath()), file));
    List<RunFiles> runs = memory.runs().apply(input);
    Optional<RunFiles> own =
        runs.stream().filter(run -> run.date().equals(memory.date())).reduce((a, b) -> b);
    own.ifPresentOrElse(run -> sameAs(run, there), () -> notIn(byPath(runs), there));
    return new TakenFiles(
        List.copyOf(taken),
        readBefore,
        checksums.of(taken),
        List.of(checks.changedFiles(outcome())));
  }

  private static Map<String, Read> byPath(List<RunFiles> runs) {
    Map<String, Read> read = new HashMap<>();
    runs.forEach(run -> run.files().forEach(file -> read.put(file.path(), new Read(file, run))));
    return read;
  }

  private void notIn(Map<String, Read> read, Map<String, FileStatus> there) {
    there.forEach(
        (path, status) ->
            Optional.ofNullable(read.get(path))
                .ifPresentOrElse(before -> again(before, status), () -> taken.add(status)));
  }

  private void again(Read before, FileStatus status) {
    if (isSame(before.file(), status)) {
      readBefore++;
    } else if (readAgain) {
      taken.add(status);
    } else {
      differences.add(difference(before, status));
    }
  }

  private void sameAs(RunFiles run, Map<String, FileStatus> there) {
    for (InputVersion.File file : run.files()) {
      FileStatus status = there.get(file.path());
      if (status == null) {
        differences.add(file.path() + ": was read by run " + run.runId() + " and is gone");
      } else if (readAgain || isSame(file, status)) {
        taken.add(status);
      } else {
        differences.add(difference(new Read(file, run), status));
      }
    }
  }

  private boolean isSame(InputVersion.File before, FileStatus status) {
    var now = FileSource.file(status);
    return before.isSameFile(now)
        || before.bytes() == now.bytes()
            && before.checksum().isPresent()
            && before.checksum().equals(checksum(status));
  }

  private Optional<String> checksum(FileStatus file) {
    return checksums.of(List.of(file)).values().stream().findFirst();
  }

  private String difference(Read before, FileStatus status) {
    var now = FileSource.file(status).withChecksum(checksum(status));
    return "%s: was %s when run %s of %s read it, is %s"
        .formatted(
            now.path(),
            content(before.file()),
            before.run().runId(),
            before.run().date(),
            content(now));
  }

  private static String content(InputVersion.File file) {
    return PinnedFiles.content(file) + file.checksum().map(sum -> " (" + sum + ")").orElse("");
  }

  private Outcome outcome() {
    String expected = "no file that is not what it was when it was read";
    return differences.isEmpty()
        ? new Outcome.Passed(expected, Texts.count(readBefore, "file") + " read before")
        : new Outcome.Failed(
            expected, Texts.count(differences.size(), "file"), Texts.lines(differences));
  }
}
