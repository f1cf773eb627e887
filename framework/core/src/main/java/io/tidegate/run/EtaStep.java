package io.tidegate.run;

import io.tidegate.check.Finding;
import io.tidegate.config.JobConfig;
import io.tidegate.eta.Deadline;
import io.tidegate.eta.DeadlineWatch;
import io.tidegate.eta.EtaCheck;
import io.tidegate.eta.Forecast;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunStart;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The clock beside the run: a forecast at its start, warnings while it goes on, the landing. */
final class EtaStep {

  /** How many published runs a forecast rests on, at most. */
  private static final int WINDOW = 28;

  private final Ledger ledger;
  private final JobConfig config;
  private final Clock clock;
  private final RunListener listener;

  EtaStep(Ledger ledger, JobConfig config, Clock clock, RunListener listener) {
    this.ledger = ledger;
    this.config = config;
    this.clock = clock;
    this.listener = listener;
  }

  List<Finding> forecast(RunStart start) {
    EtaCheck check = check(start);
    if (!check.hasDeadlines()) {
      return List.of();
    }
    List<Duration> past =
        ledger.published(config.name(), WINDOW).stream()
            .flatMap(run -> run.record().stream())
            .map(RunRecord::duration)
            .toList();
    return check.forecast(Forecast.of(past), past.size());
  }

  DeadlineWatch watch(RunStart start) {
    return DeadlineWatch.start(
        check(start), config.eta().warnBefore(), clock, finding -> warn(start, finding));
  }

  List<Finding> landing(RunStart start) {
    return check(start).landed(clock.instant());
  }

  private void warn(RunStart start, Finding finding) {
    listener.warned(finding);
    ledger.warned(start, finding, clock.instant());
  }

  private EtaCheck check(RunStart start) {
    var deadlines =
        Deadline.of(config.eta(), start.logicalDate(), config.interval(), start.started());
    return new EtaCheck(config.name(), config.eta().otherwise(), start.started(), deadlines);
  }
}
