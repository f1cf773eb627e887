package io.tidegate.publish;

import io.tidegate.config.PublishStrategy;
import org.junit.jupiter.api.Tag;

@Tag("long")
class StagedConflictTest extends ConflictContract {
  @Override
  PublishStrategy strategy() {
    return PublishStrategy.STAGED;
  }
}
