package io.tidegate.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;

/** Decides what befalls the operations on a disc and remembers them. Thread-safe. */
final class Disc {

  /**
   * @param step of the run, as its listener is told it; empty before the first
   */
  record Done(String step, Operation operation, Path path) {}

  /**
   * @param which operations are counted
   * @param nth of those, from 1, is the one that the fault befalls
   */
  record Plan(Predicate<Done> which, int nth, Fault fault) {}

  private static final long DELAY_MILLIS = 400;

  private final Optional<Plan> plan;
  private final List<Done> done = new ArrayList<>();
  private String step = "";
  private int counted;
  private Optional<Done> struck = Optional.empty();
  private boolean dead;

  private Disc(Optional<Plan> plan) {
    this.plan = plan;
  }

  static Disc healthy() {
    return new Disc(Optional.empty());
  }

  static Disc with(Predicate<Done> which, int nth, Fault fault) {
    return new Disc(Optional.of(new Plan(which, nth, fault)));
  }

  synchronized void step(String label) {
    step = label;
  }

  /** All that was asked of the disc so far, in order. */
  synchronized List<Done> done() {
    return List.copyOf(done);
  }

  /** What the fault befell; empty while it has not. */
  synchronized Optional<Done> struck() {
    return struck;
  }

  interface Work<T> {
    T run() throws IOException;
  }

  /** Does it, or what the plan has for it instead. */
  <T> T perform(Operation operation, Path path, Work<T> work) throws IOException {
    Optional<Fault> fault = next(operation, path);
    before(operation, path, fault);
    T result = work.run();
    if (fault.equals(Optional.of(Fault.LOSE_ANSWER))) {
      throw failure(operation, path);
    }
    return result;
  }

  /** Counts the operation; what befalls it is for the caller to do. */
  synchronized Optional<Fault> next(Operation operation, Path path) throws IOException {
    requireAlive();
    var now = new Done(step, operation, path);
    done.add(now);
    if (plan.isEmpty() || !plan.get().which().test(now) || ++counted != plan.get().nth()) {
      return Optional.empty();
    }
    struck = Optional.of(now);
    return Optional.of(plan.get().fault());
  }

  private void before(Operation operation, Path path, Optional<Fault> fault) throws IOException {
    if (fault.isEmpty()) {
      return;
    }
    switch (fault.get()) {
      case FAIL -> throw failure(operation, path);
      case DELAY -> delay();
      case DIE, KILL -> die(fault.get());
      default -> {}
    }
  }

  void delay() {
    try {
      Thread.sleep(DELAY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void die(Fault how) throws IOException {
    synchronized (this) {
      dead = true;
    }
    if (how == Fault.KILL) {
      Sigkill.self();
    }
    requireAlive();
  }

  synchronized void requireAlive() throws IOException {
    if (dead) {
      throw new IOException("the disc is dead");
    }
  }

  static IOException failure(Operation operation, Path path) {
    return new IOException(
        "the disc failed to " + operation.name().toLowerCase(Locale.ROOT) + " " + path);
  }
}
