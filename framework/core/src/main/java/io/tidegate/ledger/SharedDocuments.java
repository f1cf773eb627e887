package io.tidegate.ledger;

import io.tidegate.config.Sha256;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * JSON documents that many runs of a job refer to, each kept once under the SHA-256 of its text.
 */
public final class SharedDocuments {

  private final LedgerFiles files;

  /** By job: what is shared stays. */
  private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

  SharedDocuments(LedgerFiles files) {
    this.files = files;
  }

  /**
   * Costs one listing for all documents of a job that are known.
   *
   * @return its fingerprint, the SHA-256 in hex
   */
  public String add(String job, String json) {
    String fingerprint = Sha256.hex(json);
    String path = LedgerFiles.sharedPath(job, fingerprint);
    Set<String> there = known.computeIfAbsent(job, this::list);
    if (!there.contains(fingerprint)) {
      var unused = files.create(path, json);
      there.add(fingerprint);
    }
    return fingerprint;
  }

  private Set<String> list(String job) {
    Set<String> there = ConcurrentHashMap.newKeySet();
    there.addAll(files.shared(job));
    return there;
  }

  /** The document as it was given. */
  public Optional<String> find(String job, String fingerprint) {
    boolean there =
        known.getOrDefault(job, Set.of()).contains(fingerprint)
            || files.shared(job).contains(fingerprint);
    return there
        ? Optional.of(files.read(LedgerFiles.sharedPath(job, fingerprint)))
        : Optional.empty();
  }
}
