package io.tidegate.faults;

import java.util.EnumSet;
import java.util.Set;

/** What can be done to a disc. */
enum Operation {
  CREATE,
  /** The bytes of a created file, taken as done when it is closed. */
  WRITE,
  RENAME,
  DELETE,
  MKDIRS,
  LIST,
  /** A file's status: also how Hadoop finds out whether it exists. */
  LOOK,
  READ;

  static final Set<Operation> CHANGES = EnumSet.range(CREATE, MKDIRS);

  boolean changes() {
    return CHANGES.contains(this);
  }
}
