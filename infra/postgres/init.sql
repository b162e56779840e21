-- The registry keeps its tables apart from ours.
CREATE SCHEMA IF NOT EXISTS registry;
