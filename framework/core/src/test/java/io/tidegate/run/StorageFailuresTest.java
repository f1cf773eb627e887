package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    Exception told = StorageFailures.explain(failure, Step.STAGE);
    assertThat(told)
        .isInstanceOf(TransientException.class)
        .hasMessage("reading or writing failed in the step 'stage': no space left on device")
        .hasCause(said)
        .hasSuppressedException(failure);
  }

  @Test
  void aFailureOfTheStoreThatIsThrownAsItIs() {
    var said = new IOException("timed out");
    Exception told = StorageFailures.explain(said, Step.PUBLISH);
    assertThat(told).hasMessage("reading or writing failed in the step 'publish': timed out");
    assertThat(told.getSuppressed()).isEmpty();
  }

  /** Of the step that runs the author's method only that method is the author's. */
  @Test
  void whatIsDoneBesideTheAuthors() {
    var said = new IOException("timed out");
    assertThatThrownBy(() -> beside(new UncheckedIOException(said)))
        .isInstanceOf(TransientException.class)
        .hasMessage("reading or writing failed in the step 'transform': timed out")
        .hasCause(said);
    var bug = new IllegalStateException("no store in sight");
    assertThatThrownBy(() -> beside(bug)).isSameAs(bug);
    var mistake = new UserException("a mistake", "");
    assertThatThrownBy(() -> beside(mistake)).isSameAs(mistake);
  }

  private static void beside(RuntimeException failure) {
    var unused =
        StorageFailures.besideTheAuthors(
            () -> {
              throw failure;
            });
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
    assertThat(StorageFailures.explain(failure, Step.STAGE)).isSameAs(failure);
  }

  @Test
  void theAuthorsOwn() {
    var failure = new IllegalStateException("no such user", new IOException("refused"));
    assertThat(StorageFailures.explain(failure, Step.TRANSFORM)).isSameAs(failure);
  }
}
