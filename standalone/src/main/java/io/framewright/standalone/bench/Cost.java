package io.framewright.standalone.bench;

/**
 * What a piece of work took.
 *
 * @param wall seconds from its begin to its end
 * @param processor seconds, over all processors
 */
public record Cost(double wall, double processor) {

  @Override
  public String toString() {
    return "%.2f s (%.2f CPU s)".formatted(wall, processor);
  }
}
