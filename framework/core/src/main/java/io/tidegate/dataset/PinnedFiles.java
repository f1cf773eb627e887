package io.tidegate.dataset;

import io.tidegate.ledger.InputVersion;
import io.tidegate.problem.TransientException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * The files of an input, beside what is there later. Nothing keeps a writer from replacing a file
 * while it is read; so a run compares before it says which files it read.
 *
 * @param path as the conf has it
 * @param version with no files for a Delta table, whose log does the same for it
 */
record PinnedFiles(String path, InputVersion version, Configuration hadoop) {

  /**
   * Lists the path again. A file of the same size that was written again within the clock tick of
   * the store cannot be told from the one that was resolved.
   *
   * @throws TransientException naming the first file that is gone or not the one that was resolved
   */
  void requireUnchanged() {
    change()
        .ifPresent(
            change -> {
              throw new TransientException("input '" + version.name() + "': " + change);
            });
  }

  /** The first difference, in words; files that came since are none. */
  private Optional<String> change() {
    if (version.files().isEmpty()) {
      return Optional.empty();
    }
    Map<String, InputVersion.File> now =
        FileListing.of(path, hadoop).files().stream()
            .map(FileSource::file)
            .collect(Collectors.toMap(InputVersion.File::path, Function.identity()));
    return version.files().stream()
        .filter(
            file -> !Optional.ofNullable(now.get(file.path())).filter(file::isSameFile).isPresent())
        .findFirst()
        .map(file -> difference(file, Optional.ofNullable(now.get(file.path()))));
  }

  private static String difference(InputVersion.File before, Optional<InputVersion.File> now) {
    return now.map(
            file ->
                "%s was %s and is %s: another process replaced it while it was read"
                    .formatted(before.path(), content(before), content(file)))
        .orElseGet(() -> ReadFailures.gone(before.path()));
  }

  static String content(InputVersion.File file) {
    return Texts.count(file.bytes(), "byte") + " of " + file.modified();
  }
}
