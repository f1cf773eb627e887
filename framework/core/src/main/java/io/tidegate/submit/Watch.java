package io.tidegate.submit;

import io.tidegate.problem.OneLine;
import io.tidegate.problem.TransientException;
import io.tidegate.submit.Remote.Phase;
import io.tidegate.submit.Remote.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends a request, unless it was sent before, and waits for its run to end.
 *
 * @param timeout how long is waited
 * @param say one line for the user
 */
public record Watch(Clock clock, Pause pause, Optional<Duration> timeout, Consumer<String> say) {

  private static final Duration SHORTEST = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** So many times in a row a target may not answer: ten minutes, at the longest pause. */
  private static final int PATIENCE = 20;

  /** Waits between two questions. */
  @FunctionalInterface
  public interface Pause {
    void of(Duration duration) throws InterruptedException;
  }

  /** What became of a run, and what the target calls it. */
  public record Ended(String id, State state) {}

  /**
   * @throws TransientException when the run has not ended in time, or the target is silent; the
   *     same call later takes the run up again
   */
  public Ended run(Remote remote) {
    String id = submit(remote);
    Instant start = clock.instant();
    var questions = new Questions(remote, id);
    while (true) {
      Optional<State> end = questions.ask();
      if (end.isPresent()) {
        return new Ended(id, end.get());
      }
      Duration waited = Duration.between(start, clock.instant());
      giveUpAfter(waited, id);
      sleep(questions.silent > 0 ? LONGEST : pauseAfter(waited));
    }
  }

  /** An end is told late by an eighth of the run's time at most; a long run is not asked often. */
  static Duration pauseAfter(Duration waited) {
    Duration eighth = waited.dividedBy(8);
    if (eighth.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return eighth.compareTo(LONGEST) < 0 ? eighth : LONGEST;
  }

  /** Tells each state once, and bears a target that is silent for a while. */
  private final class Questions {

    private final Remote remote;
    private final String id;
    private String shown = "";
    private int silent;

    Questions(Remote remote, String id) {
      this.remote = remote;
      this.id = id;
    }

    /** The state, when it is the last. */
    Optional<State> ask() {
      try {
        State state = remote.state(id);
        silent = 0;
        if (!state.word().equals(shown)) {
          shown = state.word();
          say.accept(id + " is " + shown);
        }
        return Optional.of(state).filter(now -> now.phase() != Phase.RUNNING);
      } catch (TransientException e) {
        silent++;
        if (silent > PATIENCE) {
          throw e;
        }
        return Optional.empty();
      }
    }
  }

  private String submit(Remote remote) {
    Optional<String> before = remote.find();
    if (before.isPresent()) {
      say.accept("submitted before as " + before.get() + "; waiting for it");
      return before.get();
    }
    String id = send(remote);
    say.accept("submitted as " + OneLine.of(id));
    return id;
  }

  /** An answer that was lost does not mean that the request was. */
  private static String send(Remote remote) {
    try {
      return remote.send();
    } catch (TransientException lost) {
      return remote.find().orElseThrow(() -> lost);
    }
  }

  private void giveUpAfter(Duration waited, String id) {
    timeout
        .filter(most -> waited.compareTo(most) >= 0)
        .ifPresent(
            most -> {
              throw new TransientException(
                  id + " has not ended after " + most.toMinutes() + " minutes; it goes on there");
            });
  }

  private void sleep(Duration duration) {
    try {
      pause.of(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException("interrupted while waiting; the run goes on there", e);
    }
  }
}
