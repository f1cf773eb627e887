package io.tidegate.ledger;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import com.fasterxml.uuid.UUIDClock;
import io.tidegate.problem.UserException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Makes and reads run ids: UUIDv7 (RFC 9562), in lower case. Ids of one instance sort as text in
 * the order in which they were made; ids of several processes by the millisecond. Thread-safe.
 */
public final class RunIds {

  private static final Pattern UUID_V7 =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  private final NoArgGenerator generator;

  public RunIds(Clock clock) {
    generator =
        Generators.timeBasedEpochGenerator(
            new SecureRandom(),
            new UUIDClock() {
              @Override
              public long currentTimeMillis() {
                return clock.millis();
              }
            });
  }

  public String next() {
    return generator.generate().toString();
  }

  public static boolean isRunId(String text) {
    return UUID_V7.matcher(text).matches();
  }

  /**
   * When the id was made, to the millisecond.
   *
   * @throws UserException when the text is not a run id
   */
  public static Instant madeAt(String runId) {
    if (!isRunId(runId)) {
      throw new UserException(
          "'" + runId + "' is not a run id",
          "a run id is a UUIDv7 in lower case, as the report of the run and its history show it");
    }
    return Instant.ofEpochMilli(UUID.fromString(runId).getMostSignificantBits() >>> 16);
  }
}
