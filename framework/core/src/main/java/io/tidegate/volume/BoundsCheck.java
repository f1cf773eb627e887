package io.tidegate.volume;

import io.tidegate.check.Finding;
import io.tidegate.check.Finding.Kind;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.config.InputConfig.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Judges absolute bounds on the rows and bytes of a dataset; no Spark. */
public final class BoundsCheck {

  private final Kind kind;
  private final String subject;
  private final Severity severity;

  public BoundsCheck(Kind kind, String subject, Severity severity) {
    this.kind = kind;
    this.subject = subject;
    this.severity = severity;
  }

  /** A finding for each bound on rows that is set; unknown rows cannot be judged. */
  public List<Finding> rows(Bounds bounds, OptionalLong rows) {
    return judge("rows", bounds.minRows(), bounds.maxRows(), rows);
  }

  /** A finding for each bound on bytes that is set. */
  public List<Finding> bytes(Bounds bounds, OptionalLong bytes) {
    return judge("bytes", bounds.minBytes(), bounds.maxBytes(), bytes);
  }

  private List<Finding> judge(
      String unit, OptionalLong min, OptionalLong max, OptionalLong measured) {
    var findings = new ArrayList<Finding>();
    if (min.isPresent()) {
      boolean holds = measured.isPresent() && measured.getAsLong() >= min.getAsLong();
      findings.add(finding("min-" + unit, "at least", min.getAsLong(), measured, holds, unit));
    }
    if (max.isPresent()) {
      boolean holds = measured.isPresent() && measured.getAsLong() <= max.getAsLong();
      findings.add(finding("max-" + unit, "at most", max.getAsLong(), measured, holds, unit));
    }
    return findings;
  }

  private Finding finding(
      String check, String word, long bound, OptionalLong measured, boolean holds, String unit) {
    if (measured.isEmpty()) {
      return finding(check, new Outcome.CouldNotMeasure("the " + unit + " are not known"));
    }
    String expected = word + " " + Amounts.of(bound, unit);
    String actual = Amounts.of(measured.getAsLong(), unit);
    return finding(
        check, holds ? new Outcome.Passed(expected, actual) : new Outcome.Failed(expected, actual));
  }

  private Finding finding(String check, Outcome outcome) {
    return new Finding(kind, check, subject, severity, outcome);
  }
}
