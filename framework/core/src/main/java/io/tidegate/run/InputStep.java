package io.tidegate.run;

import io.tidegate.config.JobConfig;
import io.tidegate.dataset.Input;
import io.tidegate.dataset.InputResolver;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Step 3: every input, and every dataset that the rules refer to, at an exact version. */
final class InputStep {

  private final InputResolver resolver;
  private final Clock clock;

  InputStep(InputResolver resolver, Clock clock) {
    this.resolver = resolver;
    this.clock = clock;
  }

  List<Input> resolve(JobConfig config) {
    return Stream.concat(config.inputs().values().stream(), config.references().values().stream())
        .map(input -> resolver.resolve(input, clock.instant()))
        .toList();
  }
}
