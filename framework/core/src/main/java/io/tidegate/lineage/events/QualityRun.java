package io.tidegate.lineage.events;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.DataQualityAssertionsDatasetFacet;
import io.openlineage.client.OpenLineage.DataQualityAssertionsDatasetFacetAssertions;
import io.openlineage.client.OpenLineage.DataQualityMetricsInputDatasetFacet;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.TestExecution;
import io.openlineage.client.OpenLineage.TestRunFacet;
import io.tidegate.check.Finding;
import io.tidegate.check.Measures;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** What the checks of a run found, as the facets of the run that checks. */
final class QualityRun {

  private static final Pattern COLUMN =
      Pattern.compile("Column\\.(?<column>.+)\\.(?<metric>Minimum|Maximum|Sum|Completeness)");

  private final OpenLineage ol;
  private final DatasetFacets datasets;

  QualityRun(OpenLineage ol, DatasetFacets datasets) {
    this.ol = ol;
    this.datasets = datasets;
  }

  /** Every check, those that could not be made too: an assertion only knows right and wrong. */
  TestRunFacet tests(RunRecord record) {
    return ol.newTestRunFacetBuilder()
        .tests(record.findings().stream().map(this::test).toList())
        .build();
  }

  private TestExecution test(Finding finding) {
    var test =
        ol.newTestExecutionBuilder()
            .name(finding.subject() + ": " + finding.check())
            .type(label(finding.kind()))
            .severity(severity(finding));
    Outcome outcome = finding.outcome();
    if (outcome instanceof Outcome.Passed passed) {
      return test.status("pass").expected(passed.expected()).actual(passed.actual()).build();
    }
    if (outcome instanceof Outcome.Failed failed) {
      return test.status("fail").expected(failed.expected()).actual(failed.actual()).build();
    }
    String why =
        outcome instanceof Outcome.NotApplicable notApplicable
            ? notApplicable.why()
            : ((Outcome.CouldNotMeasure) outcome).cause();
    return test.status("skip").description(why).build();
  }

  /**
   * The outputs as what was read to check them. Of a run that was not published they are the rows
   * that it staged, which the table does not have: no version is named.
   */
  List<InputDataset> checked(RunRecord record) {
    return record.outputs().stream().map(output -> checked(output, record)).toList();
  }

  private InputDataset checked(OutputRecord output, RunRecord record) {
    DatasetName name = DatasetFacets.name(output);
    return ol.newInputDatasetBuilder()
        .namespace(name.namespace())
        .name(name.name())
        .facets(datasets.table(name, output).build())
        .inputFacets(
            ol.newInputDatasetInputFacetsBuilder()
                .dataQualityAssertions(assertions(output, record))
                .dataQualityMetrics(metrics(output))
                .build())
        .build();
  }

  private DataQualityAssertionsDatasetFacet assertions(OutputRecord output, RunRecord record) {
    return ol.newDataQualityAssertionsDatasetFacetBuilder()
        .assertions(
            record.findings().stream()
                .filter(finding -> finding.subject().equals(output.dataset()))
                .flatMap(finding -> assertion(finding).stream())
                .toList())
        .build();
  }

  private List<DataQualityAssertionsDatasetFacetAssertions> assertion(Finding finding) {
    var assertion =
        ol.newDataQualityAssertionsDatasetFacetAssertionsBuilder()
            .assertion(label(finding.kind()))
            .name(finding.check())
            .severity(severity(finding));
    if (finding.outcome() instanceof Outcome.Passed passed) {
      assertion.success(true).expected(passed.expected()).actual(passed.actual());
      return List.of(assertion.build());
    }
    if (finding.outcome() instanceof Outcome.Failed failed) {
      assertion.success(false).expected(failed.expected()).actual(failed.actual());
      if (!failed.detail().isEmpty()) {
        assertion.description(failed.detail());
      }
      return List.of(assertion.build());
    }
    return List.of();
  }

  private static String label(Finding.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String severity(Finding finding) {
    return finding.severity() == Severity.WARN ? "warn" : "error";
  }

  private DataQualityMetricsInputDatasetFacet metrics(OutputRecord output) {
    var columns = ol.newDataQualityMetricsInputDatasetFacetColumnMetricsBuilder();
    byColumn(output.measures())
        .forEach(
            (column, values) -> {
              var metrics =
                  ol.newDataQualityMetricsInputDatasetFacetColumnMetricsAdditionalBuilder();
              take(values, "Minimum", metrics::min);
              take(values, "Maximum", metrics::max);
              take(values, "Sum", metrics::sum);
              take(
                  values,
                  "Completeness",
                  complete -> metrics.nullCount(Math.round((1 - complete) * output.rows())));
              columns.put(column, metrics.build());
            });
    return ol.newDataQualityMetricsInputDatasetFacetBuilder()
        .rowCount(output.rows())
        .bytes(output.bytes())
        .columnMetrics(columns.build())
        .build();
  }

  private static void take(
      Map<String, Double> values, String metric, java.util.function.Consumer<Double> use) {
    Double value = values.get(metric);
    if (value != null) {
      use.accept(value);
    }
  }

  /** JSON has no number that is not finite. */
  private static Map<String, Map<String, Double>> byColumn(Measures measures) {
    var columns = new TreeMap<String, Map<String, Double>>();
    BiConsumer<String, Double> sort =
        (name, value) -> {
          var column = COLUMN.matcher(name);
          if (column.matches() && Double.isFinite(value)) {
            columns
                .computeIfAbsent(column.group("column"), unseen -> new TreeMap<>())
                .put(column.group("metric"), value);
          }
        };
    measures.values().forEach(sort);
    return columns;
  }
}
