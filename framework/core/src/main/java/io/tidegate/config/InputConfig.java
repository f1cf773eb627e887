package io.tidegate.config;

import io.tidegate.check.Severity;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A dataset that a job reads.
 *
 * @param name the key in the conf, which the author's code uses
 * @param path a file, a directory or a glob; for Delta the table's directory; for a database what
 *     {@link DatabaseConfig#location} calls it
 * @param version Delta only: the version to read instead of the newest
 * @param freshWithin the newest data may be no older than this at the start of the run
 * @param volume bounds on what is read
 * @param schema the expected schema as Spark DDL, under the job's names; missing columns and other
 *     types fail the check, further columns do not. For JSON and CSV also the schema to parse with
 * @param columns renames while reading, from the file's name to the name that the job sees; columns
 *     that are not named here keep theirs. Several names may lead to one, for files that differ; a
 *     file must have one of them
 * @param options handed to Spark's reader
 * @param files what is said of files besides; {@link FilesConfig#NONE} for what is none
 * @param otherwise what a failed check of this input does
 * @param jdbc of a database only
 */
public record InputConfig(
    String name,
    Format format,
    String path,
    OptionalLong version,
    Optional<Duration> freshWithin,
    Bounds volume,
    Optional<String> schema,
    Map<String, String> columns,
    Map<String, String> options,
    FilesConfig files,
    Severity otherwise,
    Optional<JdbcSource> jdbc) {

  /** With secrets masked. */
  @Override
  public String toString() {
    return "InputConfig[name=%s, format=%s, path=%s, version=%s, freshWithin=%s, volume=%s, schema=%s, columns=%s, options=%s, files=%s, otherwise=%s, jdbc=%s]"
        .formatted(
            name,
            format,
            Secrets.withoutCredentials(path),
            version,
            freshWithin,
            volume,
            schema,
            columns,
            Secrets.mask(options),
            files,
            otherwise,
            jdbc);
  }

  /** Absolute bounds on a dataset, each optional, each inclusive. */
  public record Bounds(
      OptionalLong minRows, OptionalLong maxRows, OptionalLong minBytes, OptionalLong maxBytes) {

    public static final Bounds NONE =
        new Bounds(
            OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
  }
}
