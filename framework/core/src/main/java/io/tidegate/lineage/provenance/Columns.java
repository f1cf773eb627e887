package io.tidegate.lineage.provenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tidegate.ledger.ColumnLineage;
import io.tidegate.ledger.ColumnLineage.Source;
import io.tidegate.ledger.Flow;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.ledger.SharedDocuments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which columns of an output an input's columns touch. Each lineage is read once, and each question
 * about it answered once: a job's runs of years ask the same.
 */
final class Columns {

  /** In place of a column: all of them, as what decides which rows there are touches each. */
  static final String ALL = ColumnLineage.EVERY_COLUMN;

  private final SharedDocuments documents;
  private final Map<String, Optional<ColumnLineage>> known = new HashMap<>();
  private final Map<Question, Set<String>> answers = new HashMap<>();

  private record Question(String job, String lineage, String input, Set<String> from) {}

  Columns(SharedDocuments documents) {
    this.documents = documents;
  }

  /**
   * @param from the columns of the input that are asked for, or {@link #ALL}; never changed again
   * @return the columns of the output that they flow into or decide on; {@link #ALL} when they
   *     decide which rows there are, and where the lineage is not known
   */
  Set<String> touched(String job, Flow.Write write, String input, Set<String> from) {
    return write
        .lineage()
        .map(fingerprint -> new Question(job, fingerprint, input, from))
        .map(question -> answers.computeIfAbsent(question, this::answer))
        .orElse(Set.of(ALL));
  }

  private Set<String> answer(Question asked) {
    Optional<ColumnLineage> lineage = lineage(asked.job(), asked.lineage());
    if (lineage.isEmpty()) {
      return Set.of(ALL);
    }
    var touched = new TreeSet<String>();
    if (touch(lineage.get().rows(), asked.input(), asked.from())) {
      touched.add(ALL);
    }
    lineage.get().columns().entrySet().stream()
        .filter(column -> touch(column.getValue(), asked.input(), asked.from()))
        .map(Map.Entry::getKey)
        .forEach(touched::add);
    return touched;
  }

  private static boolean touch(List<Source> sources, String input, Set<String> from) {
    return sources.stream()
        .filter(source -> source.input().equals(input))
        .anyMatch(source -> from.stream().anyMatch(column -> overlap(column, source.column())));
  }

  /** The same column, or one a field of the other. */
  private static boolean overlap(String one, String other) {
    return one.equals(ALL)
        || other.equals(ALL)
        || one.equals(other)
        || one.startsWith(other + ".")
        || other.startsWith(one + ".");
  }

  private Optional<ColumnLineage> lineage(String job, String fingerprint) {
    return known.computeIfAbsent(
        job + "/" + fingerprint, unused -> documents.find(job, fingerprint).flatMap(Columns::read));
  }

  /** What a newer version has written differently is as good as not known. */
  private static Optional<ColumnLineage> read(String json) {
    try {
      return Optional.of(LedgerJson.read(json, ColumnLineage.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
