-- The ledger's JSON as tables. A change here is a change in docs/sql/ too, where other engines have the same tables.
-- Times are TIMESTAMPs in the session's time zone; a number that is not there is NULL.

CREATE OR REPLACE TEMPORARY VIEW runs AS
WITH latest AS (
  SELECT runId, max_by(status, at) AS status
  FROM ledger_intervened
  GROUP BY runId
)
SELECT
  s.runId AS run_id,
  s.job,
  s.owner,
  s.logicalDate AS logical_date,
  coalesce(l.status, c.status, 'STARTED') AS status,
  CAST(s.started AS TIMESTAMP) AS started,
  CAST(c.ended AS TIMESTAMP) AS ended,
  CAST(unix_micros(CAST(c.ended AS TIMESTAMP)) - unix_micros(CAST(s.started AS TIMESTAMP)) AS DOUBLE) / 1000000 AS seconds,
  c.verdict,
  s.program.version AS version,
  s.program.commit,
  s.program.dirty,
  s.rulesFingerprint AS rules,
  s.configFingerprint AS conf,
  s.user,
  s.process.host,
  s.process.application,
  c.error,
  c.notes
FROM ledger_started s
LEFT JOIN ledger_closed c ON c.start.runId = s.runId
LEFT JOIN latest l ON l.runId = s.runId;

CREATE OR REPLACE TEMPORARY VIEW outputs AS
WITH released AS (
  SELECT runId, dataset, max_by(version, at) AS version
  FROM (SELECT runId, at, explode(versions) AS (dataset, version) FROM ledger_intervened)
  GROUP BY runId, dataset
)
SELECT
  o.run_id,
  o.job,
  o.logical_date,
  o.output.key AS output,
  o.output.dataset,
  coalesce(o.output.write.location, o.output.path) AS path,
  coalesce(r.version, o.output.version) AS version,
  o.output.rows,
  o.output.bytes,
  o.output.quarantined,
  o.output.quarantineVersion AS quarantine_version,
  o.output.write.mode AS mode,
  o.output.lineage,
  o.output.schema,
  o.output.changes.inserted,
  o.output.changes.updated,
  o.output.changes.deleted
FROM (
  SELECT start.runId AS run_id, start.job, start.logicalDate AS logical_date, explode(outputs) AS output
  FROM ledger_closed
) o
LEFT JOIN released r ON r.runId = o.run_id AND r.dataset = o.output.dataset;

CREATE OR REPLACE TEMPORARY VIEW inputs AS
SELECT
  run_id,
  job,
  logical_date,
  input.version.name AS input,
  input.version.path,
  input.version.format,
  input.version.deltaVersion AS version,
  array_size(input.version.files) AS files,
  input.rows,
  input.corruptRows AS corrupt_rows,
  input.version.bytes,
  CAST(input.version.modified AS TIMESTAMP) AS modified,
  input.schema,
  input.version.slice.column AS watermark,
  input.version.slice.after.value AS after,
  input.version.slice.upTo.value AS up_to
FROM (
  SELECT start.runId AS run_id, start.job, start.logicalDate AS logical_date, explode(inputs) AS input
  FROM ledger_closed
);

CREATE OR REPLACE TEMPORARY VIEW checks AS
SELECT
  run_id,
  job,
  logical_date,
  f.kind,
  f.`check`,
  f.subject,
  f.severity,
  f.outcome,
  f.expected,
  coalesce(f.actual, f.cause, f.why) AS actual,
  f.detail
FROM (
  SELECT start.runId AS run_id, start.job, start.logicalDate AS logical_date, explode(findings) AS f
  FROM ledger_closed
);

CREATE OR REPLACE TEMPORARY VIEW metrics AS
SELECT run_id, job, logical_date, dataset, metric, value
FROM (
  SELECT run_id, job, logical_date, output.dataset, explode(output.measures) AS (metric, value)
  FROM (
    SELECT start.runId AS run_id, start.job, start.logicalDate AS logical_date, explode(outputs) AS output
    FROM ledger_closed
  )
);

CREATE OR REPLACE TEMPORARY VIEW lineage AS
WITH sources AS (
  SELECT job, fingerprint, column, source
  FROM (
    SELECT job, fingerprint, column, explode(sources) AS source
    FROM (SELECT job, fingerprint, explode(columns) AS (column, sources) FROM ledger_lineage)
  )
  UNION ALL
  SELECT job, fingerprint, CAST(NULL AS STRING) AS column, source
  FROM (SELECT job, fingerprint, explode(rows) AS source FROM ledger_lineage)
)
SELECT
  o.run_id,
  o.job,
  o.dataset,
  o.version,
  s.column,
  s.source.input,
  s.source.column AS input_column,
  s.source.kind,
  s.source.masked
FROM outputs o
JOIN sources s ON s.job = o.job AND s.fingerprint = o.lineage;

CREATE OR REPLACE TEMPORARY VIEW events AS
SELECT
  e.run_id,
  e.job,
  e.number,
  e.kind,
  coalesce(m.mark, 'pending') AS delivery,
  e.event
FROM ledger_events e
LEFT JOIN ledger_marks m ON m.run_id = e.run_id AND m.number = e.number;
