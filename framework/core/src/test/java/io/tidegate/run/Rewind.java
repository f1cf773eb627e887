package io.tidegate.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import org.apache.spark.sql.delta.DeltaLog;

/**
 * Takes a folder back to how it was, so that the runs which a class of tests begins with are made
 * once. The folder keeps its path: tables and ledgers have it in them.
 */
record Rewind(Path folder, Path kept) {

  static Rewind to(Path folder) {
    var rewind = new Rewind(folder, folder.resolveSibling(folder.getFileName() + "-kept"));
    copy(folder, rewind.kept);
    return rewind;
  }

  void back() {
    delete(folder);
    copy(kept, folder);
    DeltaLog.clearCache();
  }

  private static void copy(Path from, Path to) {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
