package io.tidegate.publish;

import io.tidegate.config.PublishStrategy;

class DirectVisibilityTest extends VisibilityContract {
  @Override
  PublishStrategy strategy() {
    return PublishStrategy.DIRECT;
  }
}
