package io.framewright.standalone.up;

/** Which processes a platform on one machine is made of, beside the servers. */
public enum Layout {
  /** All services in one JVM but image-service, which has its own. */
  TOGETHER,
  /**
   * Two orchestrators, of which each stands by for the other, and two workers of each pool, all in
   * JVMs of their own: as many processes as a deployment would have, to see what it survives.
   */
  APART
}
