package io.tidegate.dataset;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.config.ControlConfig;
import io.tidegate.dataset.ToldTotals.InTrailers;
import io.tidegate.dataset.ToldTotals.Said;
import io.tidegate.dataset.ToldTotals.Told;
import io.tidegate.dataset.ToldTotals.Useless;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;

/** Rows beside what their sender says of them. Judges; what it judges, others have read. */
record ControlledRows(RowCounts counts, InputChecks checks, ControlConfig control, ToldTotals told)
    implements RowCounts {

  private static final Outcome NOT_ALL_READ =
      new Outcome.CouldNotMeasure("the job did not read every row");

  @Override
  public OptionalLong rows() {
    return counts.rows();
  }

  @Override
  public OptionalLong corrupt() {
    return counts.corrupt();
  }

  @Override
  public Set<String> corruptFiles() {
    return counts.corruptFiles();
  }

  @Override
  public Optional<Map<String, Tally>> tallies() {
    return counts.tallies();
  }

  @Override
  public List<Finding> before() {
    var findings = new ArrayList<>(counts.before());
    if (told instanceof Useless useless) {
      findings.add(checks.controlTotals(useless.why()));
    }
    return findings;
  }

  @Override
  public List<Finding> after() {
    var findings = new ArrayList<>(counts.after());
    findings.addAll(counts.tallies().map(this::compared).orElseGet(this::unread));
    return findings;
  }

  private List<Finding> unread() {
    return told instanceof Useless ? List.of() : findings(NOT_ALL_READ, List.of());
  }

  private List<Finding> compared(Map<String, Tally> tallies) {
    ToldTotals said = told instanceof InTrailers ? inTrailers(tallies) : told;
    if (said instanceof Told totals) {
      return compared(totals, tallies);
    }
    // What a file of totals lacks was a finding before the rows were read.
    return told instanceof InTrailers && said instanceof Useless useless
        ? List.of(checks.controlTotals(useless.why()))
        : List.of();
  }

  private ToldTotals inTrailers(Map<String, Tally> tallies) {
    var all = new ArrayList<Said>();
    var wrong = new ArrayList<String>();
    tallies.forEach(
        (file, tally) -> {
          String name = new Path(file).getName();
          if (tally.trailers().size() == 1) {
            all.add(new Said(name, numbered(tally.trailers().get(0))));
          } else {
            wrong.add(name + ": " + Texts.count(tally.trailers().size(), "trailer"));
          }
        });
    if (!wrong.isEmpty()) {
      String actual = "not in " + wrong.size() + " of " + Texts.count(tallies.size(), "file");
      return new Useless(
          new Outcome.Failed("one trailer in each file", actual, Texts.lines(wrong)));
    }
    String where =
        all.size() == 1 ? "the trailer of " + all.get(0).file() : all.size() + " trailers";
    return ToldTotals.told(control, where, all);
  }

  private static Map<String, String> numbered(List<String> fields) {
    var entries = new HashMap<String, String>();
    IntStream.range(0, fields.size())
        .forEach(i -> entries.put(Integer.toString(i + 1), fields.get(i)));
    return entries;
  }

  private List<Finding> compared(Told said, Map<String, Tally> tallies) {
    Tally all = tallies.values().stream().reduce(Tally.NONE, Tally::plus);
    Outcome rows = NOT_ALL_READ;
    if (counts.rows().isPresent()) {
      rows = rows(said, counts.rows().getAsLong(), counts.corrupt().orElse(0));
    }
    var columns = List.copyOf(control.sums().entrySet());
    List<Outcome> sums =
        IntStream.range(0, columns.size())
            .mapToObj(
                i ->
                    sum(
                        said,
                        columns.get(i).getValue(),
                        all.sums().isEmpty() ? BigDecimal.ZERO : all.sums().get(i)))
            .toList();
    return findings(rows, sums);
  }

  /**
   * @param sums in the order of the columns; none where they are what the rows are
   */
  private List<Finding> findings(Outcome rows, List<Outcome> sums) {
    var findings = new ArrayList<Finding>();
    control.rows().ifPresent(name -> findings.add(checks.controlRows(rows)));
    var columns = List.copyOf(control.sums().keySet());
    for (int i = 0; i < columns.size(); i++) {
      findings.add(checks.controlSum(columns.get(i), sums.isEmpty() ? rows : sums.get(i)));
    }
    return findings;
  }

  private Outcome rows(Told said, long good, long corrupt) {
    BigDecimal expected = said.totals().getOrDefault(control.rows().orElse(""), BigDecimal.ZERO);
    return outcome(
        "%s, says %s".formatted(count(expected), said.where()),
        Texts.count(good + corrupt, "row")
            + (corrupt == 0 ? "" : ", " + Texts.number(corrupt) + " of them rejected"),
        expected.compareTo(BigDecimal.valueOf(good + corrupt)) == 0);
  }

  private static String count(BigDecimal rows) {
    return rows.toPlainString() + (rows.compareTo(BigDecimal.ONE) == 0 ? " row" : " rows");
  }

  private Outcome sum(Told said, String name, BigDecimal found) {
    BigDecimal expected = said.totals().getOrDefault(name, BigDecimal.ZERO);
    long rejected = counts.corrupt().orElse(0);
    return outcome(
        "%s, says %s".formatted(expected.toPlainString(), said.where()),
        found.toPlainString()
            + (rejected == 0 ? "" : " without " + Texts.count(rejected, "rejected row")),
        expected.compareTo(found) == 0);
  }

  private static Outcome outcome(String expected, String actual, boolean same) {
    return same ? new Outcome.Passed(expected, actual) : new Outcome.Failed(expected, actual);
  }
}
