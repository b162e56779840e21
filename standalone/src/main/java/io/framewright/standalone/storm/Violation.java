package io.framewright.standalone.storm;

/**
 * A promise that was not kept.
 *
 * @param job whose promise it is; of a survivor its process id
 * @param what in words, with what was found
 */
public record Violation(Kind kind, String job, String what) {

  /** Which promise. */
  public enum Kind {
    /** Something that was accepted or made is not there. */
    LOST,
    /** Something happened more than once, or unasked. */
    TWICE,
    /** What is told in one place is not what is found in another. */
    FALSE,
    /** A process outlived the platform that had started it. */
    SURVIVOR
  }

  @Override
  public String toString() {
    return "%s %s: %s".formatted(kind, job, what);
  }
}
