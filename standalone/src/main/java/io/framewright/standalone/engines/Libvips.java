package io.framewright.standalone.engines;

import java.nio.file.Path;

/** A shared library of libvips that loads. */
public record Libvips(Path library) {

  @Override
  public String toString() {
    return library.toString();
  }
}
