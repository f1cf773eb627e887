package io.tidegate.run;

import io.tidegate.publish.TablePartition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What retention did to a table, or would do.
 *
 * @param path as the conf has it
 * @param exists whether there is such a table
 * @param runId of the retention; empty when nothing was done
 * @param version that the delete made; empty when nothing was deleted
 */
public record RetainReport(
    String dataset,
    String path,
    boolean exists,
    Optional<Partitions> partitions,
    Optional<Vacuum> vacuum,
    Optional<String> runId,
    OptionalLong version) {

  /**
   * @param column whose values are measured
   * @param before partitions whose time ended until then are past it
   * @param all how many partitions the table has
   * @param past those that are past their time
   * @param undated those whose values name no time; they stay
   */
  public record Partitions(
      String column,
      Duration keep,
      Instant before,
      int all,
      List<TablePartition> past,
      List<TablePartition> undated) {

    List<String> pastValues() {
      return past.stream().flatMap(partition -> partition.value().stream()).toList();
    }

    public long files() {
      return past.stream().mapToLong(TablePartition::files).sum();
    }

    public long bytes() {
      return past.stream().mapToLong(TablePartition::bytes).sum();
    }

    /** Empty where the log does not tell of every file. */
    public OptionalLong rows() {
      return past.stream().anyMatch(partition -> partition.rows().isEmpty())
          ? OptionalLong.empty()
          : OptionalLong.of(past.stream().mapToLong(p -> p.rows().orElseThrow()).sum());
    }
  }

  /**
   * @param keep for how long unused files stay
   * @param files that are older; none are counted where something stands in the way
   * @param obstacles why no file may be removed now, a line each
   */
  public record Vacuum(Duration keep, long files, List<String> obstacles) {}

  static RetainReport absent(String dataset, String path) {
    return new RetainReport(
        dataset,
        path,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty());
  }

  RetainReport done(String runId, OptionalLong version) {
    return new RetainReport(dataset, path, exists, partitions, vacuum, Optional.of(runId), version);
  }

  /** Whether there is anything to delete. */
  boolean deletes() {
    return partitions.filter(each -> !each.past().isEmpty()).isPresent();
  }

  /** Whether there are files to remove, and nothing stands in the way. */
  boolean vacuums() {
    return vacuum.filter(each -> each.files() > 0 && each.obstacles().isEmpty()).isPresent();
  }
}
