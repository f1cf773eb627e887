package io.tidegate.lineage.events;

import java.util.Optional;

/** A way out for events. */
interface Channel extends AutoCloseable {

  /**
   * Delivers an event; blocks while it does.
   *
   * @return why it will never be taken; empty when it was delivered
   * @throws Exception when it was not, and may be later
   */
  Optional<String> send(String json) throws Exception;

  @Override
  void close() throws Exception;
}
