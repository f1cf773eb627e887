package io.tidegate.cluster;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link Lab}: one for all of them, closed behind the last. A JVM has one with
 * Kerberos or one without; tests for the other, by their tag {@code secured}, are left out.
 */
final class OnACluster implements ParameterResolver, ExecutionCondition {

  private final boolean secured = Boolean.getBoolean("tidegate.cluster.secured");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return context.getTags().contains("secured") == secured
        ? ConditionEvaluationResult.enabled("for this cluster")
        : ConditionEvaluationResult.disabled("for the other cluster");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Lab.class;
  }

  @Override
  public Lab resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(OnACluster.class))
        .getOrComputeIfAbsent(Lab.class, key -> start(), Lab.class);
  }

  private Lab start() {
    String name = secured ? "target/secured-cluster" : "target/cluster";
    try {
      return Lab.start(Path.of(name).toAbsolutePath(), secured);
    } catch (Exception e) {
      throw new IllegalStateException("no cluster to test on", e);
    }
  }
}
