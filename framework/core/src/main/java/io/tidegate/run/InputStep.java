package io.tidegate.run;

import io.tidegate.config.InputConfig;
import io.tidegate.config.JobConfig;
import io.tidegate.dataset.Arrivals;
import io.tidegate.dataset.Input;
import io.tidegate.dataset.InputResolver;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Step 3: every input, and every dataset that the rules refer to, at an exact version. */
final class InputStep {

  private final InputResolver resolver;
  private final Arrivals arrivals;
  private final Clock clock;

  InputStep(InputResolver resolver, Arrivals arrivals, Clock clock) {
    this.resolver = resolver;
    this.arrivals = arrivals;
    this.clock = clock;
  }

  /**
   * Waits for inputs that are to be waited for, then looks at all of them. The caller closes them;
   * when one cannot be resolved, those before it are closed.
   *
   * @throws io.tidegate.problem.TransientException when one does not come in time
   */
  List<Input> resolve(JobConfig config, Journal journal) {
    var started = clock.instant();
    datasets(config).forEach(input -> await(input, started, journal));
    var resolved = new ArrayList<Input>();
    try {
      datasets(config).forEach(input -> resolved.add(resolver.resolve(input, clock.instant())));
      return List.copyOf(resolved);
    } catch (RuntimeException | Error e) {
      resolved.forEach(Input::close);
      throw e;
    }
  }

  private void await(InputConfig input, Instant started, Journal journal) {
    arrivals
        .await(input, started)
        .map(waited -> "waited " + waited.toSeconds() + " s for input '" + input.name() + "'")
        .ifPresent(journal::note);
  }

  private static Stream<InputConfig> datasets(JobConfig config) {
    return Stream.concat(config.inputs().values().stream(), config.references().values().stream());
  }
}
