package io.tidegate.lineage.events;

import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.transports.Transport;
import java.util.Optional;

/**
 * One of the client's transports. Not the client itself: closing one client closes what all clients
 * of the process share, and it tells nothing of failures that its transport does not.
 */
record ClientChannel(Transport transport) implements Channel {

  @Override
  public Optional<String> send(String json) {
    transport.emit(OpenLineageClientUtils.runEventFromJson(json));
    return Optional.empty();
  }

  @Override
  public void close() throws Exception {
    transport.close();
  }
}
