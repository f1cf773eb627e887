package io.tidegate.dataset;

import io.tidegate.problem.TransientException;
import java.io.FileNotFoundException;
import java.util.Collection;
import java.util.Optional;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** Says what a failed Spark action means for the inputs that it read. */
public final class ReadFailures {

  private ReadFailures() {}

  /**
   * The failure as a user should see it, when it is that a pinned file is gone. Someone replaced
   * the input while it was read, so that a new run, which resolves the input anew, can succeed.
   *
   * @return empty when the failure is another one
   */
  public static Optional<TransientException> vanished(
      Throwable failure, Collection<? extends Input> inputs) {
    for (Throwable cause : ExceptionUtils.getThrowableList(failure)) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof FileNotFoundException
          || message.contains(FileNotFoundException.class.getName())) {
        return inputs.stream()
            .filter(input -> names(message, input))
            .findFirst()
            .map(input -> gone(input, failure));
      }
    }
    return Optional.empty();
  }

  /** Whether the message names a file of the input, as a URI or as a path. */
  private static boolean names(String message, Input input) {
    var version = input.version();
    if (version.files().isEmpty()) {
      return mentions(message, version.path());
    }
    return version.files().stream().anyMatch(file -> mentions(message, file.path()));
  }

  private static boolean mentions(String message, String uri) {
    return message.contains(uri) || message.contains(java.net.URI.create(uri).getPath());
  }

  private static TransientException gone(Input input, Throwable failure) {
    return new TransientException(
        "input '"
            + input.name()
            + "': a file that was there at the start of the run is gone: "
            + "another process replaced the data while it was read",
        failure);
  }
}
