package io.framewright.transcoder.sandbox;

/** The rungs of the ladder, best first. */
public enum Rung {
  /**
   * Sees system libraries, the engine, the input and its own scratch; no network, own processes.
   */
  BWRAP("no network, own file system view, own process space, resource limits"),
  /** No network; the file system as its user sees it. */
  UNSHARE("no network, resource limits"),
  /** Network and files as its user sees them. */
  PRLIMIT("resource limits"),
  NONE("nothing");

  private final String limits;

  Rung(String limits) {
    this.limits = limits;
  }

  /** What it keeps ffmpeg from, in words. */
  public String limits() {
    return limits;
  }
}
