package io.tidegate.publish;

import io.tidegate.config.PublishStrategy;

class DirectLifecycleTest extends LifecycleContract {
  @Override
  PublishStrategy strategy() {
    return PublishStrategy.DIRECT;
  }
}
