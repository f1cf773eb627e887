package io.tidegate.cli;

import io.tidegate.submit.Remote.State;
import io.tidegate.submit.Token;
import java.util.Optional;

/**
 * What a resource manager knows of applications. Methods throw {@link
 * io.tidegate.problem.TransientException} when it does not answer.
 */
interface Applications extends AutoCloseable {

  /** The one that was submitted under a token, whatever became of it. */
  Optional<String> find(Token token);

  State state(String id);

  @Override
  void close();
}
