package io.tidegate.publish.delta;

import io.tidegate.interop.Scala;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.internal.io.FileCommitProtocol;
import org.apache.spark.sql.delta.actions.AddCDCFile;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.files.DelayedCommitProtocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.Tuple2;

/**
 * Names each data file after the run that writes it, and removes what a failed task or job wrote.
 * Delta's own protocol does neither: its files are anonymous, and VACUUM finds the litter.
 *
 * <p>A name is Delta's with the run before the ending: {@code part-00000-<uuid>_<run>.c000.…}.
 *
 * <p>A task that still runs when the job fails ends unseen, and may leave a file.
 */
final class StagingCommitProtocol extends DelayedCommitProtocol {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(StagingCommitProtocol.class);
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9.-]+");
  private static final String DELTAS_NAME = ".*(part|cdc)-\\d+-[0-9a-f-]{36}_";

  private final String table;
  private final String runId;

  /** Filled on the driver alone, while tasks report. */
  private final transient List<Path> written = new CopyOnWriteArrayList<>();

  StagingCommitProtocol(
      String table, Option<Object> randomPrefixLength, Option<String> subdirectory, String runId) {
    super("delta", table, randomPrefixLength, subdirectory);
    if (!SAFE.matcher(runId).matches()) {
      throw new IllegalArgumentException(
          "the run id '" + runId + "' has characters that a file name should not have");
    }
    this.table = table;
    this.runId = runId;
  }

  /** Whether a file of this name was written by the run. */
  static boolean isOf(String runId, String fileName) {
    return fileName.matches(DELTAS_NAME + Pattern.quote(runId) + "[.-]c\\d+.*");
  }

  /** What the tasks that ended well have written so far. */
  List<Path> written() {
    return List.copyOf(written);
  }

  @Override
  public String getFileName(
      TaskAttemptContext task,
      String extension,
      scala.collection.immutable.Map<String, String> partition) {
    return super.getFileName(task, "_" + runId + extension, partition);
  }

  @Override
  public void onTaskCommit(FileCommitProtocol.TaskCommitMessage message) {
    if (message.obj() instanceof scala.collection.Seq<?> actions) {
      for (Object action : Scala.list(actions)) {
        if (action instanceof AddFile file) {
          written.add(absolute(file.path()));
        } else if (action instanceof AddCDCFile file) {
          written.add(absolute(file.path()));
        }
      }
    }
  }

  @Override
  public void abortTask(TaskAttemptContext task) {
    for (Tuple2<?, String> file : Scala.list(addedFiles())) {
      remove(absolute(file._2()), task);
    }
  }

  @Override
  public void abortJob(JobContext job) {
    written.forEach(file -> remove(file, job));
  }

  private Path absolute(String relative) {
    return new Path(table, new Path(URI.create(relative)));
  }

  private static void remove(Path file, JobContext job) {
    try {
      file.getFileSystem(job.getConfiguration()).delete(file, false);
    } catch (IOException e) {
      LOG.warn("could not remove {}, which a failed write left behind", file, e);
    }
  }
}
