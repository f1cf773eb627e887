package io.tidegate.submit;

import java.util.Optional;

/**
 * One request at the target that it is for. Every method throws {@link
 * io.tidegate.problem.TransientException} when the target does not answer or has too much to do,
 * after the client's own tries, and {@link io.tidegate.problem.UserException} when it refuses.
 */
public interface Remote extends AutoCloseable {

  /** What was submitted before under the request's token, whatever became of it. */
  Optional<String> find();

  /** Sends the request, and gives what the target calls the run. */
  String send();

  State state(String id);

  @Override
  void close();

  /**
   * @param word the target's own for the state
   * @param reason why a run failed, as far as the target tells; empty otherwise
   */
  record State(Phase phase, String word, String reason) {}

  /** What the target's states come to. */
  enum Phase {
    RUNNING,
    SUCCEEDED,
    FAILED
  }
}
