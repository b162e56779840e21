package io.framewright.worker.scratch;

import java.nio.file.Path;

/**
 * The files of one run; closing removes them.
 *
 * @param inputs what was fetched
 * @param work the handler's own, empty at first
 */
public record RunDirectory(Path root, Path inputs, Path work) implements AutoCloseable {

  @Override
  public void close() {
    ScratchSpace.deleteTree(root);
  }
}
