-- What completed tasks took, to tell beforehand what others will take.

CREATE TABLE effort (
  task_id        uuid PRIMARY KEY,
  job_id         uuid NOT NULL,
  tenant         text NOT NULL,
  operation      text NOT NULL,
  codec          text NOT NULL,
  preset         text NOT NULL,
  lines          integer NOT NULL,          -- of the film made, as 480, 720, 1080, 2160 or 4320; 0 where there is none
  units          double precision NOT NULL, -- megapixels times seconds of film, seconds of sound, megapixels of a picture, else 1
  engine_seconds double precision NOT NULL,
  output_bytes   double precision NOT NULL,
  input_sha256   text,
  input_seconds  double precision,
  input_width    double precision,
  input_height   double precision,
  completed_at   timestamptz NOT NULL
);

CREATE INDEX effort_by_kind ON effort (operation, codec, completed_at DESC);
CREATE INDEX effort_by_input ON effort (tenant, input_sha256, completed_at DESC);

-- The same as it follows from the history. What does not look as it should counts as not known: a row that cannot be read must not
-- stop the projection.
CREATE VIEW effort_in_history AS
WITH told AS (
  SELECT
    done.job_id, done.tenant, done.occurred_at, done.data, spec,
    CASE WHEN pg_input_is_valid(spec -> 'operation' ->> 'params', 'jsonb')
         THEN (spec -> 'operation' ->> 'params')::jsonb ELSE '{}' END AS params,
    CASE WHEN pg_input_is_valid(done.data ->> 'input_media', 'jsonb')
         THEN (done.data ->> 'input_media')::jsonb -> 'input' END AS media,
    done.data -> 'outputs' -> 0 AS made
  FROM job_event done
  JOIN job_event accepted ON accepted.job_id = done.job_id AND accepted.sequence = 1
  CROSS JOIN LATERAL jsonb_array_elements(accepted.data -> 'tasks') AS spec
  WHERE done.type = 'TaskCompleted' AND spec ->> 'task_id' = done.data ->> 'task_id'
), numbers AS (
  SELECT told.*,
    spec -> 'operation' ->> 'name' AS operation,
    params -> 'output' ->> 'format' AS format,
    CASE WHEN jsonb_typeof(media -> 'duration_seconds') = 'number' THEN (media ->> 'duration_seconds')::float8 END AS input_seconds,
    CASE WHEN jsonb_typeof(media -> 'width') = 'number' THEN (media ->> 'width')::float8 END AS input_width,
    CASE WHEN jsonb_typeof(media -> 'height') = 'number' THEN (media ->> 'height')::float8 END AS input_height,
    (made ->> 'duration_seconds')::float8 AS seconds,
    (made ->> 'width')::float8 AS width,
    (made ->> 'height')::float8 AS height,
    (made ->> 'bytes')::float8 AS bytes
  FROM told
)
SELECT
  (data ->> 'task_id')::uuid AS task_id, job_id, tenant, operation,
  coalesce(
    params -> 'output' -> 'video' ->> 'codec',
    CASE WHEN operation <> 'video.transcode' THEN format
         WHEN format IN ('mp4', 'mov', 'mkv', 'avi') THEN 'h264'
         WHEN format = 'webm' THEN 'vp9' ELSE format END,
    '') AS codec,
  coalesce(params -> 'output' -> 'video' ->> 'preset', CASE operation WHEN 'video.transcode' THEN 'medium' ELSE '' END) AS preset,
  CASE WHEN operation <> 'video.transcode' OR width IS NULL THEN 0
       WHEN least(width, height) <= 480 THEN 480 WHEN least(width, height) <= 720 THEN 720
       WHEN least(width, height) <= 1080 THEN 1080 WHEN least(width, height) <= 2160 THEN 2160 ELSE 4320 END AS lines,
  CASE WHEN operation = 'video.transcode' THEN coalesce(seconds * coalesce(width * height / 1e6, 1), 1)
       WHEN operation LIKE 'image.%' THEN coalesce(input_width * input_height / 1e6, width * height / 1e6, 1)
       ELSE 1 END AS units,
  (data ->> 'engine_seconds')::float8 AS engine_seconds,
  coalesce(bytes, 0) AS output_bytes,
  spec -> 'inputs' -> 0 ->> 'sha256' AS input_sha256,
  input_seconds, input_width, input_height, occurred_at AS completed_at
FROM numbers;

INSERT INTO effort SELECT * FROM effort_in_history ON CONFLICT DO NOTHING;
