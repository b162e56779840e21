package io.framewright.standalone.files;

import java.nio.file.Path;

/** Names of files. */
public final class FileNames {

  private FileNames() {}

  /** The last part of a path; empty for a root. */
  public static String of(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
