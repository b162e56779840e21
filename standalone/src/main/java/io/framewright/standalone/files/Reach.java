package io.framewright.standalone.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** Who can go where. */
public final class Reach {

  private Reach() {}

  /** Whether a user who owns nothing here may pass through every folder down to {@code place}. */
  public static boolean ofOthers(Path place) {
    for (Path folder = place.toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder) && !isPassable(folder)) {
        return false;
      }
    }
    return true;
  }

  /** Whether this process is root's. */
  public static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isPassable(Path folder) {
    try {
      return Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE);
    } catch (IOException e) {
      return false;
    }
  }
}
