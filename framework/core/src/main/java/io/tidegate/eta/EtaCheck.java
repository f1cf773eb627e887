package io.tidegate.eta;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges a run against its deadlines: {@code forecast} at its start, {@code land-by} and {@code
 * max-runtime} at its end. A deadline that is not configured makes no finding. Pure: reads no
 * clock.
 *
 * <p>Only what happened has the configured severity. What is expected to happen is a warning: a run
 * that was forecast to be late, and was not, is not held for it.
 *
 * @param job the findings' subject
 * @param severity what a missed deadline does
 */
public record EtaCheck(String job, Deadlines deadlines, Severity severity) {

  private static final String BACKFILL =
      "the run started an interval or more after its deadline: a backfill";

  /** Whether the run is expected to meet the earlier of its deadlines; none without a deadline. */
  public List<Finding> atStart(Optional<Forecast> forecast) {
    if (deadlines.landBy().isEmpty() && deadlines.maxRuntime().isEmpty()) {
      return List.of();
    }
    var outcome = deadlines.effective().map(deadline -> expect(deadline, forecast));
    return List.of(
        finding("forecast", Severity.WARN, outcome.orElse(new Outcome.NotApplicable(BACKFILL))));
  }

  private Outcome expect(Deadline deadline, Optional<Forecast> forecast) {
    if (forecast.isEmpty()) {
      return new Outcome.NotApplicable(
          "fewer than " + Forecast.LEAST_RUNS + " published runs to forecast from");
    }
    var landing = forecast.get().landing(deadlines.started());
    String actual = "expected at " + deadline.show(landing) + " (" + forecast.get() + ")";
    return outcome(landing, deadline, deadline.toString(), actual);
  }

  /**
   * @param ended when the data is ready to be published: a missed deadline can hold it
   */
  public List<Finding> atEnd(Instant ended) {
    var findings = new ArrayList<Finding>();
    deadlines.landBy().ifPresent(deadline -> findings.add(landed(deadline, ended)));
    deadlines.maxRuntime().ifPresent(deadline -> findings.add(ran(deadline, ended)));
    return List.copyOf(findings);
  }

  private Finding landed(Deadline deadline, Instant ended) {
    if (deadlines.backfill()) {
      return finding(deadline.kind().check(), severity, new Outcome.NotApplicable(BACKFILL));
    }
    String actual = "at " + deadline.show(ended) + distance(Duration.between(ended, deadline.at()));
    String expected = "by " + deadline.show(deadline.at());
    return finding(deadline.kind().check(), severity, outcome(ended, deadline, expected, actual));
  }

  private static String distance(Duration left) {
    if (left.isZero()) {
      return "";
    }
    return ", " + Time.show(left.abs()) + (left.isNegative() ? " late" : " early");
  }

  private Finding ran(Deadline deadline, Instant ended) {
    String expected = "at most " + Time.show(Duration.between(deadlines.started(), deadline.at()));
    String actual = Time.show(Duration.between(deadlines.started(), ended));
    return finding(deadline.kind().check(), severity, outcome(ended, deadline, expected, actual));
  }

  /** The run still runs, and the deadline is near: a warning. */
  Finding near(Deadline deadline, Instant now) {
    String left = Time.show(Duration.between(now, deadline.at()));
    var outcome = new Outcome.Failed(deadline.toString(), "still running " + left + " before");
    return finding(deadline.kind().check(), Severity.WARN, outcome);
  }

  /** The run still runs, and the deadline has passed. */
  Finding missed(Deadline deadline, Instant now) {
    var outcome = new Outcome.Failed(deadline.toString(), "still running at " + deadline.show(now));
    return finding(deadline.kind().check(), severity, outcome);
  }

  private static Outcome outcome(Instant end, Deadline deadline, String expected, String actual) {
    return end.isAfter(deadline.at())
        ? new Outcome.Failed(expected, actual)
        : new Outcome.Passed(expected, actual);
  }

  private Finding finding(String check, Severity severity, Outcome outcome) {
    return new Finding(Finding.Kind.ETA, check, job, severity, outcome);
  }
}
