package io.tidegate.emr;

import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the SDK throws, after its own tries, as whether another try can help. */
final class AwsFailures {

  private static final int SERVER_ERROR = 500;
  private static final int TOO_MANY = 429;

  private AwsFailures() {}

  static <T> T attempt(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      if (e.isThrottlingException()
          || e.statusCode() >= SERVER_ERROR
          || e.statusCode() == TOO_MANY) {
        throw new TransientException(what + ": " + e.getMessage(), e);
      }
      throw new UserException(what + " was refused: " + e.getMessage(), "");
    } catch (SdkException e) {
      throw new TransientException(what + ": " + e.getMessage(), e);
    }
  }
}
