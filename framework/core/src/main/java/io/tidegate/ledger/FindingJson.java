package io.tidegate.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import java.util.Optional;

/** A finding in one flat object; which of the last five are there depends on the outcome. */
record FindingJson(
    Finding.Kind kind,
    String check,
    String subject,
    Severity severity,
    Kind outcome,
    Optional<String> expected,
    Optional<String> actual,
    Optional<String> detail,
    Optional<String> why,
    Optional<String> cause) {

  enum Kind {
    @JsonProperty("passed")
    PASSED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("not-applicable")
    NOT_APPLICABLE,
    @JsonProperty("could-not-measure")
    COULD_NOT_MEASURE
  }

  @JsonCreator
  FindingJson {}

  static FindingJson of(Finding finding) {
    var outcome = finding.outcome();
    if (outcome instanceof Outcome.Passed passed) {
      return of(finding, Kind.PASSED, passed.expected(), passed.actual(), "");
    }
    if (outcome instanceof Outcome.Failed failed) {
      return of(finding, Kind.FAILED, failed.expected(), failed.actual(), failed.detail());
    }
    if (outcome instanceof Outcome.NotApplicable notApplicable) {
      return of(finding, Kind.NOT_APPLICABLE, Optional.of(notApplicable.why()), Optional.empty());
    }
    var cause = ((Outcome.CouldNotMeasure) outcome).cause();
    return of(finding, Kind.COULD_NOT_MEASURE, Optional.empty(), Optional.of(cause));
  }

  private static FindingJson of(
      Finding finding, Kind outcome, String expected, String actual, String detail) {
    return new FindingJson(
        finding.kind(),
        finding.check(),
        finding.subject(),
        finding.severity(),
        outcome,
        Optional.of(expected),
        Optional.of(actual),
        Optional.of(detail).filter(text -> !text.isEmpty()),
        Optional.empty(),
        Optional.empty());
  }

  private static FindingJson of(
      Finding finding, Kind outcome, Optional<String> why, Optional<String> cause) {
    return new FindingJson(
        finding.kind(),
        finding.check(),
        finding.subject(),
        finding.severity(),
        outcome,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        why,
        cause);
  }

  Finding toFinding() {
    return new Finding(kind, check, subject, severity, toOutcome());
  }

  private Outcome toOutcome() {
    return switch (outcome) {
      case PASSED -> new Outcome.Passed(expected.orElse(""), actual.orElse(""));
      case FAILED -> new Outcome.Failed(expected.orElse(""), actual.orElse(""), detail.orElse(""));
      case NOT_APPLICABLE -> new Outcome.NotApplicable(why.orElse(""));
      case COULD_NOT_MEASURE -> new Outcome.CouldNotMeasure(cause.orElse(""));
    };
  }
}
