package io.framewright.standalone.client;

/**
 * One message of a job's event stream.
 *
 * @param kind progress, complete, error or cancelled
 * @param percent 0 to 100
 * @param stage what it is doing
 */
public record Progress(String kind, double percent, String stage) {

  public boolean isLast() {
    return !kind.equals("progress");
  }
}
