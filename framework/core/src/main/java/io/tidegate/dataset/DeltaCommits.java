package io.tidegate.dataset;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.ledger.MaintenanceJob;
import io.tidegate.problem.TransientException;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The times of commits in a table's log and what is known of its versions, read from its files as
 * the Delta protocol describes them.
 */
final class DeltaCommits {

  private final Path log;
  private final Configuration hadoop;
  private final ObjectMapper json = new ObjectMapper();

  DeltaCommits(Path table, Configuration hadoop) {
    this.log = new Path(table, "_delta_log");
    this.hadoop = hadoop;
  }

  private record Commit(Instant time, boolean changesData) {}

  /**
   * When the newest commit up to the version that brought or changed rows was made. Compactions,
   * changes of properties and what retention deletes are no such commits. When the log no longer
   * holds one, the time of the oldest commit that it holds, which is later than the answer but no
   * later than the log is kept.
   */
  Instant lastDataChange(long version) {
    Instant oldest = Instant.EPOCH;
    for (long at = version; at >= 0; at--) {
      Optional<Commit> commit = read(at);
      if (commit.isEmpty()) {
        return oldest;
      }
      oldest = commit.get().time();
      if (commit.get().changesData()) {
        return oldest;
      }
    }
    return oldest;
  }

  /** {@link VersionChecksum#NONE} when the version has none that can be made sense of. */
  VersionChecksum checksum(long version) {
    Path path = file(version, "crc");
    try (var in = path.getFileSystem(hadoop).open(path)) {
      return VersionChecksum.of(json.readTree((InputStream) in), json);
    } catch (FileNotFoundException | JacksonException e) {
      return VersionChecksum.NONE;
    } catch (IOException e) {
      throw new TransientException("reading " + path + " failed: " + e.getMessage(), e);
    }
  }

  private Path file(long version, String kind) {
    return new Path(log, String.format(Locale.ROOT, "%020d.%s", version, kind));
  }

  private Optional<Commit> read(long version) {
    Path path = file(version, "json");
    try {
      var fs = path.getFileSystem(hadoop);
      Instant written = Instant.ofEpochMilli(fs.getFileStatus(path).getModificationTime());
      try (var lines =
          new BufferedReader(new InputStreamReader(fs.open(path), StandardCharsets.UTF_8))) {
        return Optional.of(read(lines, written));
      }
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new TransientException("reading " + path + " failed: " + e.getMessage(), e);
    }
  }

  /** As the commits of {@code tidegate retain} say of themselves. */
  private boolean isRetention(JsonNode commit) throws IOException {
    String note = commit.path("userMetadata").asText();
    return note.startsWith("{\"tidegate\"")
        && MaintenanceJob.RETAIN.is(json.readTree(note).path("job").asText());
  }

  /** The commit's own time is in its first action where the table has in-commit timestamps. */
  private Commit read(BufferedReader lines, Instant written) throws IOException {
    Instant time = written;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode action = json.readTree(line);
      if (isRetention(action.path("commitInfo"))) {
        return new Commit(written, false);
      }
      JsonNode own = action.path("commitInfo").path("inCommitTimestamp");
      time = own.isNumber() ? Instant.ofEpochMilli(own.asLong()) : time;
      if (action.path("add").path("dataChange").asBoolean()
          || action.path("remove").path("dataChange").asBoolean()) {
        return new Commit(time, true);
      }
    }
    return new Commit(time, false);
  }
}
