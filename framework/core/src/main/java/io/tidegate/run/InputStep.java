package io.tidegate.run;

import io.tidegate.config.JobConfig;
import io.tidegate.dataset.Input;
import io.tidegate.dataset.InputResolver;
import java.time.Clock;
import java.util.ArrayList;
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

  /** The caller closes them; when one cannot be resolved, those before it are closed. */
  List<Input> resolve(JobConfig config) {
    var resolved = new ArrayList<Input>();
    try {
      Stream.concat(config.inputs().values().stream(), config.references().values().stream())
          .forEach(input -> resolved.add(resolver.resolve(input, clock.instant())));
      return List.copyOf(resolved);
    } catch (RuntimeException | Error e) {
      resolved.forEach(Input::close);
      throw e;
    }
  }
}
