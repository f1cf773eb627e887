-- The ledger as external tables and views of BigQuery. Put your bucket and folder in place of
-- gs://BUCKET/warehouse/_tidegate, and run all of it in the bucket's location.
--
-- The columns are those of `tidegate sql`; a field that an old record does not have is NULL. Each query reads the ledger
-- anew. A table whose folder has no file yet cannot be asked: lineage before the first run that records it, events before
-- the first event.

CREATE SCHEMA IF NOT EXISTS tidegate;

-- The documents, one a line. JSON escapes tabs, so a line is never more than one field.

CREATE OR REPLACE EXTERNAL TABLE tidegate.ledger_runs (line STRING)
OPTIONS (
  format = 'CSV', field_delimiter = '\t', quote = '',
  uris = ['gs://BUCKET/warehouse/_tidegate/runs/*.json']);

CREATE OR REPLACE EXTERNAL TABLE tidegate.ledger_shared (line STRING)
OPTIONS (
  format = 'CSV', field_delimiter = '\t', quote = '',
  uris = ['gs://BUCKET/warehouse/_tidegate/shared/*.json']);

CREATE OR REPLACE EXTERNAL TABLE tidegate.ledger_events (line STRING)
OPTIONS (
  format = 'CSV', field_delimiter = '\t', quote = '',
  uris = ['gs://BUCKET/warehouse/_tidegate/events/*']);

CREATE OR REPLACE VIEW tidegate.ledger_documents AS
SELECT _FILE_NAME AS file, SAFE.PARSE_JSON(line, wide_number_mode => 'round') AS doc
FROM tidegate.ledger_runs;

-- A time of the ledger has up to nine digits of a second; a TIMESTAMP has six.
CREATE OR REPLACE VIEW tidegate.ledger_started AS
SELECT
  JSON_VALUE(doc.runId) AS run_id,
  TIMESTAMP(REGEXP_REPLACE(JSON_VALUE(doc.started), r'(\.\d{6})\d+', r'\1')) AS started,
  doc
FROM tidegate.ledger_documents
WHERE file LIKE '%.started.%.json';

CREATE OR REPLACE VIEW tidegate.ledger_closed AS
SELECT
  JSON_VALUE(doc.start.runId) AS run_id,
  JSON_VALUE(doc.start.job) AS job,
  JSON_VALUE(doc.start.logicalDate) AS logical_date,
  TIMESTAMP(REGEXP_REPLACE(JSON_VALUE(doc.ended), r'(\.\d{6})\d+', r'\1')) AS ended,
  doc
FROM tidegate.ledger_documents
WHERE file LIKE '%.closed.json';

CREATE OR REPLACE VIEW tidegate.ledger_intervened AS
SELECT
  JSON_VALUE(doc.runId) AS run_id,
  TIMESTAMP(REGEXP_REPLACE(JSON_VALUE(doc.at), r'(\.\d{6})\d+', r'\1')) AS decided,
  doc
FROM tidegate.ledger_documents
WHERE file LIKE '%.intervened.%.json';

-- Lineage, and schemas, which have neither columns nor rows. JSON_KEYS puts a name with a dot into quotes, as JSON does.
CREATE OR REPLACE VIEW tidegate.ledger_sources AS
WITH shared AS (
  SELECT
    REGEXP_EXTRACT(_FILE_NAME, r'/shared/([^/]+)/[0-9a-f]{64}\.json$') AS job,
    REGEXP_EXTRACT(_FILE_NAME, r'([0-9a-f]{64})\.json$') AS fingerprint,
    SAFE.PARSE_JSON(line, wide_number_mode => 'round') AS doc
  FROM tidegate.ledger_shared
), computed AS (
  SELECT job, fingerprint, IF(STARTS_WITH(name, '"'), JSON_VALUE(name), name) AS column_name, doc
  FROM shared
  CROSS JOIN UNNEST(JSON_KEYS(doc.columns, 1)) AS name
), sources AS (
  SELECT job, fingerprint, column_name, source
  FROM computed
  CROSS JOIN UNNEST(JSON_QUERY_ARRAY(doc.columns[column_name])) AS source
  UNION ALL
  SELECT job, fingerprint, CAST(NULL AS STRING) AS column_name, source
  FROM shared
  CROSS JOIN UNNEST(JSON_QUERY_ARRAY(doc.rows)) AS source
)
SELECT
  job,
  fingerprint,
  column_name,
  JSON_VALUE(source.input) AS input,
  JSON_VALUE(source.column) AS input_column,
  JSON_VALUE(source.kind) AS kind,
  CAST(JSON_VALUE(source.masked) AS BOOL) AS masked
FROM sources;

CREATE OR REPLACE VIEW tidegate.ledger_event_files AS
SELECT
  REGEXP_EXTRACT(_FILE_NAME, r'/events/([^/]+)/') AS job,
  REGEXP_EXTRACT(_FILE_NAME, r'/([^/.]+)\.\d+\.[a-z-]+(?:\.json)?$') AS run_id,
  CAST(REGEXP_EXTRACT(_FILE_NAME, r'\.(\d+)\.[a-z-]+(?:\.json)?$') AS INT64) AS number,
  REGEXP_EXTRACT(_FILE_NAME, r'\.([a-z-]+)(?:\.json)?$') AS what,
  ENDS_WITH(_FILE_NAME, '.json') AS is_event,
  line
FROM tidegate.ledger_events;

-- The tables.

CREATE OR REPLACE VIEW tidegate.runs AS
WITH latest AS (
  SELECT run_id, ARRAY_AGG(JSON_VALUE(doc.status) ORDER BY decided DESC LIMIT 1)[OFFSET(0)] AS status
  FROM tidegate.ledger_intervened
  GROUP BY run_id
)
SELECT
  s.run_id,
  JSON_VALUE(s.doc.job) AS job,
  JSON_VALUE(s.doc.owner) AS owner,
  JSON_VALUE(s.doc.logicalDate) AS logical_date,
  COALESCE(l.status, JSON_VALUE(c.doc.status), 'STARTED') AS status,
  s.started,
  c.ended,
  TIMESTAMP_DIFF(c.ended, s.started, MICROSECOND) / 1000000 AS seconds,
  JSON_VALUE(c.doc.verdict) AS verdict,
  JSON_VALUE(s.doc.program.version) AS version,
  JSON_VALUE(s.doc.program.commit) AS commit,
  CAST(JSON_VALUE(s.doc.program.dirty) AS BOOL) AS dirty,
  JSON_VALUE(s.doc.rulesFingerprint) AS rules,
  JSON_VALUE(s.doc.configFingerprint) AS conf,
  JSON_VALUE(s.doc.user) AS user,
  JSON_VALUE(s.doc.process.host) AS host,
  JSON_VALUE(s.doc.process.application) AS application,
  JSON_VALUE(c.doc.error) AS error,
  JSON_VALUE_ARRAY(c.doc.notes) AS notes
FROM tidegate.ledger_started s
LEFT JOIN tidegate.ledger_closed c ON c.run_id = s.run_id
LEFT JOIN latest l ON l.run_id = s.run_id;

CREATE OR REPLACE VIEW tidegate.outputs AS
WITH named AS (
  SELECT run_id, decided, IF(STARTS_WITH(name, '"'), JSON_VALUE(name), name) AS dataset, doc
  FROM tidegate.ledger_intervened
  CROSS JOIN UNNEST(JSON_KEYS(doc.versions, 1)) AS name
), released AS (
  SELECT
    run_id,
    dataset,
    ARRAY_AGG(CAST(JSON_VALUE(doc.versions[dataset]) AS INT64) ORDER BY decided DESC LIMIT 1)[OFFSET(0)] AS version
  FROM named
  GROUP BY run_id, dataset
), written AS (
  SELECT run_id, job, logical_date, JSON_VALUE(o.dataset) AS dataset, o
  FROM tidegate.ledger_closed
  CROSS JOIN UNNEST(JSON_QUERY_ARRAY(doc.outputs)) AS o
)
SELECT
  w.run_id,
  w.job,
  w.logical_date,
  JSON_VALUE(o.key) AS output,
  w.dataset,
  COALESCE(JSON_VALUE(o.write.location), JSON_VALUE(o.path)) AS path,
  COALESCE(r.version, CAST(JSON_VALUE(o.version) AS INT64)) AS version,
  CAST(JSON_VALUE(o.rows) AS INT64) AS `rows`,
  CAST(JSON_VALUE(o.bytes) AS INT64) AS bytes,
  CAST(JSON_VALUE(o.quarantined) AS INT64) AS quarantined,
  CAST(JSON_VALUE(o.quarantineVersion) AS INT64) AS quarantine_version,
  JSON_VALUE(o.write.mode) AS mode,
  JSON_VALUE(o.lineage) AS lineage,
  JSON_VALUE(o.schema) AS schema,
  CAST(JSON_VALUE(o.changes.inserted) AS INT64) AS inserted,
  CAST(JSON_VALUE(o.changes.updated) AS INT64) AS updated,
  CAST(JSON_VALUE(o.changes.deleted) AS INT64) AS deleted
FROM written w
LEFT JOIN released r ON r.run_id = w.run_id AND r.dataset = w.dataset;

CREATE OR REPLACE VIEW tidegate.inputs AS
SELECT
  run_id,
  job,
  logical_date,
  JSON_VALUE(i.version.name) AS input,
  JSON_VALUE(i.version.path) AS path,
  JSON_VALUE(i.version.format) AS format,
  CAST(JSON_VALUE(i.version.deltaVersion) AS INT64) AS version,
  ARRAY_LENGTH(JSON_QUERY_ARRAY(i.version.files)) AS files,
  CAST(JSON_VALUE(i.rows) AS INT64) AS `rows`,
  CAST(JSON_VALUE(i.corruptRows) AS INT64) AS corrupt_rows,
  CAST(JSON_VALUE(i.version.bytes) AS INT64) AS bytes,
  TIMESTAMP(REGEXP_REPLACE(JSON_VALUE(i.version.modified), r'(\.\d{6})\d+', r'\1')) AS modified,
  JSON_VALUE(i.schema) AS schema,
  JSON_VALUE(i.version.slice.column) AS watermark,
  JSON_VALUE(i.version.slice.after.value) AS after,
  JSON_VALUE(i.version.slice.upTo.value) AS up_to
FROM tidegate.ledger_closed
CROSS JOIN UNNEST(JSON_QUERY_ARRAY(doc.inputs)) AS i;

CREATE OR REPLACE VIEW tidegate.checks AS
SELECT
  run_id,
  job,
  logical_date,
  JSON_VALUE(f.kind) AS kind,
  JSON_VALUE(f.check) AS `check`,
  JSON_VALUE(f.subject) AS subject,
  JSON_VALUE(f.severity) AS severity,
  JSON_VALUE(f.outcome) AS outcome,
  JSON_VALUE(f.expected) AS expected,
  COALESCE(JSON_VALUE(f.actual), JSON_VALUE(f.cause), JSON_VALUE(f.why)) AS actual,
  JSON_VALUE(f.detail) AS detail
FROM tidegate.ledger_closed
CROSS JOIN UNNEST(JSON_QUERY_ARRAY(doc.findings)) AS f;

CREATE OR REPLACE VIEW tidegate.metrics AS
SELECT
  run_id,
  job,
  logical_date,
  JSON_VALUE(o.dataset) AS dataset,
  metric,
  CAST(JSON_VALUE(o.measures[metric]) AS FLOAT64) AS value
FROM (
  SELECT run_id, job, logical_date, o, IF(STARTS_WITH(name, '"'), JSON_VALUE(name), name) AS metric
  FROM tidegate.ledger_closed
  CROSS JOIN UNNEST(JSON_QUERY_ARRAY(doc.outputs)) AS o
  CROSS JOIN UNNEST(JSON_KEYS(o.measures, 1)) AS name
);

CREATE OR REPLACE VIEW tidegate.lineage AS
SELECT o.run_id, o.job, o.dataset, o.version, s.column_name AS `column`, s.input, s.input_column, s.kind, s.masked
FROM tidegate.outputs o
JOIN tidegate.ledger_sources s ON s.job = o.job AND s.fingerprint = o.lineage;

CREATE OR REPLACE VIEW tidegate.events AS
SELECT e.run_id, e.job, e.number, e.what AS kind, COALESCE(m.what, 'pending') AS delivery, e.line AS event
FROM tidegate.ledger_event_files e
LEFT JOIN tidegate.ledger_event_files m
  ON m.run_id = e.run_id AND m.number = e.number AND NOT m.is_event AND m.what IN ('sent', 'refused')
WHERE e.is_event;
