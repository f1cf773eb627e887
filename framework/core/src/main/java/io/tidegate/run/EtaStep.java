package io.tidegate.run;

import io.tidegate.check.Finding;
import io.tidegate.config.JobConfig;
import io.tidegate.eta.DeadlineWatch;
import io.tidegate.eta.Deadlines;
import io.tidegate.eta.EtaCheck;
import io.tidegate.eta.Forecast;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunStart;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The clock beside the run: a forecast at its start, warnings while it goes on, the landing. */
final class EtaStep {

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

  /** The ledger is not asked for a job without a deadline. */
  List<Finding> forecast(RunStart start) {
    EtaCheck check = check(start);
    Optional<Forecast> forecast =
        check.deadlines().effective().isPresent()
            ? Forecast.load(ledger, config.name(), start.logicalDate())
            : Optional.empty();
    return check.atStart(forecast);
  }

  DeadlineWatch watch(RunStart start) {
    return DeadlineWatch.start(
        check(start), config.eta().warnBefore(), clock, finding -> warn(start, finding));
  }

  List<Finding> landing(RunStart start) {
    return check(start).atEnd(clock.instant());
  }

  private void warn(RunStart start, Finding finding) {
    listener.warned(finding);
    ledger.warned(start, finding, clock.instant());
  }

  private EtaCheck check(RunStart start) {
    var deadlines =
        Deadlines.of(config.eta(), start.logicalDate(), config.interval(), start.started());
    return new EtaCheck(config.name(), deadlines, config.eta().otherwise());
  }
}
