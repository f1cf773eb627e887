package io.tidegate.publish;

import io.tidegate.config.PublishStrategy;

class DirectConflictTest extends ConflictContract {
  @Override
  PublishStrategy strategy() {
    return PublishStrategy.DIRECT;
  }
}
