package io.framewright.orchestrator.domain;

/** How urgent a job is among its tenant's jobs. */
public enum Priority {
  HIGH(0),
  NORMAL(1),
  LOW(2);

  private final int rank;

  Priority(int rank) {
    this.rank = rank;
  }

  /** 0 goes first. It stands in keys of stored queues and never changes. */
  public int rank() {
    return rank;
  }
}
