package io.framewright.embedded.s3;

import io.framewright.embedded.EmbeddedServerException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;

/** Whether a file system keeps {@code user.*} attributes, tried out by keeping one. */
public final class ExtendedAttributes {

  private ExtendedAttributes() {}

  /**
   * @throws EmbeddedServerException if {@code directory} cannot keep them
   */
  public static void require(Path directory) {
    try {
      Path probe = Files.createTempFile(directory, "probe", "");
      try {
        UserDefinedFileAttributeView view =
            Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class);
        if (view == null) {
          throw new IOException("extended attributes are switched off");
        }
        view.write("framewright", ByteBuffer.wrap(new byte[] {1}));
      } finally {
        Files.delete(probe);
      }
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "S3 keeps what it knows of an object in extended attributes, which %s does not have (%s): choose a data directory on ext4, xfs or btrfs"
              .formatted(directory, e.getMessage()),
          e);
    }
  }
}
