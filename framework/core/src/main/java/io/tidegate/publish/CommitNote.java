package io.tidegate.publish;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.check.Verdict;
import io.tidegate.config.LogicalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a commit's user metadata says, as {@code DESCRIBE HISTORY} shows it: one JSON document with
 * the commit's {@link CommitStamp} and the output's key. Both publishers write it and find their
 * commits by it.
 *
 * @param tidegate the version of this document, 1
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CommitNote(
    int tidegate,
    String runId,
    String job,
    String logicalDate,
    String output,
    String program,
    String rulesFingerprint,
    String configFingerprint,
    Verdict verdict,
    Map<String, String> inputs) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public static CommitNote of(CommitStamp stamp, String outputKey) {
    return new CommitNote(
        1,
        stamp.runId(),
        stamp.job(),
        stamp.logicalDate().toString(),
        outputKey,
        stamp.program(),
        stamp.rulesFingerprint(),
        stamp.configFingerprint(),
        stamp.verdict(),
        new TreeMap<>(stamp.inputs()));
  }

  /** Empty when somebody else wrote the text. */
  public static Optional<CommitNote> parse(String userMetadata) {
    try {
      var note = JSON.readValue(userMetadata, CommitNote.class);
      return Optional.ofNullable(note).filter(n -> n.tidegate() > 0);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a note of strings cannot be written as JSON", e);
    }
  }

  /** Whether the commit is this output of this run. */
  public boolean is(String wantedRun, String wantedOutput) {
    return runId.equals(wantedRun) && output.equals(wantedOutput);
  }

  /** Whether the commit is the same output of the same (job, logical date), by whichever run. */
  public boolean isSameAs(String wantedJob, LogicalDate wantedDate, String wantedOutput) {
    return isOf(wantedJob, wantedDate) && output.equals(wantedOutput);
  }

  /** Whether the commit is any output of the (job, logical date). */
  public boolean isOf(String wantedJob, LogicalDate wantedDate) {
    return job.equals(wantedJob) && logicalDate.equals(wantedDate.toString());
  }
}
