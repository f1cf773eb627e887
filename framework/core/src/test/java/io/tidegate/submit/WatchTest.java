package io.tidegate.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.problem.TransientException;
import io.tidegate.submit.Remote.Phase;
import io.tidegate.submit.Remote.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchTest {

  private static final State RUNNING = new State(Phase.RUNNING, "RUNNING", "");
  private static final State DONE = new State(Phase.SUCCEEDED, "DONE", "");

  private final List<String> said = new ArrayList<>();
  private final List<Duration> waited = new ArrayList<>();

  /** A target that does what it is told. */
  private static final class Told implements Remote {
    private final Deque<Optional<String>> found = new ArrayDeque<>();
    private final Deque<Object> states = new ArrayDeque<>();
    private Optional<RuntimeException> refusal = Optional.empty();
    private int sent;

    @Override
    public Optional<String> find() {
      return found.isEmpty() ? Optional.empty() : found.remove();
    }

    @Override
    public String send() {
      sent++;
      refusal.ifPresent(
          failure -> {
            throw failure;
          });
      return "run-1";
    }

    @Override
    public State state(String id) {
      Object next = states.size() > 1 ? states.remove() : states.element();
      if (next instanceof RuntimeException failure) {
        throw failure;
      }
      return (State) next;
    }

    @Override
    public void close() {}
  }

  private Watch watch(Optional<Duration> timeout) {
    return new Watch(clock(), waited::add, timeout, said::add);
  }

  /** Time passes while it is waited. */
  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return Instant.EPOCH.plus(waited.stream().reduce(Duration.ZERO, Duration::plus));
      }

      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }
    };
  }

  @Test
  void sendsOnceAndTellsEachStateOnce() {
    var told = new Told();
    told.states.addAll(List.of(RUNNING, RUNNING, RUNNING, RUNNING, DONE));

    assertThat(watch(Optional.empty()).run(told)).isEqualTo(new Watch.Ended("run-1", DONE));
    assertThat(told.sent).isEqualTo(1);
    assertThat(said).containsExactly("submitted as run-1", "run-1 is RUNNING", "run-1 is DONE");
    assertThat(waited).hasSize(4).containsOnly(Duration.ofSeconds(3));
  }

  @Test
  void whatTakesLongIsAskedLessOften() {
    assertThat(Watch.pauseAfter(Duration.ofSeconds(24))).isEqualTo(Duration.ofSeconds(3));
    assertThat(Watch.pauseAfter(Duration.ofSeconds(60))).isEqualTo(Duration.ofMillis(7_500));
    assertThat(Watch.pauseAfter(Duration.ofHours(2))).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void whatWasSubmittedBeforeIsWaitedFor() {
    var told = new Told();
    told.found.add(Optional.of("run-0"));
    told.states.add(DONE);

    assertThat(watch(Optional.empty()).run(told).id()).isEqualTo("run-0");
    assertThat(told.sent).isZero();
  }

  @Test
  void aLostAnswerIsLookedUpAndALostRequestIsTold() {
    var told = new Told();
    told.refusal = Optional.of(new TransientException("no answer"));
    told.found.addAll(List.of(Optional.empty(), Optional.of("run-1")));
    told.states.add(DONE);
    assertThat(watch(Optional.empty()).run(told).state()).isEqualTo(DONE);

    var lost = new Told();
    lost.refusal = told.refusal;
    assertThatThrownBy(() -> watch(Optional.empty()).run(lost)).hasMessage("no answer");
  }

  @Test
  void aTargetMayBeSilentForAWhile() {
    var told = new Told();
    for (int i = 0; i < 20; i++) {
      told.states.add(new TransientException("busy"));
    }
    told.states.add(DONE);
    assertThat(watch(Optional.empty()).run(told).state()).isEqualTo(DONE);
    assertThat(waited).hasSize(20).containsOnly(Duration.ofSeconds(30));

    var silent = new Told();
    silent.states.add(new TransientException("busy"));
    assertThatThrownBy(() -> watch(Optional.empty()).run(silent)).hasMessage("busy");
  }

  @Test
  void aRunThatDoesNotEndIsLeftToItself() {
    var told = new Told();
    told.states.add(RUNNING);
    assertThatThrownBy(() -> watch(Optional.of(Duration.ofMinutes(2))).run(told))
        .isInstanceOf(TransientException.class)
        .hasMessage("run-1 has not ended after 2 minutes; it goes on there");
  }
}
