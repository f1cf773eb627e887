package io.tidegate.publish;

import io.tidegate.config.PublishStrategy;

class StagedWriteTest extends WriteContract {
  @Override
  PublishStrategy strategy() {
    return PublishStrategy.STAGED;
  }
}
