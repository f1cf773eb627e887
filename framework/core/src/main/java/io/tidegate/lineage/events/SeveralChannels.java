package io.tidegate.lineage.events;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Each has every event. One that fails does not keep the event from the others; it is not delivered
 * then, and all get it again later.
 */
record SeveralChannels(List<Channel> channels) implements Channel {

  @Override
  public Optional<String> send(String json) throws Exception {
    var refusals = new java.util.ArrayList<String>();
    Optional<Exception> failure = Optional.empty();
    for (Channel channel : channels) {
      try {
        channel.send(json).ifPresent(refusals::add);
      } catch (Exception e) {
        failure = failure.or(() -> Optional.of(e));
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return refusals.isEmpty()
        ? Optional.empty()
        : Optional.of(refusals.stream().collect(Collectors.joining("; ")));
  }

  @Override
  public void close() throws Exception {
    for (Channel channel : channels) {
      channel.close();
    }
  }
}
