package io.tidegate.publish;

import io.tidegate.config.PublishStrategy;

class DirectWriteTest extends WriteContract {
  @Override
  PublishStrategy strategy() {
    return PublishStrategy.DIRECT;
  }
}
