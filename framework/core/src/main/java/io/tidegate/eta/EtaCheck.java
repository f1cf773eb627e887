package io.tidegate.eta;

import io.tidegate.check.Finding;
import io.tidegate.check.Finding.Kind;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Judges whether a run lands in time. Pure. A run that starts after its land-by time is a backfill,
 * or a rerun of a day that is late already: starting it earlier was not its to do, so the check
 * does not apply to it.
 */
public final class EtaCheck {

  private final String job;
  private final Severity severity;
  private final Instant started;
  private final List<Deadline> deadlines;

  /**
   * @param deadlines the earliest first
   */
  public EtaCheck(String job, Severity severity, Instant started, List<Deadline> deadlines) {
    this.job = job;
    this.severity = severity;
    this.started = started;
    this.deadlines = deadlines;
  }

  /** Whether the run has a deadline at all. */
  public boolean hasDeadlines() {
    return !deadlines.isEmpty();
  }

  /** At the start: whether a run of the usual length will make the deadline. */
  public List<Finding> forecast(Optional<Forecast> forecast, int pastRuns) {
    if (deadlines.isEmpty()) {
      return List.of();
    }
    if (forecast.isEmpty()) {
      return List.of(
          finding(
              "forecast",
              new Outcome.NotApplicable(
                  "%d of %d runs that a forecast needs".formatted(pastRuns, Forecast.LEAST_RUNS))));
    }
    return deadlines.stream()
        .filter(deadline -> !isBackfill(deadline))
        .findFirst()
        .map(deadline -> List.of(forecast(deadline, forecast.get())))
        .orElse(List.of());
  }

  private Finding forecast(Deadline deadline, Forecast forecast) {
    Instant landing = started.plus(forecast.median());
    String actual =
        "expected to land at %s (median %s, p90 %s of %d runs)"
            .formatted(
                landing, Spans.of(forecast.median()), Spans.of(forecast.p90()), forecast.runs());
    return finding("forecast", outcome(!landing.isAfter(deadline.at()), deadline, actual));
  }

  /** At the end: whether the deadlines were met. */
  public List<Finding> landed(Instant now) {
    return deadlines.stream()
        .map(deadline -> finding(deadline.check(), landed(deadline, now)))
        .toList();
  }

  private Outcome landed(Deadline deadline, Instant now) {
    if (isBackfill(deadline)) {
      return new Outcome.NotApplicable(
          "the run started after its deadline of " + deadline.at() + ": a backfill or a rerun");
    }
    String actual =
        deadline.check().equals("max-runtime")
            ? Spans.of(Duration.between(started, now))
            : "landed at " + now;
    return outcome(!now.isAfter(deadline.at()), deadline, actual);
  }

  /** While the run goes on: it is past its deadline. */
  Finding missed(Deadline deadline, Instant now) {
    return finding(
        deadline.check(), new Outcome.Failed(deadline.expected(), "still running at " + now));
  }

  /** While the run goes on: its deadline is near. */
  Finding soon(Deadline deadline, Instant now) {
    String left = Spans.of(Duration.between(now, deadline.at()));
    return finding(
        deadline.check() + "-soon",
        new Outcome.Failed(deadline.expected(), "still running, " + left + " left"));
  }

  /** The deadlines that can still be met. */
  List<Deadline> open() {
    return deadlines.stream().filter(deadline -> !isBackfill(deadline)).toList();
  }

  private boolean isBackfill(Deadline deadline) {
    return !started.isBefore(deadline.at());
  }

  private static Outcome outcome(boolean holds, Deadline deadline, String actual) {
    return holds
        ? new Outcome.Passed(deadline.expected(), actual)
        : new Outcome.Failed(deadline.expected(), actual);
  }

  private Finding finding(String check, Outcome outcome) {
    return new Finding(Kind.ETA, check, job, severity, outcome);
  }
}
