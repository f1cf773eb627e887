package io.tidegate.dataproc;

import com.google.cloud.dataproc.v1.Job;
import com.google.cloud.dataproc.v1.JobStatus;
import io.tidegate.submit.Remote.Phase;
import io.tidegate.submit.Remote.State;

/** What Dataproc tells of jobs. */
final class Jobs {

  private Jobs() {}

  static State state(Job job) {
    JobStatus status = job.getStatus();
    String word = status.getState().name();
    return switch (status.getState()) {
      case DONE -> new State(Phase.SUCCEEDED, word, "");
      case ERROR, CANCELLED, ATTEMPT_FAILURE -> new State(Phase.FAILED, word, reason(job));
      default -> new State(Phase.RUNNING, word, "");
    };
  }

  /** The driver's own words are where its output is. */
  private static String reason(Job job) {
    String output = job.getDriverOutputResourceUri();
    String details = job.getStatus().getDetails();
    return output.isEmpty() ? details : details + "; " + output;
  }
}
