package io.tidegate.submit;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a run, or the cluster that is made for it, is marked with. */
final class Labels {

  static final String ID = "tidegate-id";

  /** As long as Google's labels may be. */
  private static final int LONGEST_LABEL = 63;

  private Labels() {}

  /** The user's tags, and the run's job, date, try and token; sorted. */
  static Map<String, String> tags(Submission submission) {
    var tags = new TreeMap<>(submission.deploy().tags());
    tags.put("tidegate-job", submission.job());
    tags.put("tidegate-date", submission.date().toString());
    tags.put("tidegate-try", String.valueOf(submission.attempt()));
    tags.put(ID, submission.token().text());
    return tags;
  }

  /** The same as Google takes them: lower case, and of signs {@code _} and {@code -} only. */
  static Map<String, String> labels(Submission submission) {
    var labels = new TreeMap<String, String>();
    tags(submission).forEach((key, value) -> labels.put(label(key), label(value)));
    return labels;
  }

  static String label(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{Ll}\\p{Lo}\\p{N}_-]", "_");
    return plain.substring(0, Math.min(plain.length(), LONGEST_LABEL));
  }
}
