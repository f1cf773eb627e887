package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StorageFailuresTest {

  @Test
  void whatTheStoreSaidIsFoundUnderAllThatWrapsIt() {
    var said = new IOException("no space left on device");
    var failure = new IllegalStateException("job aborted", new RuntimeException("task", said));
    Exception told = StorageFailures.explain(failure, "stage");
    assertThat(told)
        .isInstanceOf(TransientException.class)
        .hasMessage("the storage failed in the step 'stage': no space left on device")
        .hasCause(said)
        .hasSuppressedException(failure);
  }

  @Test
  void aFailureOfTheStoreThatIsThrownAsItIs() {
    var said = new IOException("timed out");
    Exception told = StorageFailures.explain(said, "publish");
    assertThat(told).hasMessage("the storage failed in the step 'publish': timed out");
    assertThat(told.getSuppressed()).isEmpty();
  }

  static Exception[] others() {
    return new Exception[] {
      new TransientException("lost", new IOException("x")),
      new UserException("a mistake", ""),
      new IllegalStateException("no store in sight"),
      new IllegalStateException(new IOException("outer", new ArithmeticException("/ by zero"))),
      new UncheckedIOException(new FileNotFoundException("/x")),
      new AccessDeniedException("/x"),
      new AccessControlException("/x"),
      new JsonParseException(null, "not JSON")
    };
  }

  @ParameterizedTest
  @MethodSource("others")
  void anyOtherFailureIsTheSame(Exception failure) {
    assertThat(StorageFailures.explain(failure, "stage")).isSameAs(failure);
  }
}
