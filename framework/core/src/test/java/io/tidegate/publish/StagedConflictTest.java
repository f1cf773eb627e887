package io.tidegate.publish;

import io.tidegate.config.PublishStrategy;

class StagedConflictTest extends ConflictContract {
  @Override
  PublishStrategy strategy() {
    return PublishStrategy.STAGED;
  }
}
