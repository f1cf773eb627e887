package io.tidegate.dataset;

import io.tidegate.check.Finding;
import io.tidegate.dataset.FileCounts.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Rows of text files, counted as the job reads them. */
final class ScannedRows implements RowCounts {

  private final InputChecks checks;
  private final Map<String, Long> bytes;
  private final ScanCounts counts;
  private final List<Finding> before;

  /**
   * @param before what is known before the rows are read
   * @param bytes the length of each file that has rows to read, by Hadoop path
   */
  ScannedRows(
      InputChecks checks, List<Finding> before, Map<String, Long> bytes, ScanCounts counts) {
    this.checks = checks;
    this.before = List.copyOf(before);
    this.bytes = Map.copyOf(bytes);
    this.counts = counts;
  }

  @Override
  public OptionalLong rows() {
    var files = files();
    return complete(files, files.values().stream().mapToLong(Count::rows).sum());
  }

  @Override
  public OptionalLong corrupt() {
    var files = files();
    return complete(files, files.values().stream().mapToLong(Count::corrupt).sum());
  }

  private OptionalLong complete(Map<String, Count> files, long sum) {
    return files.size() == bytes.size() ? OptionalLong.of(sum) : OptionalLong.empty();
  }

  private Map<String, Count> files() {
    return FileCounts.of(bytes, counts.value().values());
  }

  @Override
  public Optional<Map<String, Tally>> tallies() {
    Map<String, Tally> tallies = new TreeMap<>();
    files().forEach((file, count) -> tallies.put(file, count.tally()));
    return Optional.of(tallies).filter(found -> found.size() == bytes.size());
  }

  @Override
  public Set<String> corruptFiles() {
    return counts.value().values().stream()
        .filter(count -> count.corrupt() > 0)
        .map(count -> count.split().file())
        .collect(Collectors.toSet());
  }

  @Override
  public List<Finding> before() {
    return before;
  }

  @Override
  public List<Finding> after() {
    var files = files();
    String unknown = "the job read %d of %d files in full".formatted(files.size(), bytes.size());
    List<Finding> findings = new ArrayList<>(checks.rows(rows(), unknown));
    Map<String, Long> corrupt = new TreeMap<>();
    files.forEach((file, count) -> corrupt.put(file, count.corrupt()));
    corrupt.values().removeIf(number -> number == 0);
    long seen = corrupt.values().stream().mapToLong(Long::longValue).sum();
    var lines = corrupt.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
    findings.add(checks.corrupt(rows(), corrupt(), seen, Texts.lines(lines), unknown));
    return findings;
  }
}
