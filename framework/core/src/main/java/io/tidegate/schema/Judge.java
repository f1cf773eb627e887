package io.tidegate.schema;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.config.OutputConfig.SchemaPolicy;
import io.tidegate.config.SchemaChange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the differences from one baseline into findings, by policy. */
final class Judge {

  /**
   * @param findings one per class of change, in the classes' order
   * @param applied the classes to carry out
   */
  record Judgement(List<Finding> findings, Set<SchemaChange> applied) {}

  private final SchemaPolicy policy;
  private final String subject;
  private final String prefix;
  private final Limits limits;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<SchemaChange> applied = EnumSet.noneOf(SchemaChange.class);

  /**
   * @param prefix put before the classes' names to name the checks
   */
  Judge(SchemaPolicy policy, String subject, String prefix, Limits limits) {
    this.policy = policy;
    this.subject = subject;
    this.prefix = prefix;
    this.limits = limits;
  }

  Judgement judge(List<Difference> differences) {
    byKind(differences).forEach(this::rule);
    return new Judgement(List.copyOf(findings), Set.copyOf(applied));
  }

  private static Map<SchemaChange, List<Difference>> byKind(List<Difference> differences) {
    var byKind = new EnumMap<SchemaChange, List<Difference>>(SchemaChange.class);
    for (Difference d : differences) {
      byKind.computeIfAbsent(d.kind(), kind -> new ArrayList<>()).add(d);
    }
    return byKind;
  }

  private void rule(SchemaChange kind, List<Difference> differences) {
    boolean allowed = policy.allow().contains(kind);
    var blocker = limits.blocker(kind, differences);
    if (allowed && blocker.isEmpty()) {
      applied.add(kind);
      add(kind, policy.otherwise(), passed(kind, differences));
    } else if (!allowed && policy.otherwise() == Severity.WARN) {
      warn(kind, differences, blocker);
    } else {
      add(kind, stopping(), failed(kind, differences, blocker.orElseGet(() -> permission(kind))));
    }
  }

  private void warn(SchemaChange kind, List<Difference> differences, Optional<String> blocker) {
    switch (Limits.underWarning(kind, differences)) {
      case KEEP -> add(kind, Severity.WARN, failed(kind, differences, "the table stays as it is"));
      case STOP ->
          add(
              kind,
              stopping(),
              failed(kind, differences, blocker.orElseGet(() -> permission(kind))));
      case APPLY -> {
        if (blocker.isPresent()) {
          add(kind, stopping(), failed(kind, differences, blocker.get()));
        } else {
          applied.add(kind);
          add(kind, Severity.WARN, failed(kind, differences, Wording.done(kind)));
        }
      }
    }
  }

  /** What cannot go on cannot be a warning. */
  private Severity stopping() {
    return policy.otherwise() == Severity.WARN ? Severity.REJECT : policy.otherwise();
  }

  private static Outcome passed(SchemaChange kind, List<Difference> differences) {
    return new Outcome.Passed(
        kind.label() + " is allowed",
        Wording.actual(kind, differences) + ": " + Wording.done(kind));
  }

  private static Outcome failed(SchemaChange kind, List<Difference> differences, String then) {
    return new Outcome.Failed(
        Wording.expected(kind),
        Wording.actual(kind, differences),
        DiffText.of(differences) + "\n" + then);
  }

  private static String permission(SchemaChange kind) {
    return "to let it through, add " + kind.label() + " to schema.allow";
  }

  private void add(SchemaChange kind, Severity severity, Outcome outcome) {
    findings.add(
        new Finding(Finding.Kind.SCHEMA, prefix + kind.label(), subject, severity, outcome));
  }
}
