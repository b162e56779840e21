package io.framewright.gateway.http;

import io.framewright.gateway.errors.ApiException;
import io.framewright.platform.errors.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads multipart/form-data (RFC 7578) part by part in constant memory: what a part holds is read
 * while the client sends it, in whatever order it sends.
 */
public final class MultipartReader {

  private static final int BUFFER = 64 * 1024;
  private static final int LONGEST_HEADERS = 8 * 1024;
  private static final int LONGEST_BOUNDARY = 70;

  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private @Nullable PartStream open;
  private boolean ended;

  /**
   * @param boundary of the Content-Type header, 1 to 70 characters
   */
  public MultipartReader(InputStream in, String boundary) {
    if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
      throw malformed("the boundary has 1 to 70 characters");
    }
    this.in = in;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    buffer[0] = '\r'; // the first delimiter has no line before it: pretend
    buffer[1] = '\n';
    this.limit = 2;
    this.open = new PartStream();
  }

  /**
   * One part.
   *
   * @param content to be read before the next part is asked for; what is left is skipped
   */
  public record Part(PartHeaders headers, InputStream content) {}

  /**
   * The next part.
   *
   * @throws ApiException MALFORMED_REQUEST if the body is no multipart/form-data
   */
  public Optional<Part> next() {
    if (open != null) {
      skip(open);
      open = null;
      startPart();
    }
    if (ended) {
      return Optional.empty();
    }
    PartHeaders headers = PartHeaders.parse(readHeaders());
    open = new PartStream();
    return Optional.of(new Part(headers, open));
  }

  private static void skip(PartStream part) {
    try {
      part.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw malformed("it ends within a part");
    }
  }

  /** After a delimiter: either the end, or the rest of the line. */
  private void startPart() {
    int first = readByte();
    int second = readByte();
    if (first == '-' && second == '-') {
      ended = true;
      return;
    }
    while (first == ' ' || first == '\t') {
      first = second;
      second = readByte();
    }
    if (first != '\r' || second != '\n') {
      throw malformed("a boundary is followed by something else than the end of its line");
    }
  }

  private String readHeaders() {
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    int matched = 0; // of CR LF CR LF; a part without headers begins with the second half
    int last = '\n';
    while (matched < 2) {
      int c = readByte();
      headers.write(c);
      if (c == '\n' && last == '\r') {
        matched = headers.size() == 2 ? 2 : matched + 1;
      } else if (c != '\r') {
        matched = 0;
      }
      last = c;
      if (headers.size() > LONGEST_HEADERS) {
        throw malformed("a part's headers are longer than %d bytes".formatted(LONGEST_HEADERS));
      }
    }
    return headers.toString(StandardCharsets.UTF_8);
  }

  private int readByte() {
    try {
      if (position == limit && !fill()) {
        throw malformed("it ends too early");
      }
    } catch (IOException e) {
      throw malformed("it could not be read to its end");
    }
    return buffer[position++] & 0xff;
  }

  /** Reads more behind what is still unread. False at the end of the stream. */
  private boolean fill() throws IOException {
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      limit -= position;
      position = 0;
    }
    int read = in.read(buffer, limit, buffer.length - limit);
    if (read < 0) {
      return false;
    }
    limit += read;
    return true;
  }

  private static ApiException malformed(String why) {
    return new ApiException(
        ErrorCode.MALFORMED_REQUEST,
        "The body is not well-formed multipart/form-data: " + why + ".");
  }

  /** The bytes up to the next delimiter. */
  private final class PartStream extends InputStream {

    private boolean atEnd;
    private int clear; // bytes from position on that are known to be content

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (length == 0) {
        return 0;
      }
      if (atEnd || (clear == 0 && !look())) {
        return -1;
      }
      int count = Math.min(length, clear);
      System.arraycopy(buffer, position, target, offset, count);
      position += count;
      clear -= count;
      return count;
    }

    /** Finds how much content lies ahead; false if there is none, then the delimiter is eaten. */
    private boolean look() throws IOException {
      while (true) {
        int found = indexOfDelimiter();
        if (found == position) {
          position += delimiter.length;
          atEnd = true;
          return false;
        }
        clear = found > 0 ? found - position : limit - position - delimiter.length + 1;
        if (clear > 0) {
          return true;
        }
        clear = 0;
        if (!fill()) {
          throw new IOException("the body ends within a part");
        }
      }
    }

    private int indexOfDelimiter() {
      for (int at = position; at <= limit - delimiter.length; at++) {
        if (buffer[at] == '\r' && matches(at)) {
          return at;
        }
      }
      return -1;
    }

    private boolean matches(int at) {
      for (int i = 1; i < delimiter.length; i++) {
        if (buffer[at + i] != delimiter[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
