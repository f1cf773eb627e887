package io.tidegate.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tidegate.jdbc.SqlFailures;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.security.AccessControlException;

/**
 * Tells that reading or writing failed, however deep Spark and Delta have wrapped what the storage
 * said.
 */
final class StorageFailures {

  private StorageFailures() {}

  /**
   * The failure as a scheduler should see it: where reading or writing failed, a {@link
   * TransientException} that says in which step and has the failure as suppressed. A file that is
   * not there, one that may not be touched and a text that is no JSON stay as they are: a retry
   * meets them again. So does what the author's own method throws: its author knows better.
   *
   * @param step the one that was at work
   */
  static Exception explain(Exception failure, Step step) {
    if (failure instanceof TransientException
        || failure instanceof UserException
        || step == Step.TRANSFORM) {
      return failure;
    }
    Optional<SQLException> database = SqlFailures.in(failure);
    return database.isPresent()
        ? SqlFailures.explain(
            database.get(), "reading or writing a database in the step '" + step.label() + "'")
        : ofStorage(failure).<Exception>map(said -> told(failure, said, step)).orElse(failure);
  }

  /**
   * Does what is not the author's in the step that runs the author's method; there a failure is
   * told as in every other step.
   */
  static <T> T besideTheAuthors(Supplier<T> work) {
    try {
      return work.get();
    } catch (TransientException | UserException said) {
      throw said;
    } catch (Exception failure) { // Spark throws checked ones too, of which no signature tells.
      Optional<IOException> said = ofStorage(failure);
      if (said.isPresent()) {
        throw told(failure, said.get(), Step.TRANSFORM);
      }
      throw failure;
    }
  }

  private static TransientException told(Exception failure, IOException said, Step step) {
    var told =
        new TransientException(
            "reading or writing failed in the step '%s': %s"
                .formatted(step.label(), said.getMessage()),
            said);
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
