package io.tidegate.dataset;

import io.tidegate.ledger.InputVersion;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import java.io.FileNotFoundException;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** Says what a failure means for the inputs that were read. */
public final class ReadFailures {

  private ReadFailures() {}

  /**
   * Throws the failure as a user should see it, when it is that a file is gone or was replaced
   * since it was resolved. Someone changed the input while it was read, so that a new run, which
   * resolves the input anew, can succeed. Returns for every other failure.
   *
   * @param failure of a step that may have read the inputs
   * @throws TransientException naming the file
   */
  public static void explain(Exception failure, Collection<? extends Input> inputs) {
    if (failure instanceof TransientException || failure instanceof UserException) {
      return;
    }
    var gone = vanished(failure, inputs);
    if (gone.isPresent()) {
      throw gone.get();
    }
    // What a half-written file makes a reader throw names no cause; the listing does.
    try {
      inputs.forEach(Input::requireUnchanged);
    } catch (TransientException change) {
      change.addSuppressed(failure);
      throw change;
    }
  }

  /**
   * The failure in words, when it is that a pinned file is gone.
   *
   * @return empty when the failure is another one
   */
  static Optional<TransientException> vanished(
      Throwable failure, Collection<? extends Input> inputs) {
    for (Throwable cause : ExceptionUtils.getThrowableList(failure)) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof FileNotFoundException
          || message.contains(FileNotFoundException.class.getName())) {
        return inputs.stream()
            .flatMap(input -> vanished(message, input).stream())
            .findFirst()
            .map(text -> new TransientException(text, failure));
      }
    }
    return Optional.empty();
  }

  /** Whether the message names a file of the input, as a URI or as a path. */
  private static Optional<String> vanished(String message, Input input) {
    var version = input.version();
    Stream<String> files =
        version.files().isEmpty()
            ? Stream.of(version.path())
            : version.files().stream().map(InputVersion.File::path);
    return files
        .filter(file -> mentions(message, file))
        .findFirst()
        .map(file -> version.files().isEmpty() ? "a file of " + file : file)
        .map(what -> "input '" + input.name() + "': " + gone(what));
  }

  private static boolean mentions(String message, String uri) {
    return message.contains(uri) || message.contains(URI.create(uri).getPath());
  }

  static String gone(String what) {
    return what
        + " was there at the start of the run and is gone: another process removed it while it was"
        + " read";
  }
}
