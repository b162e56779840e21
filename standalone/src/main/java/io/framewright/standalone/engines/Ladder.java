package io.framewright.standalone.engines;

import io.framewright.standalone.CannotRunException;
import java.util.ArrayList;
import java.util.List;

/**
 * The places where one engine is looked for, in order.
 *
 * @param engine its name, for messages
 * @param remedy what a person can type when every place fails
 */
public record Ladder<E>(String engine, String remedy, List<Rung<E>> rungs) {

  public Ladder {
    rungs = List.copyOf(rungs);
  }

  /** What the search came to. */
  public sealed interface Search<E> {

    /**
     * The first place that had a working engine.
     *
     * @param tried why the places before it had none
     */
    record Found<E>(E engine, String place, List<String> tried) implements Search<E> {
      public Found {
        tried = List.copyOf(tried);
      }
    }

    /** No place has it. */
    record NotFound<E>(List<String> tried) implements Search<E> {
      public NotFound {
        tried = List.copyOf(tried);
      }
    }
  }

  /**
   * Looks from the first place to the last, and stops at the first engine that works.
   *
   * @param mayFetch whether places that download or install are tried too
   */
  public Search<E> climb(boolean mayFetch) {
    List<String> tried = new ArrayList<>();
    for (Rung<E> rung : rungs) {
      if (rung.fetches() && !mayFetch) {
        continue;
      }
      switch (rung.look().get()) {
        case Rung.Attempt.Found<E>(E found) -> {
          return new Search.Found<>(found, rung.place(), tried);
        }
        case Rung.Attempt.Missing<E>(String why) -> tried.add(rung.place() + ": " + why);
      }
    }
    return new Search.NotFound<>(tried);
  }

  /**
   * Like {@link #climb} with fetching.
   *
   * @throws CannotRunException naming each place and the command to type
   */
  public Search.Found<E> require() {
    return switch (climb(true)) {
      case Search.Found<E> found -> found;
      case Search.NotFound<E>(List<String> tried) ->
          throw new CannotRunException(
              "no working %s was found%n  %s".formatted(engine, String.join("\n  ", tried)),
              remedy);
    };
  }
}
