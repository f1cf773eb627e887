package io.tidegate.dataproc;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.api.gax.rpc.StatusCode.Code;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What Google's client throws, after its own tries, as whether another try can help. */
final class GoogleFailures {

  private static final Set<Code> TRANSIENT =
      Set.of(
          Code.UNAVAILABLE,
          Code.RESOURCE_EXHAUSTED,
          Code.DEADLINE_EXCEEDED,
          Code.ABORTED,
          Code.INTERNAL,
          Code.UNKNOWN);

  private GoogleFailures() {}

  static <T> T attempt(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (ApiException e) {
      if (TRANSIENT.contains(e.getStatusCode().getCode())) {
        throw new TransientException(what + ": " + e.getMessage(), e);
      }
      throw new UserException(what + " was refused: " + e.getMessage(), "");
    }
  }

  /** Empty when there is no such thing. */
  static <T> Optional<T> find(String what, Supplier<T> call) {
    return attempt(
        what,
        () -> {
          try {
            return Optional.of(call.get());
          } catch (NotFoundException e) {
            return Optional.empty();
          }
        });
  }

  /** Another submitter that was faster has sent the very same. */
  static void send(String what, Runnable call) {
    var unused =
        attempt(
            what,
            () -> {
              try {
                call.run();
                return true;
              } catch (AlreadyExistsException e) {
                return false;
              }
            });
  }
}
