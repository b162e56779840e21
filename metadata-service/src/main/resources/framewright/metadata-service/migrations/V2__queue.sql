-- What a job was accepted under, to tell its place in the queue and why it waits.

ALTER TABLE job
  ADD COLUMN pool text,
  ADD COLUMN follows uuid,
  ADD COLUMN max_concurrent_jobs integer,
  ADD COLUMN max_concurrent_jobs_of_owner integer;

UPDATE job SET
  pool = event.data -> 'tasks' -> 0 ->> 'pool',
  follows = (event.data ->> 'follows')::uuid,
  max_concurrent_jobs = (event.data ->> 'max_concurrent_jobs')::integer,
  max_concurrent_jobs_of_owner = (event.data ->> 'max_concurrent_jobs_of_owner')::integer
FROM job_event event
WHERE event.job_id = job.id AND event.sequence = 1;

ALTER TABLE job
  ALTER COLUMN pool SET NOT NULL,
  ALTER COLUMN max_concurrent_jobs SET NOT NULL;

CREATE INDEX job_waiting ON job (pool, tenant) WHERE status = 'queued';
