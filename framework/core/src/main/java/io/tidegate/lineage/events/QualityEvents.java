package io.tidegate.lineage.events;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.ParentRunFacet;
import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineage.RunEventBuilder;
import io.openlineage.client.OpenLineage.RunFacets;
import io.openlineage.client.OpenLineage.RunFacetsBuilder;
import io.openlineage.client.utils.UUIDUtils;
import io.tidegate.ledger.RunRecord;
import io.tidegate.lineage.events.ParentRun.Link;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * The checks of a run as a run of their own below it, since what is checked is an input of the
 * check.
 */
final class QualityEvents {

  private final OpenLineage ol;
  private final JobSaid jobs;
  private final QualityRun found;

  QualityEvents(OpenLineage ol, Documents documents) {
    this.ol = ol;
    this.jobs = new JobSaid(ol);
    this.found = new QualityRun(ol, new DatasetFacets(ol, documents));
  }

  /**
   * @param first the run's start
   */
  List<Told> of(RunEvent first, RunRecord record) {
    RunFacets above = first.getRun().getFacets();
    RunFacetsBuilder facets =
        ol.newRunFacetsBuilder()
            .nominalTime(above.getNominalTime())
            .processing_engine(above.getProcessing_engine())
            .parent(below(first));
    RunEventBuilder start = event(first, record, facets.build()).eventType(EventType.START);
    RunEventBuilder complete =
        event(first, record, facets.test(found.tests(record)).build())
            .eventType(EventType.COMPLETE)
            .inputs(found.checked(record));
    return List.of(
        RunEvents.told(Told.QUALITY_START, start), RunEvents.told(Told.QUALITY_COMPLETE, complete));
  }

  private RunEventBuilder event(RunEvent first, RunRecord record, RunFacets facets) {
    return ol.newRunEventBuilder()
        .eventTime(RunEvents.utc(record.ended()))
        .run(ol.newRunBuilder().runId(id(record)).facets(facets).build())
        .job(jobs.quality(first.getJob()))
        .inputs(List.of())
        .outputs(List.of());
  }

  /** The same however often it is told. */
  private static UUID id(RunRecord record) {
    byte[] name = (record.start().runId() + ".quality").getBytes(StandardCharsets.UTF_8);
    return UUIDUtils.generateStaticUUID(record.start().started(), name);
  }

  private ParentRunFacet below(RunEvent first) {
    var parent =
        new Link(
            first.getRun().getRunId(), first.getJob().getNamespace(), first.getJob().getName());
    ParentRunFacet above = first.getRun().getFacets().getParent();
    return jobs.parent(new ParentRun(parent, above == null ? parent : root(above)));
  }

  private static Link root(ParentRunFacet above) {
    var root = above.getRoot();
    return new Link(
        root.getRun().getRunId(), root.getJob().getNamespace(), root.getJob().getName());
  }
}
