package io.tidegate.check;

import java.util.function.UnaryOperator;

/**
 * One check's outcome on one subject, with the severity that the configuration gives to a failure.
 *
 * @param kind which family of checks it is from
 * @param check the check's stable name within its kind, such as {@code min-rows} or {@code
 *     daily-cases.dqdl:7}; with the kind and the subject it identifies the finding across runs
 * @param subject the name of the dataset that was checked
 * @param severity what a failure does to the run
 * @param outcome what was found
 */
public record Finding(Kind kind, String check, String subject, Severity severity, Outcome outcome) {

  /** The families of checks, in the order in which a run makes them. */
  public enum Kind {
    INPUT,
    SCHEMA,
    VOLUME,
    QUALITY,
    ETA
  }

  /** The same finding in other words, such as without the secrets of a configuration. */
  public Finding map(UnaryOperator<String> words) {
    return new Finding(kind, check, subject, severity, outcome.map(words));
  }

  /** Whether this finding says that something is wrong or unknown. */
  public boolean isProblem() {
    return outcome instanceof Outcome.Failed || outcome instanceof Outcome.CouldNotMeasure;
  }

  /**
   * What this finding alone asks for. A failure asks for its severity. A check that could not be
   * made asks for a warning where a failure would warn, and for a hold otherwise: a person decides,
   * since nothing is known against the data.
   */
  public Verdict verdict() {
    if (outcome instanceof Outcome.Failed) {
      return Verdict.of(severity);
    }
    if (outcome instanceof Outcome.CouldNotMeasure) {
      return severity == Severity.WARN ? Verdict.PASS_WITH_WARNINGS : Verdict.HOLD;
    }
    return Verdict.PASS;
  }
}
