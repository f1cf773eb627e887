package io.tidegate.ledger;

/** How a run ended, or that it has not. */
public enum RunStatus {
  /** Started, and nothing after; also what a killed run looks like. */
  STARTED,
  /** Every output is committed. */
  PUBLISHED,
  /** An earlier run had published this (job, logical date); nothing was done. */
  ALREADY_PUBLISHED,
  /** Staged files wait for a person. */
  HELD,
  REJECTED,
  /** Ended by an error; nothing was published. */
  FAILED,
  /** Was held; a person had it published. */
  RELEASED,
  /** Was held or rejected; its staged files are gone. */
  DISCARDED,
  /** Was published or released; its tables were restored to versions before it. */
  UNDONE
}
