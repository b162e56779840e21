-- The read model of jobs. All of it can be dropped and rebuilt from media.job.events.v1.

CREATE TABLE job (
  id           uuid PRIMARY KEY,
  tenant       text NOT NULL,
  owner        text NOT NULL,
  status       text NOT NULL,
  stage        text NOT NULL,
  priority     text NOT NULL,
  operation    text NOT NULL,
  created_at   timestamptz NOT NULL,
  started_at   timestamptz,
  completed_at timestamptz,
  updated_at   timestamptz NOT NULL,
  batch_id     uuid,
  external_id  text,
  retry_of     uuid,
  reused_from  uuid,
  warnings     jsonb NOT NULL,
  outputs      jsonb NOT NULL,
  error        jsonb,
  request_key  text,
  sequence     bigint NOT NULL
);

CREATE INDEX job_newest ON job (tenant, created_at DESC, id DESC);
CREATE INDEX job_by_status ON job (tenant, status, created_at DESC, id DESC);
CREATE INDEX job_by_external_id ON job (tenant, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX job_by_batch ON job (tenant, batch_id) WHERE batch_id IS NOT NULL;

CREATE TABLE task (
  id        uuid PRIMARY KEY,
  job_id    uuid NOT NULL,
  ordinal   integer NOT NULL,
  pool      text NOT NULL,
  operation text NOT NULL,
  status    text NOT NULL,
  attempt   integer NOT NULL,
  needs     jsonb NOT NULL,
  sequence  bigint NOT NULL
);

CREATE INDEX task_by_job ON task (job_id, ordinal);

CREATE TABLE job_event (
  job_id      uuid NOT NULL,
  sequence    bigint NOT NULL,
  tenant      text NOT NULL,
  type        text NOT NULL,
  occurred_at timestamptz NOT NULL,
  data        jsonb NOT NULL,
  PRIMARY KEY (job_id, sequence)
);

-- How far the rows above have come; moves in the transaction that writes them.
CREATE TABLE position (
  projection  text NOT NULL,
  partition   integer NOT NULL,
  next_offset bigint NOT NULL,
  PRIMARY KEY (projection, partition)
);
