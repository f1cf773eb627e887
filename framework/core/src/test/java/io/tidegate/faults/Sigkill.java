package io.tidegate.faults;

import java.io.IOException;

/** No handler, no hook, no finally. */
public final class Sigkill {

  /** What such a process ends with: 128 and the number of the signal. */
  public static final int STATUS = 137;

  private Sigkill() {}

  /** Never returns. */
  public static void self() {
    try {
      new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
      Thread.sleep(Long.MAX_VALUE);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
