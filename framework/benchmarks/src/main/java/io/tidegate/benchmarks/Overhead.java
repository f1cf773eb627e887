package io.tidegate.benchmarks;

import com.amazon.deequ.dqdl.EvaluateDataQuality;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * One transform, written to a new Delta table: alone, through the gate, and with the three ways to
 * check with Deequ. Every way evaluates the same rules and fails when one does not hold.
 */
record Overhead(SparkSession spark, TpchData data, Confs confs, Effort effort, Case what)
    implements Scenario {

  /**
   * @param rules the rule file's name, which is also the scenario's
   */
  record Case(Transform transform, String rules, String title, String goal) {}

  static final List<Case> CASES =
      List.of(
          new Case(Transform.ENRICH, "line-items", "14 rules that fuse", "at most 1.05 of plain"),
          new Case(
              Transform.ENRICH,
              "line-item-keys",
              "the 14 rules, a key of two columns and a distinct count",
              "at most 1.3 of plain, and less than every way with Deequ"),
          new Case(Transform.TOTAL, "order-totals", "14 rules that fuse", "at most 1.03 of plain"),
          new Case(
              Transform.TOTAL,
              "order-total-keys",
              "the 14 rules, a key of two columns and a distinct count",
              "at most 1.2 of plain, and less than every way with Deequ"));

  @Override
  public String name() {
    return what.rules;
  }

  @Override
  public String group() {
    return "overhead";
  }

  @Override
  public List<Result> run(Comparison.Progress progress) {
    return List.of(
        new Result(
            name() + "-" + data.scale(),
            "%s; %s; %s".formatted(what.transform.title(), what.title, data.title()),
            what.goal,
            effort.compare(name(), progress, variants()),
            List.of()));
  }

  private List<Variant> variants() {
    String rules = confs.rules(rulesFile());
    return List.of(
        plain(),
        gated(),
        new Variant("deequ before", target -> before(rows(), rules, target)),
        new Variant("deequ after", target -> after(rows(), rules, target)),
        new Variant("deequ persisted", target -> persisted(rows(), rules, target)));
  }

  Variant plain() {
    return new Variant("plain", target -> Writes.plain(rows(), target));
  }

  Variant gated() {
    return new Variant(
        "tidegate",
        target ->
            new Writes(spark)
                .gated(
                    confs.job(data.inputs(), rulesFile(), "reject", target),
                    inputs -> what.transform.apply(inputs.get("lineitem"), inputs.get("orders"))));
  }

  private String rulesFile() {
    return what.rules + ".dqdl";
  }

  private Dataset<Row> rows() {
    return what.transform.apply(data.lineItems(), data.orders());
  }

  private static void before(Dataset<Row> rows, String rules, Path target) {
    evaluate(rows, rules);
    Writes.plain(rows, target);
  }

  private void after(Dataset<Row> rows, String rules, Path target) {
    Writes.plain(rows, target);
    evaluate(spark.read().format("delta").load(Writes.table(target)), rules);
  }

  private static void persisted(Dataset<Row> rows, String rules, Path target) {
    Dataset<Row> kept = rows.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      evaluate(kept, rules);
      Writes.plain(kept, target);
    } finally {
      kept.unpersist(true);
    }
  }

  private static void evaluate(Dataset<Row> rows, String rules) {
    List<Row> failed =
        EvaluateDataQuality.process(rows, rules).filter("Outcome <> 'Passed'").collectAsList();
    if (!failed.isEmpty()) {
      throw new IllegalStateException("rules that do not hold: " + failed);
    }
  }
}
