-- The ledger as views of DuckDB 1.1 or later. In the shell:
--
--   SET VARIABLE ledger = '/warehouse/_tidegate';
--   .read docs/sql/duckdb.sql
--
-- Every session sets the variable. The columns are those of `tidegate sql`; a field that an old record does not have is
-- NULL. Each query reads the ledger anew.

-- The documents.

CREATE OR REPLACE VIEW ledger_started AS
SELECT doc->>'runId' AS run_id, doc
FROM (
  SELECT TRY_CAST(content AS JSON) AS doc
  FROM read_text(getvariable('ledger') || '/runs/*/*/*.started.*.json')
);

CREATE OR REPLACE VIEW ledger_closed AS
SELECT
  doc->'start'->>'runId' AS run_id,
  doc->'start'->>'job' AS job,
  doc->'start'->>'logicalDate' AS logical_date,
  doc
FROM (
  SELECT TRY_CAST(content AS JSON) AS doc
  FROM read_text(getvariable('ledger') || '/runs/*/*/*.closed.json')
);

CREATE OR REPLACE VIEW ledger_intervened AS
SELECT doc->>'runId' AS run_id, CAST(doc->>'at' AS TIMESTAMPTZ) AS decided, doc
FROM (
  SELECT TRY_CAST(content AS JSON) AS doc
  FROM read_text(getvariable('ledger') || '/runs/*/*/*.intervened.*.json')
);

-- Lineage, and schemas, which have neither columns nor rows.
CREATE OR REPLACE VIEW ledger_shared AS
SELECT
  regexp_extract(filename, '/shared/([^/]+)/[0-9a-f]{64}\.json$', 1) AS job,
  regexp_extract(filename, '([0-9a-f]{64})\.json$', 1) AS fingerprint,
  TRY_CAST(content AS JSON) AS doc
FROM read_text(getvariable('ledger') || '/shared/*/*.json');

CREATE OR REPLACE VIEW ledger_event_files AS
SELECT
  regexp_extract(
    filename,
    '/events/([^/]+)/[^/]+/([^./]+)\.(\d+)\.([a-z-]+)(\.json)?$',
    ['job', 'run_id', 'number', 'what', 'json']) AS name,
  content
FROM read_text(getvariable('ledger') || '/events/*/*/*');

-- The tables.

CREATE OR REPLACE VIEW runs AS
WITH latest AS (
  SELECT run_id, arg_max(doc->>'status', decided) AS status
  FROM ledger_intervened
  GROUP BY run_id
), timed AS (
  SELECT
    s.run_id,
    s.doc AS s,
    c.doc AS c,
    l.status,
    CAST(s.doc->>'started' AS TIMESTAMPTZ) AS started,
    CAST(c.doc->>'ended' AS TIMESTAMPTZ) AS ended
  FROM ledger_started s
  LEFT JOIN ledger_closed c USING (run_id)
  LEFT JOIN latest l USING (run_id)
)
SELECT
  run_id,
  s->>'job' AS job,
  s->>'owner' AS owner,
  s->>'logicalDate' AS logical_date,
  coalesce(status, c->>'status', 'STARTED') AS status,
  started,
  ended,
  (epoch_us(ended) - epoch_us(started)) / 1000000 AS seconds,
  c->>'verdict' AS verdict,
  s->'program'->>'version' AS version,
  s->'program'->>'commit' AS commit,
  CAST(s->'program'->>'dirty' AS BOOLEAN) AS dirty,
  s->>'rulesFingerprint' AS rules,
  s->>'configFingerprint' AS conf,
  s->>'user' AS user,
  s->'process'->>'host' AS host,
  s->'process'->>'application' AS application,
  c->>'error' AS error,
  CAST(c->'notes' AS VARCHAR[]) AS notes
FROM timed;

CREATE OR REPLACE VIEW outputs AS
WITH released AS (
  SELECT run_id, version.key AS dataset, arg_max(version.value, decided) AS version
  FROM (
    SELECT run_id, decided, unnest(map_entries(CAST(doc->'versions' AS MAP(VARCHAR, BIGINT)))) AS version
    FROM ledger_intervened
  )
  GROUP BY ALL
), written AS (
  SELECT run_id, job, logical_date, unnest(CAST(doc->'outputs' AS JSON[])) AS o
  FROM ledger_closed
)
SELECT
  w.run_id,
  w.job,
  w.logical_date,
  o->>'key' AS output,
  o->>'dataset' AS dataset,
  coalesce(o->'write'->>'location', o->>'path') AS path,
  coalesce(r.version, CAST(o->>'version' AS BIGINT)) AS version,
  CAST(o->>'rows' AS BIGINT) AS rows,
  CAST(o->>'bytes' AS BIGINT) AS bytes,
  CAST(o->>'quarantined' AS BIGINT) AS quarantined,
  CAST(o->>'quarantineVersion' AS BIGINT) AS quarantine_version,
  o->'write'->>'mode' AS mode,
  o->>'lineage' AS lineage,
  o->>'schema' AS schema,
  CAST(o->'changes'->>'inserted' AS BIGINT) AS inserted,
  CAST(o->'changes'->>'updated' AS BIGINT) AS updated,
  CAST(o->'changes'->>'deleted' AS BIGINT) AS deleted
FROM written w
LEFT JOIN released r ON r.run_id = w.run_id AND r.dataset = (o->>'dataset');

CREATE OR REPLACE VIEW inputs AS
SELECT
  run_id,
  job,
  logical_date,
  i->'version'->>'name' AS input,
  i->'version'->>'path' AS path,
  i->'version'->>'format' AS format,
  CAST(i->'version'->>'deltaVersion' AS BIGINT) AS version,
  CAST(json_array_length(i->'version'->'files') AS INTEGER) AS files,
  CAST(i->>'rows' AS BIGINT) AS rows,
  CAST(i->>'corruptRows' AS BIGINT) AS corrupt_rows,
  CAST(i->'version'->>'bytes' AS BIGINT) AS bytes,
  CAST(i->'version'->>'modified' AS TIMESTAMPTZ) AS modified,
  i->>'schema' AS schema,
  i->'version'->'slice'->>'column' AS watermark,
  i->'version'->'slice'->'after'->>'value' AS after,
  i->'version'->'slice'->'upTo'->>'value' AS up_to
FROM (
  SELECT run_id, job, logical_date, unnest(CAST(doc->'inputs' AS JSON[])) AS i
  FROM ledger_closed
);

CREATE OR REPLACE VIEW checks AS
SELECT
  run_id,
  job,
  logical_date,
  f->>'kind' AS kind,
  f->>'check' AS "check",
  f->>'subject' AS subject,
  f->>'severity' AS severity,
  f->>'outcome' AS outcome,
  f->>'expected' AS expected,
  coalesce(f->>'actual', f->>'cause', f->>'why') AS actual,
  f->>'detail' AS detail
FROM (
  SELECT run_id, job, logical_date, unnest(CAST(doc->'findings' AS JSON[])) AS f
  FROM ledger_closed
);

CREATE OR REPLACE VIEW metrics AS
SELECT run_id, job, logical_date, o->>'dataset' AS dataset, measure.key AS metric, measure.value AS value
FROM (
  SELECT run_id, job, logical_date, o, unnest(map_entries(CAST(o->'measures' AS MAP(VARCHAR, DOUBLE)))) AS measure
  FROM (
    SELECT run_id, job, logical_date, unnest(CAST(doc->'outputs' AS JSON[])) AS o
    FROM ledger_closed
  )
);

CREATE OR REPLACE VIEW lineage AS
WITH computed AS (
  SELECT job, fingerprint, unnest(map_entries(CAST(doc->'columns' AS MAP(VARCHAR, JSON[])))) AS c
  FROM ledger_shared
), sources AS (
  SELECT job, fingerprint, c.key AS "column", unnest(c.value) AS source
  FROM computed
  UNION ALL
  SELECT job, fingerprint, NULL AS "column", unnest(CAST(doc->'rows' AS JSON[])) AS source
  FROM ledger_shared
)
SELECT
  o.run_id,
  o.job,
  o.dataset,
  o.version,
  s."column",
  s.source->>'input' AS input,
  s.source->>'column' AS input_column,
  s.source->>'kind' AS kind,
  CAST(s.source->>'masked' AS BOOLEAN) AS masked
FROM outputs o
JOIN sources s ON s.job = o.job AND s.fingerprint = o.lineage;

CREATE OR REPLACE VIEW events AS
WITH marks AS (
  SELECT name.run_id AS run_id, name.number AS number, name.what AS mark
  FROM ledger_event_files
  WHERE name.json = '' AND name.what IN ('sent', 'refused')
)
SELECT
  name.run_id AS run_id,
  name.job AS job,
  CAST(name.number AS INTEGER) AS number,
  name.what AS kind,
  coalesce(m.mark, 'pending') AS delivery,
  content AS event
FROM ledger_event_files e
LEFT JOIN marks m ON m.run_id = e.name.run_id AND m.number = e.name.number
WHERE name.json = '.json';
