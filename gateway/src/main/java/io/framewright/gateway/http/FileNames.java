package io.framewright.gateway.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** File names that come from clients and go back to clients. */
public final class FileNames {

  private static final int LONGEST = 200;

  private FileNames() {}

  /** {@code name} without folders, control characters and writing-direction tricks. */
  public static String shown(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    StringBuilder clean = new StringBuilder();
    last.codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
        .limit(LONGEST)
        .forEach(clean::appendCodePoint);
    return clean.isEmpty() ? "file" : clean.toString();
  }

  /** {@code name} with another ending: holiday.jpg, webp becomes holiday.webp. */
  public static String withExtension(String name, String extension) {
    int dot = name.lastIndexOf('.');
    return (dot > 0 ? name.substring(0, dot) : name) + "." + extension;
  }

  /** A Content-Disposition header after RFC 6266, with the name also in UTF-8 (RFC 8187). */
  public static String attachment(String name) {
    String ascii = name.replaceAll("[^A-Za-z0-9 ._()-]", "_");
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(ascii, encoded(name));
  }

  private static String encoded(String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || "-._~".indexOf(b) >= 0;
      out.writeBytes(
          (plain ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xff))
              .getBytes(StandardCharsets.US_ASCII));
    }
    return out.toString(StandardCharsets.US_ASCII);
  }
}
