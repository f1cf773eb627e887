package io.tidegate.cluster;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the {@link Lab}: one for all of them, closed behind the last. */
final class OnACluster implements ParameterResolver {

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

  private static Lab start() {
    try {
      boolean secured = Boolean.getBoolean("tidegate.cluster.secured");
      return Lab.start(
          Path.of(secured ? "target/secured-cluster" : "target/cluster").toAbsolutePath(), secured);
    } catch (Exception e) {
      throw new IllegalStateException("no cluster to test on", e);
    }
  }
}
