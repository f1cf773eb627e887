package io.tidegate.ledger;

import com.fasterxml.uuid.Generators;
import io.tidegate.problem.UserException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;

/**
 * Run ids: UUIDs of version 7 (RFC 9562), which begin with their time of birth and so sort by it.
 */
public final class RunIds {

  private RunIds() {}

  public static String next() {
    return Generators.timeBasedEpochGenerator().generate().toString();
  }

  /**
   * The UTC month in which the id was made.
   *
   * @throws UserException when the text is not a run id
   */
  static YearMonth month(String runId) {
    return YearMonth.from(instant(runId).atZone(ZoneOffset.UTC));
  }

  static Instant instant(String runId) {
    try {
      UUID uuid = UUID.fromString(runId);
      if (uuid.version() == 7 && uuid.toString().equals(runId.toLowerCase(Locale.ROOT))) {
        return Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16);
      }
    } catch (IllegalArgumentException e) {
      throw notOne(runId);
    }
    throw notOne(runId);
  }

  private static UserException notOne(String runId) {
    return new UserException(
        "'" + runId + "' is not a run id", "'tidegate history JOB' lists the runs of a job");
  }
}
