package io.tidegate.check;

/** Where a rule was measured; the later, the more it costs. */
public enum Tier {
  /** In the statistics that the writer puts into the files anyway. */
  STATISTICS("statistics"),
  /** In the pass that writes. */
  WRITE("write"),
  /** In a pass of its own over the files. */
  STAGED_FILES("staged-files");

  private final String label;

  Tier(String label) {
    this.label = label;
  }

  /** As reports and the ledger spell it. */
  public String label() {
    return label;
  }

  /** Of what needs both. */
  public Tier or(Tier other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
