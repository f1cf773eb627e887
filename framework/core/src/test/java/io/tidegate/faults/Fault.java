package io.tidegate.faults;

/** What befalls one operation. */
enum Fault {
  /** It does not take place, and says so. */
  FAIL,
  /** It takes place, and what is said is that it failed: the answer was lost. */
  LOSE_ANSWER,
  /** It takes place later. */
  DELAY,
  /** Of a written file half of the bytes are stored, and closing it fails. */
  TEAR,
  /** The stream of a file that is read ends after half of the bytes. */
  END_EARLY,
  /** The power fails: it does not take place (of a write, half of it does), and nothing after. */
  DIE,
  /** As {@link #DIE}, and the process is killed with SIGKILL. */
  KILL
}
