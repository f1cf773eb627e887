package io.tidegate.run;

import io.tidegate.check.Finding;
import io.tidegate.check.Verdict;
import io.tidegate.config.SecretMask;
import io.tidegate.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a run has come to so far: findings, notes, how long each step took; in words that hold no
 * secret. Written by the run's own thread, except for findings of the deadline watch.
 */
final class Journal {

  private final List<Finding> findings = Collections.synchronizedList(new ArrayList<>());
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private final Map<Step, Duration> steps = new EnumMap<>(Step.class);
  private final RunListener listener;
  private final SecretMask secrets;
  private Step now = Step.OPEN;

  Journal(RunListener listener, SecretMask secrets) {
    this.listener = listener;
    this.secrets = secrets;
  }

  /** Runs one step, or one more part of it, and adds its duration to the step's. */
  <T> T time(Step step, String detail, Supplier<T> work) {
    now = step;
    listener.step(step.label(), detail);
    long begin = System.nanoTime();
    try {
      return work.get();
    } finally {
      steps.merge(step, Duration.ofNanos(System.nanoTime() - begin), Duration::plus);
    }
  }

  /** The label of the step that began last. */
  String step() {
    return now.label();
  }

  void find(List<Finding> found) {
    found.stream().map(finding -> finding.map(secrets::mask)).forEach(findings::add);
  }

  void note(String text) {
    String shown = secrets.mask(text);
    notes.add(shown);
    listener.note(shown);
  }

  /** What of the ledger could not be taken into account; noted once, however often it is met. */
  void leaveOut(List<Problem> unreadable) {
    unreadable.stream()
        .map(problem -> "left out of the history: " + problem)
        .filter(text -> !notes.contains(secrets.mask(text)))
        .forEach(this::note);
  }

  Verdict verdict() {
    return Verdict.of(findings());
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /** By label, in the order of the steps. */
  Map<String, Duration> steps() {
    var byLabel = new LinkedHashMap<String, Duration>();
    steps.forEach((step, duration) -> byLabel.put(step.label(), duration));
    return byLabel;
  }
}
