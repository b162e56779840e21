package io.framewright.worker.loop;

import java.util.Locale;

/** What a worker is doing as a whole. */
public enum WorkerState {
  STARTING,
  READY,
  /** Disk or memory is low, or a run said so: nothing is claimed. */
  REFUSING,
  DRAINING,
  STOPPED;

  /** As it stands in WorkerStatus. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
