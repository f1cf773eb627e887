package io.tidegate.publish;

import io.tidegate.config.PublishStrategy;

class StagedMergeTest extends MergeContract {
  @Override
  PublishStrategy strategy() {
    return PublishStrategy.STAGED;
  }
}
