package io.tidegate.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tidegate.config.LogicalDate;
import io.tidegate.problem.TransientException;
import java.util.Optional;

/**
 * How runs ended that were submitted to a cluster: clusters lose the exit code. By job, logical
 * date and try; the first end that is written stays.
 */
public final class SubmittedRuns {

  private final LedgerFiles files;

  SubmittedRuns(LedgerFiles files) {
    this.files = files;
  }

  /**
   * @param code the exit code that the driver would have ended with
   * @param message what went wrong, secrets masked; empty when nothing did
   */
  public record Ended(int code, String message) {}

  /** Does nothing when this try has ended already. */
  public void ended(String job, LogicalDate date, int attempt, Ended ended) {
    var unused =
        files.create(LedgerFiles.submittedPath(job, date, attempt), LedgerJson.write(ended));
  }

  /** Empty for a try that was not submitted, still runs, or was killed. */
  public Optional<Ended> find(String job, LogicalDate date, int attempt) {
    String path = LedgerFiles.submittedPath(job, date, attempt);
    if (!files.submitted(job).contains(path.substring(path.lastIndexOf('/') + 1))) {
      return Optional.empty();
    }
    try {
      return Optional.of(LedgerJson.read(files.read(path), Ended.class));
    } catch (JsonProcessingException e) {
      throw new TransientException("could not understand " + files.locate(path), e);
    }
  }
}
