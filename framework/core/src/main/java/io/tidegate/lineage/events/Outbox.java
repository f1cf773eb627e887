package io.tidegate.lineage.events;

import io.openlineage.client.transports.HttpTransportResponseException;
import io.tidegate.ledger.KeptEvents;
import io.tidegate.ledger.KeptEvents.Event;
import io.tidegate.ledger.KeptEvents.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.commons.lang3.exception.ExceptionUtils;

/**
 * Sends kept events in order and marks what is done with. Not thread-safe; who makes it closes it.
 */
public final class Outbox implements AutoCloseable {

  private final KeptEvents kept;
  private final Backend backend;
  private Optional<Channel> channel = Optional.empty();

  public Outbox(KeptEvents kept, Backend backend) {
    this.kept = kept;
    this.backend = backend;
  }

  /**
   * What came of sending.
   *
   * @param sent how many were delivered
   * @param refused events that will never be taken, with why, a line each
   * @param failure why the rest is not delivered; empty when there is no rest
   * @param left how many are not delivered
   */
  public record Result(int sent, List<String> refused, Optional<String> failure, int left) {}

  /**
   * Sends the events, the first that cannot be delivered now ends it: so the order holds.
   *
   * @param goOn asked before each
   */
  public Result send(List<Event> events, BooleanSupplier goOn) {
    var refused = new ArrayList<String>();
    int done = 0;
    try {
      for (Event event : events) {
        if (!goOn.getAsBoolean()) {
          break;
        }
        Optional<String> refusal = open().send(kept.read(event));
        refusal.ifPresent(
            why -> refused.add("%s of %s: %s".formatted(event.kind(), event.runId(), why)));
        kept.mark(event, refusal.isPresent() ? Mark.REFUSED : Mark.SENT);
        done++;
      }
    } catch (Exception | LinkageError e) {
      return new Result(
          done - refused.size(), refused, Optional.of(words(e)), events.size() - done);
    }
    int left = events.size() - done;
    Optional<String> late = left == 0 ? Optional.empty() : Optional.of("the time was up");
    return new Result(done - refused.size(), refused, late, left);
  }

  /** Sends an event that nobody keeps. */
  public void sendOnce(String json) throws Exception {
    var unused = open().send(json);
  }

  private Channel open() {
    Channel opened = channel.orElseGet(backend::open);
    channel = Optional.of(opened);
    return opened;
  }

  /** What the network or the disk said, else the innermost cause. */
  static String words(Throwable failure) {
    List<Throwable> chain = ExceptionUtils.getThrowableList(failure);
    return chain.stream()
        .filter(HttpTransportResponseException.class::isInstance)
        .map(answer -> "HTTP status " + ((HttpTransportResponseException) answer).getStatusCode())
        .findFirst()
        .or(
            () ->
                chain.stream()
                    .filter(IOException.class::isInstance)
                    .map(Throwable::toString)
                    .findFirst())
        .orElseGet(() -> String.valueOf(ExceptionUtils.getRootCause(failure)));
  }

  @Override
  public void close() throws Exception {
    if (channel.isPresent()) {
      channel.get().close();
    }
  }
}
