package io.tidegate.publish;

import io.tidegate.config.PublishStrategy;

class StagedVisibilityTest extends VisibilityContract {
  @Override
  PublishStrategy strategy() {
    return PublishStrategy.STAGED;
  }
}
