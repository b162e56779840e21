package io.framewright.standalone.doctor;

/**
 * One thing that was looked at.
 *
 * @param what was found, or why it is missing
 * @param remedy what to do when it is missing, else empty
 */
public record Finding(String subject, boolean ok, String what, String remedy) {

  static Finding ok(String subject, String what) {
    return new Finding(subject, true, what, "");
  }

  static Finding missing(String subject, String what, String remedy) {
    return new Finding(subject, false, what, remedy);
  }

  /** One line, and a second with the remedy. */
  public String line() {
    String first = "%-8s %-10s %s".formatted(ok ? "OK" : "MISSING", subject, what);
    return ok ? first : "%s%n%20s%s".formatted(first, "", remedy);
  }
}
