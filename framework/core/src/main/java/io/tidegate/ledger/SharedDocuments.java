package io.tidegate.ledger;

import io.tidegate.config.Sha256;
import java.util.Optional;

/**
 * JSON documents that many runs of a job refer to, each kept once under the SHA-256 of its text.
 */
public final class SharedDocuments {

  private final LedgerFiles files;

  SharedDocuments(LedgerFiles files) {
    this.files = files;
  }

  /**
   * Costs one listing where the document is known.
   *
   * @return its fingerprint, the SHA-256 in hex
   */
  public String add(String job, String json) {
    String fingerprint = Sha256.hex(json);
    String path = LedgerFiles.sharedPath(job, fingerprint);
    if (!files.shared(job).contains(fingerprint)) {
      var unused = files.create(path, json);
    }
    return fingerprint;
  }

  /** The document as it was given. */
  public Optional<String> find(String job, String fingerprint) {
    return files.shared(job).contains(fingerprint)
        ? Optional.of(files.read(LedgerFiles.sharedPath(job, fingerprint)))
        : Optional.empty();
  }
}
