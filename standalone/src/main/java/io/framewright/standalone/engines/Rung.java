package io.framewright.standalone.engines;

import java.util.function.Supplier;

/**
 * One place where an engine may be.
 *
 * @param place for messages, such as "the cache"
 * @param fetches true if looking there downloads or installs something
 */
record Rung<E>(String place, boolean fetches, Supplier<Attempt<E>> look) {

  /** What came of looking. */
  sealed interface Attempt<E> {

    /** It is there, and it worked when tried. */
    record Found<E>(E engine) implements Attempt<E> {}

    /** It is not there or does not work. */
    record Missing<E>(String why) implements Attempt<E> {}
  }
}
