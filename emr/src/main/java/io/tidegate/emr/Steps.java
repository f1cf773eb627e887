package io.tidegate.emr;

import io.tidegate.submit.Remote.Phase;
import io.tidegate.submit.Remote.State;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.FailureDetails;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.emr.model.StepStatus;

/** What EMR tells of steps. */
final class Steps {

  private static final List<StepState> OPEN =
      List.of(StepState.PENDING, StepState.CANCEL_PENDING, StepState.RUNNING);

  private Steps() {}

  static State state(StepStatus status) {
    String word = status.stateAsString();
    if (OPEN.contains(status.state())) {
      return new State(Phase.RUNNING, word, "");
    }
    return status.state() == StepState.COMPLETED
        ? new State(Phase.SUCCEEDED, word, "")
        : new State(Phase.FAILED, word, reason(status));
  }

  /** The driver's own words are in the log that is named. */
  private static String reason(StepStatus status) {
    FailureDetails details = status.failureDetails();
    return details == null
        ? Optional.ofNullable(status.stateChangeReason())
            .map(reason -> text(reason.message()))
            .orElse("")
        : Stream.of(text(details.reason()), text(details.message()), text(details.logFile()))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("; "));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
