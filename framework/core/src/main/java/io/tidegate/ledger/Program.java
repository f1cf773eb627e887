package io.tidegate.ledger;

/**
 * Which program a run was, from the manifest of the jar that holds the job's class.
 *
 * @param version the artifact's version; {@code unknown} outside a jar
 * @param commit the git commit, full; {@code unknown} when the build did not say
 * @param dirty whether the build had uncommitted changes
 */
public record Program(String version, String commit, boolean dirty) {

  public static final Program UNKNOWN = new Program("unknown", "unknown", false);

  /** {@code 1.2.0+3f9a1c2}, with {@code -dirty} behind it where it was. */
  @Override
  public String toString() {
    String shortCommit = commit.length() > 7 ? commit.substring(0, 7) : commit;
    return version + "+" + shortCommit + (dirty ? "-dirty" : "");
  }
}
