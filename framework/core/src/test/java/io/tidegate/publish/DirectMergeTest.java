package io.tidegate.publish;

import io.tidegate.config.PublishStrategy;

class DirectMergeTest extends MergeContract {
  @Override
  PublishStrategy strategy() {
    return PublishStrategy.DIRECT;
  }
}
