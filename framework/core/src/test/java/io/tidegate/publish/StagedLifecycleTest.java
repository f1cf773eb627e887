package io.tidegate.publish;

import io.tidegate.config.PublishStrategy;

class StagedLifecycleTest extends LifecycleContract {
  @Override
  PublishStrategy strategy() {
    return PublishStrategy.STAGED;
  }
}
