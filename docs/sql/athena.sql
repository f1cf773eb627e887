-- The ledger as tables and views of Athena, engine version 3. Put your bucket and folder in place of
-- s3://BUCKET/warehouse/_tidegate, and run one statement after the other: Athena takes one at a time.
--
-- The columns are those of `tidegate sql`, with times in UTC, to the millisecond: a view of Athena has none that are finer.
-- A field that an old record does not have is NULL. Each query reads the ledger anew.

CREATE SCHEMA IF NOT EXISTS tidegate;

-- The documents, one a line. JSON escapes tabs, so a line is never more than one field.

CREATE EXTERNAL TABLE IF NOT EXISTS tidegate.ledger_runs (line string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t'
LOCATION 's3://BUCKET/warehouse/_tidegate/runs/';

CREATE EXTERNAL TABLE IF NOT EXISTS tidegate.ledger_shared (line string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t'
LOCATION 's3://BUCKET/warehouse/_tidegate/shared/';

CREATE EXTERNAL TABLE IF NOT EXISTS tidegate.ledger_events (line string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t'
LOCATION 's3://BUCKET/warehouse/_tidegate/events/';

CREATE OR REPLACE VIEW tidegate.ledger_closed AS
SELECT
  json_extract_scalar(line, '$.start.runId') AS run_id,
  json_extract_scalar(line, '$.start.job') AS job,
  json_extract_scalar(line, '$.start.logicalDate') AS logical_date,
  line
FROM tidegate.ledger_runs
WHERE "$path" LIKE '%.closed.json';

CREATE OR REPLACE VIEW tidegate.ledger_intervened AS
SELECT
  json_extract_scalar(line, '$.runId') AS run_id,
  CAST(from_iso8601_timestamp(json_extract_scalar(line, '$.at')) AS timestamp(3)) AS decided,
  line
FROM tidegate.ledger_runs
WHERE "$path" LIKE '%.intervened.%.json';

-- Lineage, and schemas, which have neither columns nor rows.
CREATE OR REPLACE VIEW tidegate.ledger_sources AS
WITH shared AS (
  SELECT
    regexp_extract("$path", '/shared/([^/]+)/[0-9a-f]{64}\.json$', 1) AS job,
    regexp_extract("$path", '([0-9a-f]{64})\.json$', 1) AS fingerprint,
    line
  FROM tidegate.ledger_shared
), sources AS (
  SELECT job, fingerprint, column_name, source
  FROM shared
  CROSS JOIN UNNEST(CAST(json_extract(line, '$.columns') AS map(varchar, array(json)))) AS c (column_name, sources)
  CROSS JOIN UNNEST(sources) AS s (source)
  UNION ALL
  SELECT job, fingerprint, CAST(NULL AS varchar) AS column_name, source
  FROM shared
  CROSS JOIN UNNEST(CAST(json_extract(line, '$.rows') AS array(json))) AS s (source)
)
SELECT
  job,
  fingerprint,
  column_name,
  json_extract_scalar(source, '$.input') AS input,
  json_extract_scalar(source, '$.column') AS input_column,
  json_extract_scalar(source, '$.kind') AS kind,
  CAST(json_extract_scalar(source, '$.masked') AS boolean) AS masked
FROM sources;

CREATE OR REPLACE VIEW tidegate.ledger_event_files AS
SELECT
  regexp_extract("$path", '/events/([^/]+)/', 1) AS job,
  regexp_extract("$path", '/([^/.]+)\.\d+\.[a-z-]+(\.json)?$', 1) AS run_id,
  CAST(regexp_extract("$path", '\.(\d+)\.[a-z-]+(\.json)?$', 1) AS integer) AS number,
  regexp_extract("$path", '\.([a-z-]+)(\.json)?$', 1) AS what,
  "$path" LIKE '%.json' AS is_event,
  line
FROM tidegate.ledger_events;

-- The tables.

CREATE OR REPLACE VIEW tidegate.runs AS
WITH latest AS (
  SELECT run_id, max_by(json_extract_scalar(line, '$.status'), decided) AS status
  FROM tidegate.ledger_intervened
  GROUP BY run_id
), timed AS (
  SELECT
    json_extract_scalar(s.line, '$.runId') AS run_id,
    s.line AS s,
    c.line AS c,
    CAST(from_iso8601_timestamp(json_extract_scalar(s.line, '$.started')) AS timestamp(3)) AS started,
    CAST(from_iso8601_timestamp(json_extract_scalar(c.line, '$.ended')) AS timestamp(3)) AS ended
  FROM tidegate.ledger_runs s
  LEFT JOIN tidegate.ledger_closed c ON c.run_id = json_extract_scalar(s.line, '$.runId')
  WHERE s."$path" LIKE '%.started.%.json'
)
SELECT
  t.run_id,
  json_extract_scalar(s, '$.job') AS job,
  json_extract_scalar(s, '$.owner') AS owner,
  json_extract_scalar(s, '$.logicalDate') AS logical_date,
  coalesce(l.status, json_extract_scalar(c, '$.status'), 'STARTED') AS status,
  started,
  ended,
  date_diff('millisecond', started, ended) / 1E3 AS seconds,
  json_extract_scalar(c, '$.verdict') AS verdict,
  json_extract_scalar(s, '$.program.version') AS version,
  json_extract_scalar(s, '$.program.commit') AS "commit",
  CAST(json_extract_scalar(s, '$.program.dirty') AS boolean) AS dirty,
  json_extract_scalar(s, '$.rulesFingerprint') AS rules,
  json_extract_scalar(s, '$.configFingerprint') AS conf,
  json_extract_scalar(s, '$.user') AS "user",
  json_extract_scalar(s, '$.process.host') AS host,
  json_extract_scalar(s, '$.process.application') AS application,
  json_extract_scalar(c, '$.error') AS error,
  CAST(json_extract(c, '$.notes') AS array(varchar)) AS notes
FROM timed t
LEFT JOIN latest l ON l.run_id = t.run_id;

CREATE OR REPLACE VIEW tidegate.outputs AS
WITH released AS (
  SELECT run_id, dataset, max_by(version, decided) AS version
  FROM tidegate.ledger_intervened
  CROSS JOIN UNNEST(CAST(json_extract(line, '$.versions') AS map(varchar, bigint))) AS v (dataset, version)
  GROUP BY run_id, dataset
), written AS (
  SELECT run_id, job, logical_date, json_extract_scalar(o, '$.dataset') AS dataset, o
  FROM tidegate.ledger_closed
  CROSS JOIN UNNEST(CAST(json_extract(line, '$.outputs') AS array(json))) AS t (o)
)
SELECT
  w.run_id,
  w.job,
  w.logical_date,
  json_extract_scalar(o, '$.key') AS output,
  w.dataset,
  coalesce(json_extract_scalar(o, '$.write.location'), json_extract_scalar(o, '$.path')) AS path,
  coalesce(r.version, CAST(json_extract_scalar(o, '$.version') AS bigint)) AS version,
  CAST(json_extract_scalar(o, '$.rows') AS bigint) AS "rows",
  CAST(json_extract_scalar(o, '$.bytes') AS bigint) AS bytes,
  CAST(json_extract_scalar(o, '$.quarantined') AS bigint) AS quarantined,
  CAST(json_extract_scalar(o, '$.quarantineVersion') AS bigint) AS quarantine_version,
  json_extract_scalar(o, '$.write.mode') AS mode,
  json_extract_scalar(o, '$.lineage') AS lineage,
  json_extract_scalar(o, '$.schema') AS "schema",
  CAST(json_extract_scalar(o, '$.changes.inserted') AS bigint) AS inserted,
  CAST(json_extract_scalar(o, '$.changes.updated') AS bigint) AS updated,
  CAST(json_extract_scalar(o, '$.changes.deleted') AS bigint) AS deleted
FROM written w
LEFT JOIN released r ON r.run_id = w.run_id AND r.dataset = w.dataset;

CREATE OR REPLACE VIEW tidegate.inputs AS
SELECT
  run_id,
  job,
  logical_date,
  json_extract_scalar(i, '$.version.name') AS input,
  json_extract_scalar(i, '$.version.path') AS path,
  json_extract_scalar(i, '$.version.format') AS format,
  CAST(json_extract_scalar(i, '$.version.deltaVersion') AS bigint) AS version,
  CAST(json_array_length(json_extract(i, '$.version.files')) AS integer) AS files,
  CAST(json_extract_scalar(i, '$.rows') AS bigint) AS "rows",
  CAST(json_extract_scalar(i, '$.corruptRows') AS bigint) AS corrupt_rows,
  CAST(json_extract_scalar(i, '$.version.bytes') AS bigint) AS bytes,
  CAST(from_iso8601_timestamp(json_extract_scalar(i, '$.version.modified')) AS timestamp(3)) AS modified,
  json_extract_scalar(i, '$.schema') AS "schema",
  json_extract_scalar(i, '$.version.slice.column') AS watermark,
  json_extract_scalar(i, '$.version.slice.after.value') AS after,
  json_extract_scalar(i, '$.version.slice.upTo.value') AS up_to
FROM tidegate.ledger_closed
CROSS JOIN UNNEST(CAST(json_extract(line, '$.inputs') AS array(json))) AS t (i);

CREATE OR REPLACE VIEW tidegate.checks AS
SELECT
  run_id,
  job,
  logical_date,
  json_extract_scalar(f, '$.kind') AS kind,
  json_extract_scalar(f, '$.check') AS "check",
  json_extract_scalar(f, '$.subject') AS subject,
  json_extract_scalar(f, '$.severity') AS severity,
  json_extract_scalar(f, '$.outcome') AS outcome,
  json_extract_scalar(f, '$.expected') AS expected,
  coalesce(
    json_extract_scalar(f, '$.actual'), json_extract_scalar(f, '$.cause'), json_extract_scalar(f, '$.why')) AS actual,
  json_extract_scalar(f, '$.detail') AS detail
FROM tidegate.ledger_closed
CROSS JOIN UNNEST(CAST(json_extract(line, '$.findings') AS array(json))) AS t (f);

CREATE OR REPLACE VIEW tidegate.metrics AS
SELECT
  run_id,
  job,
  logical_date,
  json_extract_scalar(o, '$.dataset') AS dataset,
  metric,
  CAST(measured AS double) AS value
FROM tidegate.ledger_closed
CROSS JOIN UNNEST(CAST(json_extract(line, '$.outputs') AS array(json))) AS t (o)
CROSS JOIN UNNEST(CAST(json_extract(o, '$.measures') AS map(varchar, varchar))) AS m (metric, measured);

CREATE OR REPLACE VIEW tidegate.lineage AS
SELECT o.run_id, o.job, o.dataset, o.version, s.column_name AS "column", s.input, s.input_column, s.kind, s.masked
FROM tidegate.outputs o
JOIN tidegate.ledger_sources s ON s.job = o.job AND s.fingerprint = o.lineage;

CREATE OR REPLACE VIEW tidegate.events AS
SELECT e.run_id, e.job, e.number, e.what AS kind, coalesce(m.what, 'pending') AS delivery, e.line AS event
FROM tidegate.ledger_event_files e
LEFT JOIN tidegate.ledger_event_files m
  ON m.run_id = e.run_id AND m.number = e.number AND NOT m.is_event AND m.what IN ('sent', 'refused')
WHERE e.is_event;
