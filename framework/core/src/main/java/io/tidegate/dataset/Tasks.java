package io.tidegate.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.TaskContext;

/** What work in a task owes to its task. */
final class Tasks {

  private Tasks() {}

  /** Closes when the task ends, however it ends. */
  static void closeAtEnd(Closeable resource) {
    TaskContext.get()
        .addTaskCompletionListener(
            context -> {
              try {
                resource.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }
}
