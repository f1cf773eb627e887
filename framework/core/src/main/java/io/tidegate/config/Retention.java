package io.tidegate.config;

import java.time.Duration;
import java.util.Optional;

/**
 * For how long a table keeps what; nothing goes that has no time.
 *
 * @param keep a partition's rows, from the end of the time that its value names
 * @param by the partition column that names the time; empty for the only one that does
 * @param quarantine quarantined and rejected rows, from the end of their logical date's interval
 * @param vacuum files that the table does not use any more
 */
public record Retention(
    Optional<Duration> keep,
    Optional<String> by,
    Optional<Duration> quarantine,
    Optional<Duration> vacuum) {

  public static final Retention NONE =
      new Retention(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether anything has a time. */
  public boolean isSet() {
    return keep.isPresent() || quarantine.isPresent() || vacuum.isPresent();
  }
}
