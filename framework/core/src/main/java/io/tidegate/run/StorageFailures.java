package io.tidegate.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.security.AccessControlException;

/**
 * Tells that the storage stood in the way, however deep Spark and Delta have wrapped what it said.
 */
final class StorageFailures {

  private StorageFailures() {}

  /**
   * The failure as a scheduler should see it: where a store failed to read or write, a {@link
   * TransientException} that says in which step and has the failure as suppressed. A file that is
   * not there, one that may not be touched and a text that is no JSON stay as they are: a retry
   * meets them again.
   *
   * @param step the label of the step that was at work
   */
  static Exception explain(Exception failure, String step) {
    if (failure instanceof TransientException || failure instanceof UserException) {
      return failure;
    }
    return ofStorage(failure).<Exception>map(said -> told(failure, said, step)).orElse(failure);
  }

  private static TransientException told(Exception failure, IOException said, String step) {
    var told =
        new TransientException(
            "the storage failed in the step '%s': %s".formatted(step, said.getMessage()), said);
    if (failure != said) {
      told.addSuppressed(failure);
    }
    return told;
  }

  /** The innermost: what wraps it says less. */
  private static Optional<IOException> ofStorage(Exception failure) {
    Throwable root =
        ExceptionUtils.getThrowableList(failure).stream().reduce(failure, (outer, inner) -> inner);
    return root instanceof IOException said && !isLasting(said)
        ? Optional.of(said)
        : Optional.empty();
  }

  private static boolean isLasting(IOException said) {
    return said instanceof FileNotFoundException
        || said instanceof java.nio.file.NoSuchFileException
        || said instanceof AccessDeniedException
        || said instanceof AccessControlException
        || said instanceof JsonProcessingException;
  }
}
