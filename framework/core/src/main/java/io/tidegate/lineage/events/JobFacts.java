package io.tidegate.lineage.events;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What events say of a job that no record of a run has.
 *
 * @param namespace of the job, such as its environment
 * @param description one line, may be empty
 * @param interval the length of the data interval
 * @param spark the version of Spark that runs it
 * @param repository where its source code is, as a URL
 * @param tags labels by their keys
 * @param sql the script of a job that is one
 */
public record JobFacts(
    String namespace,
    String description,
    Duration interval,
    String spark,
    Optional<String> repository,
    Map<String, String> tags,
    Optional<String> sql) {}
