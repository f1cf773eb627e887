package io.tidegate.lineage.events;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineage.RunEventBuilder;
import io.openlineage.client.OpenLineage.RunFacets;
import io.openlineage.client.OpenLineage.RunFacetsBuilder;
import io.openlineage.client.OpenLineage.TagsRunFacetFields;
import io.openlineage.client.OpenLineageClientUtils;
import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.ledger.MaintenanceJob;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunStatus;
import io.tidegate.problem.Human;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The events of a run, from what the ledger has of it. What a job and its run are is said at the
 * start; later events repeat it from there, so that a release days later needs no conf.
 */
final class RunEvents {

  private static final String OURS = "TIDEGATE";

  private final String version;
  private final OpenLineage ol;
  private final Documents documents;

  /**
   * @param version Tidegate's own
   */
  RunEvents(String version, Documents documents) {
    this.version = version;
    this.ol = new OpenLineage(URI.create("urn:tidegate:" + version));
    this.documents = documents;
  }

  Told start(RunStart start, JobFacts facts, Optional<ParentRun> parent) {
    RunFacetsBuilder run =
        ol.newRunFacetsBuilder()
            .nominalTime(
                ol.newNominalTimeRunFacetBuilder()
                    .nominalStartTime(utc(start.logicalDate().instant()))
                    .nominalEndTime(utc(start.logicalDate().instant().plus(facts.interval())))
                    .build())
            .processing_engine(
                ol.newProcessingEngineRunFacetBuilder()
                    .name("spark")
                    .version(facts.spark())
                    .openlineageAdapterVersion(version)
                    .build());
    parent.map(new JobSaid(ol)::parent).ifPresent(run::parent);
    RunEventBuilder event =
        ol.newRunEventBuilder()
            .eventType(EventType.START)
            .eventTime(utc(start.started()))
            .run(ol.newRunBuilder().runId(id(start)).facets(run.build()).build())
            .job(new JobSaid(ol).of(start, facts))
            .inputs(List.of())
            .outputs(List.of());
    return told(Told.START, event);
  }

  /**
   * @param maker the first event of a run that made the table
   */
  Told maintenanceStart(MaintenanceJob kind, RunStart start, String maker) {
    RunEvent first = OpenLineageClientUtils.runEventFromJson(maker);
    RunFacets facets =
        ol.newRunFacetsBuilder()
            .processing_engine(first.getRun().getFacets().getProcessing_engine())
            .build();
    RunEventBuilder event =
        ol.newRunEventBuilder()
            .eventType(EventType.START)
            .eventTime(utc(start.started()))
            .run(ol.newRunBuilder().runId(id(start)).facets(facets).build())
            .job(new JobSaid(ol).maintenance(kind, first.getJob(), start))
            .inputs(List.of())
            .outputs(List.of());
    return told(Told.START, event);
  }

  /**
   * That the run goes on.
   *
   * @param start the run's first event
   */
  String running(String start, Instant now) {
    RunEvent first = OpenLineageClientUtils.runEventFromJson(start);
    return OpenLineageClientUtils.toJson(
        ol.newRunEventBuilder()
            .eventType(EventType.RUNNING)
            .eventTime(utc(now))
            .run(first.getRun())
            .job(first.getJob())
            .inputs(List.of())
            .outputs(List.of())
            .build());
  }

  /**
   * What is told when a run ends: first of its checks, where it wrote something that was checked,
   * then of itself.
   *
   * @param start the run's first event
   */
  List<Told> closing(String start, RunRecord record) {
    RunEvent first = OpenLineageClientUtils.runEventFromJson(start);
    var told = new ArrayList<Told>();
    if (!record.outputs().isEmpty()) {
      told.addAll(new QualityEvents(ol, documents).of(first, record));
    }
    told.add(end(first, record));
    return told;
  }

  private Told end(RunEvent first, RunRecord record) {
    return switch (record.status()) {
      case PUBLISHED, RELEASED -> complete(first, record);
      case ALREADY_PUBLISHED -> told(Told.COMPLETE, again(first, record, EventType.COMPLETE));
      case HELD -> told(Told.ABORT, again(first, record, EventType.ABORT));
      default -> told(Told.FAIL, again(first, record, EventType.FAIL));
    };
  }

  /**
   * @param record with the versions that hold the rows, and as its end when they were published
   */
  Told complete(String start, RunRecord record) {
    return complete(OpenLineageClientUtils.runEventFromJson(start), record);
  }

  private Told complete(RunEvent first, RunRecord record) {
    return told(
        Told.COMPLETE,
        again(first, record, EventType.COMPLETE)
            .outputs(new DatasetFacets(ol, documents).outputs(record)));
  }

  /** The run once more, without outputs: a reader must not take them for written. */
  private RunEventBuilder again(RunEvent first, RunRecord record, EventType type) {
    RunFacets before = first.getRun().getFacets();
    RunFacetsBuilder facets =
        ol.newRunFacetsBuilder()
            .nominalTime(before.getNominalTime())
            .processing_engine(before.getProcessing_engine())
            .parent(before.getParent())
            .tags(ol.newTagsRunFacetBuilder().tags(tags(record)).build());
    why(record)
        .ifPresent(
            message ->
                facets.errorMessage(
                    ol.newErrorMessageRunFacetBuilder()
                        .message(message)
                        .programmingLanguage("JAVA")
                        .build()));
    return ol.newRunEventBuilder()
        .eventType(type)
        .eventTime(utc(record.ended()))
        .run(ol.newRunBuilder().runId(first.getRun().getRunId()).facets(facets.build()).build())
        .job(first.getJob())
        .inputs(new DatasetFacets(ol, documents).inputs(record))
        .outputs(List.of());
  }

  private List<TagsRunFacetFields> tags(RunRecord record) {
    return List.of(
        tag("tidegate.status", Human.words(record.status())),
        tag("tidegate.verdict", Human.words(record.verdict())),
        tag("tidegate.program", record.start().program().toString()),
        tag("tidegate.rules", record.start().rulesFingerprint()));
  }

  private TagsRunFacetFields tag(String key, String value) {
    return ol.newTagsRunFacetFieldsBuilder().key(key).value(value).source(OURS).build();
  }

  /** Why a run did not publish. */
  private static Optional<String> why(RunRecord record) {
    if (record.status() == RunStatus.FAILED) {
      return Optional.of(record.error().orElse("failed"));
    }
    if (record.status() != RunStatus.HELD && record.status() != RunStatus.REJECTED) {
      return Optional.empty();
    }
    return Optional.of(
        record.findings().stream()
            .filter(finding -> finding.verdict() == record.verdict())
            .map(RunEvents::words)
            .collect(Collectors.joining("; ", Human.words(record.status()) + ": ", "")));
  }

  private static String words(Finding finding) {
    String check = finding.subject() + " " + finding.check();
    if (finding.outcome() instanceof Outcome.Failed failed) {
      return "%s: expected %s, found %s".formatted(check, failed.expected(), failed.actual());
    }
    return finding.outcome() instanceof Outcome.CouldNotMeasure unknown
        ? check + " could not be measured: " + unknown.cause()
        : check;
  }

  static Told told(String kind, RunEventBuilder event) {
    return new Told(kind, OpenLineageClientUtils.toJson(event.build()));
  }

  private static UUID id(RunStart start) {
    return UUID.fromString(start.runId());
  }

  static ZonedDateTime utc(Instant instant) {
    return instant.atZone(ZoneOffset.UTC);
  }
}
