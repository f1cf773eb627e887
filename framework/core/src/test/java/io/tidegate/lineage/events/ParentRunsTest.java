package io.tidegate.lineage.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.lineage.events.ParentRun.Link;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ParentRunsTest {

  private static final String TASK = "019ca7fb-0000-7000-8000-0000000000aa";
  private static final String DAG = "019ca7fb-0000-7000-8000-0000000000bb";
  private static final Link RUN = new Link(UUID.fromString(TASK), "airflow/prod", "nightly.orders");
  private static final Link ROOT = new Link(UUID.fromString(DAG), "airflow/prod", "nightly");

  private static final String CONTEXT =
      """
      {"parent": {"run": {"runId": "%s"}, "job": {"namespace": "airflow/prod", "name": "nightly.orders"}},
       "root": {"run": {"runId": "%s"}, "job": {"namespace": "airflow/prod", "name": "nightly"}}}
      """
          .formatted(TASK, DAG);

  @Test
  void mostRunsHaveNone() {
    assertThat(ParentRuns.find(Map.of(), Map.of()))
        .isEqualTo(new ParentRuns.Found(Optional.empty(), List.of()));
  }

  @Test
  void fromSparksProperties() {
    assertThat(
            find(
                Map.of(
                    "spark.openlineage.parentRunId", TASK,
                    "spark.openlineage.parentJobNamespace", "airflow/prod",
                    "spark.openlineage.parentJobName", "nightly.orders",
                    "spark.openlineage.rootParentRunId", DAG,
                    "spark.openlineage.rootParentJobNamespace", "airflow/prod",
                    "spark.openlineage.rootParentJobName", "nightly"),
                Map.of()))
        .isEqualTo(new ParentRun(RUN, ROOT));
  }

  @Test
  void withoutARootTheParentIsIt() {
    assertThat(
            find(
                Map.of(
                    "spark.openlineage.parentRunId", TASK,
                    "spark.openlineage.parentJobNamespace", "airflow/prod",
                    "spark.openlineage.parentJobName", "nightly.orders"),
                Map.of("OPENLINEAGE_PARENT_ID", "x/y/" + DAG)))
        .isEqualTo(new ParentRun(RUN, RUN));
  }

  @Test
  void fromAContext() {
    var expected = new ParentRun(RUN, ROOT);
    assertThat(find(Map.of("spark.openlineage.context", CONTEXT), Map.of())).isEqualTo(expected);
    assertThat(find(Map.of(), Map.of("OPENLINEAGE_CONTEXT", CONTEXT))).isEqualTo(expected);
  }

  @Test
  void fromTheOldVariable() {
    assertThat(
            find(Map.of(), Map.of("OPENLINEAGE_PARENT_ID", "airflow/prod/nightly.orders/" + TASK)))
        .isEqualTo(new ParentRun(RUN, RUN));
  }

  @Test
  void whatCannotBeReadIsSaid() {
    ParentRuns.Found found =
        ParentRuns.find(
            Map.of("spark.openlineage.context", "{", "spark.openlineage.parentRunId", TASK),
            Map.of("OPENLINEAGE_CONTEXT", "{}", "OPENLINEAGE_PARENT_ID", "nightly"));
    assertThat(found.parent()).isEmpty();
    assertThat(found.problems())
        .hasSize(4)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("spark.openlineage.context is not JSON: "),
            second ->
                assertThat(second)
                    .isEqualTo(
                        "spark.openlineage.parentRunId names a run without its job or its namespace"),
            third ->
                assertThat(third)
                    .isEqualTo("OPENLINEAGE_CONTEXT names a run without its job or its namespace"),
            fourth ->
                assertThat(fourth)
                    .isEqualTo("OPENLINEAGE_PARENT_ID is not namespace/job/runId: nightly"));
  }

  @Test
  void anIdThatIsNoUuidIsSaid() {
    assertThat(ParentRuns.find(Map.of(), Map.of("OPENLINEAGE_PARENT_ID", "a/b/c")).problems())
        .containsExactly("OPENLINEAGE_PARENT_ID has a run id that is no UUID: c");
  }

  private static ParentRun find(Map<String, String> spark, Map<String, String> environment) {
    ParentRuns.Found found = ParentRuns.find(spark, environment);
    assertThat(found.problems()).isEmpty();
    return found.parent().orElseThrow();
  }
}
