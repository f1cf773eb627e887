package io.tidegate.volume;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.config.OutputConfig.Reconcile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every row that an input's source has against every row that landed. */
public record ChecksumCheck(String dataset, Reconcile policy) {

  private static final int EXAMPLES = 5;

  /** Of so many parts that differ the keys are looked up. */
  private static final int SEARCHED = 3;

  private static final String REMEDY =
      "give the input a split: by the values of its column the rows that differ are told";

  /**
   * @param compared empty when the input's source cannot sum its rows
   */
  public Finding check(Optional<ComparedRows> compared) {
    Outcome outcome =
        compared
            .filter(both -> !both.columns().isEmpty())
            .map(this::judge)
            .orElseGet(
                () ->
                    new Outcome.CouldNotMeasure(
                        "nothing of the input '" + policy.input() + "' can be compared"));
    return new Finding(Finding.Kind.VOLUME, "checksum", dataset, policy.otherwise(), outcome);
  }

  private Outcome judge(ComparedRows compared) {
    Map<String, RowSum> source = compared.source().parts();
    Map<String, RowSum> landed = compared.landed().parts();
    List<String> differing = differing(source, landed);
    if (differing.isEmpty()) {
      return new Outcome.Passed(expected(compared), Amount.rows(rows(source.values())) + ", equal");
    }
    String counts =
        Amount.rows(rows(source.values()))
            + " there, "
            + Amount.number(rows(landed.values()))
            + " landed";
    return compared
        .key()
        .map(
            key -> new Outcome.Failed(expected(compared), counts + where(compared, key, differing)))
        .orElseGet(
            () ->
                new Outcome.Failed(
                    expected(compared), counts + "; their checksums differ", REMEDY));
  }

  private String expected(ComparedRows compared) {
    String columns =
        compared.leftOut().isEmpty()
            ? "all columns"
            : "all columns but " + String.join(", ", compared.leftOut());
    return "the rows of '" + policy.input() + "', equal in " + columns;
  }

  private static String where(ComparedRows compared, String key, List<String> parts) {
    List<String> examples =
        parts.stream()
            .limit(SEARCHED)
            .flatMap(part -> examples(compared, key, part))
            .limit(EXAMPLES + 1L)
            .toList();
    String told = String.join("; ", examples.subList(0, Math.min(EXAMPLES, examples.size())));
    boolean more = examples.size() > EXAMPLES || parts.size() > SEARCHED;
    return ": " + told + (more ? "; and others" : "");
  }

  private static Stream<String> examples(ComparedRows compared, String key, String part) {
    Map<String, RowSum> source = compared.source().keys(part);
    Map<String, RowSum> landed = compared.landed().keys(part);
    return differing(source, landed).stream()
        .map(value -> key + " " + value + " " + difference(source, landed, value));
  }

  private static String difference(
      Map<String, RowSum> source, Map<String, RowSum> landed, String value) {
    long there = source.getOrDefault(value, RowSum.NONE).rows();
    long here = landed.getOrDefault(value, RowSum.NONE).rows();
    if (there == here) {
      return "has other values";
    }
    if (here == 0) {
      return "did not land";
    }
    return there == 0
        ? "is not there"
        : "has " + Amount.rows(there) + " there, " + Amount.number(here) + " landed";
  }

  private static List<String> differing(Map<String, RowSum> source, Map<String, RowSum> landed) {
    var all = new TreeSet<>(source.keySet());
    all.addAll(landed.keySet());
    var differing = new ArrayList<>(all);
    differing.removeIf(
        name ->
            source.getOrDefault(name, RowSum.NONE).equals(landed.getOrDefault(name, RowSum.NONE)));
    return differing;
  }

  private static long rows(Collection<RowSum> parts) {
    return parts.stream().mapToLong(RowSum::rows).sum();
  }
}
