package io.tidegate.config;

/** How a publish keeps unaudited data invisible. */
public enum PublishStrategy {
  /**
   * Files are written into the table inside one open Delta transaction, committed after the audit.
   */
  DIRECT,
  /** Files are written beside the table and copied into it by one commit after the audit. */
  STAGED
}
