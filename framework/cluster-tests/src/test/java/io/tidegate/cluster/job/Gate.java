package io.tidegate.cluster.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Says which process waits, by a file of its number, and waits for the file {@link #OPEN}.
 *
 * @param folder of this machine, on which all containers run
 */
public record Gate(String folder) implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1L;

  private static final String OPEN = "open";
  private static final Duration LONGEST = Duration.ofSeconds(150);

  @Override
  public Iterator<Row> call(Iterator<Row> rows) throws IOException, InterruptedException {
    if (TaskContext.getPartitionId() == WaitingJob.PARTS - 1) {
      say(String.valueOf(ProcessHandle.current().pid()));
      waitUntilOpen();
    }
    return rows;
  }

  /** Leaves what this process runs on: the JDK's folder and Spark's jar. */
  void say(String process) throws IOException {
    Files.createDirectories(Path.of(folder));
    String spark = Row.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    Path whole =
        Files.write(
            Files.createTempFile(Path.of(folder), "new", ""),
            List.of(System.getProperty("java.home"), spark));
    Files.move(whole, Path.of(folder, process), StandardCopyOption.ATOMIC_MOVE);
  }

  private void waitUntilOpen() throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!Files.exists(Path.of(folder, OPEN))) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(folder + " was not opened");
      }
      Thread.sleep(50);
    }
  }

  /** Lets through who waits, and whoever comes. */
  public void open() throws IOException {
    Files.createDirectories(Path.of(folder));
    Files.createFile(Path.of(folder, OPEN));
  }

  /** The executors that have come, gone ones too. */
  public List<Long> processes() {
    try (var files = Files.list(Path.of(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\d+"))
          .map(Long::valueOf)
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a process left, {@code driver} or an executor's number. */
  public List<String> said(String process) throws IOException {
    return Files.readAllLines(Path.of(folder, process));
  }
}
