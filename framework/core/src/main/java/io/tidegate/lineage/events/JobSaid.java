package io.tidegate.lineage.events;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.Job;
import io.openlineage.client.OpenLineage.JobFacetsBuilder;
import io.openlineage.client.OpenLineage.JobTypeJobFacet;
import io.openlineage.client.OpenLineage.OwnershipJobFacet;
import io.openlineage.client.OpenLineage.ParentRunFacet;
import io.openlineage.client.OpenLineage.TagsJobFacet;
import io.tidegate.ledger.MaintenanceJob;
import io.tidegate.ledger.RunStart;
import io.tidegate.lineage.events.ParentRun.Link;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** What events say of jobs, and of which run is below which. */
final class JobSaid {

  private static final String OURS = "TIDEGATE";

  private final OpenLineage ol;

  JobSaid(OpenLineage ol) {
    this.ol = ol;
  }

  Job of(RunStart start, JobFacts facts) {
    JobFacetsBuilder facets =
        ol.newJobFacetsBuilder().jobType(type("JOB")).ownership(owner(start.owner()));
    if (!facts.description().isBlank()) {
      facets.documentation(
          ol.newDocumentationJobFacetBuilder().description(facts.description()).build());
    }
    facts.repository().ifPresent(url -> facets.sourceCodeLocation(source(url, start)));
    facts.sql().ifPresent(text -> facets.sql(ol.newSQLJobFacetBuilder().query(text).build()));
    if (!facts.tags().isEmpty()) {
      facets.tags(tags(facts.tags()));
    }
    return ol.newJobBuilder()
        .namespace(facts.namespace())
        .name(start.job())
        .facets(facets.build())
        .build();
  }

  /** The job that checks what this one wrote. */
  Job quality(Job job) {
    return ol.newJobBuilder()
        .namespace(job.getNamespace())
        .name(job.getName() + ".quality")
        .facets(
            ol.newJobFacetsBuilder()
                .jobType(type("TEST"))
                .ownership(job.getFacets().getOwnership())
                .build())
        .build();
  }

  /**
   * The job that does something to a table beside the one that makes it.
   *
   * @param maker the one that made it
   */
  Job maintenance(MaintenanceJob kind, Job maker, RunStart start) {
    return ol.newJobBuilder()
        .namespace(maker.getNamespace())
        .name(start.job())
        .facets(
            ol.newJobFacetsBuilder()
                .jobType(type(kind.name()))
                .ownership(maker.getFacets().getOwnership())
                .build())
        .build();
  }

  private JobTypeJobFacet type(String type) {
    return ol.newJobTypeJobFacetBuilder()
        .processingType("BATCH")
        .integration(OURS)
        .jobType(type)
        .build();
  }

  private OwnershipJobFacet owner(String name) {
    var owner = ol.newOwnershipJobFacetOwnersBuilder().name(name).type("MAINTAINER").build();
    return ol.newOwnershipJobFacetBuilder().owners(List.of(owner)).build();
  }

  private TagsJobFacet tags(Map<String, String> tags) {
    return ol.newTagsJobFacetBuilder()
        .tags(
            tags.entrySet().stream()
                .map(
                    tag ->
                        ol.newTagsJobFacetFieldsBuilder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .source("USER")
                            .build())
                .toList())
        .build();
  }

  private OpenLineage.SourceCodeLocationJobFacet source(String url, RunStart start) {
    return ol.newSourceCodeLocationJobFacetBuilder()
        .type("git")
        .url(URI.create(url))
        .repoUrl(url)
        .version(start.program().commit())
        .build();
  }

  ParentRunFacet parent(ParentRun parent) {
    Link run = parent.run();
    Link root = parent.root();
    return ol.newParentRunFacetBuilder()
        .run(ol.newParentRunFacetRunBuilder().runId(run.runId()).build())
        .job(ol.newParentRunFacetJobBuilder().namespace(run.namespace()).name(run.job()).build())
        .root(
            ol.newParentRunFacetRootBuilder()
                .run(ol.newRootRunBuilder().runId(root.runId()).build())
                .job(ol.newRootJobBuilder().namespace(root.namespace()).name(root.job()).build())
                .build())
        .build();
  }
}
