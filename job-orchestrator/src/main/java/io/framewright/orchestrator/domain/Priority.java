package io.framewright.orchestrator.domain;

/** How urgent a job is among its tenant's jobs, least first. */
public enum Priority {
  LOW,
  NORMAL,
  HIGH
}
