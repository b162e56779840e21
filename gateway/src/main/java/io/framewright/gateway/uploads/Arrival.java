package io.framewright.gateway.uploads;

import io.framewright.gateway.errors.ApiException;
import io.framewright.platform.errors.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * One request's bytes on their way into pieces of at most 8 MB, of which one is in memory. When the
 * connection breaks, what came is kept, unless a checksum was to prove it.
 */
final class Arrival {

  private static final int PIECE = 8 << 20;

  private final Pieces pieces;
  private final long begin;
  private final long room;
  private final Optional<Checksum> checksum;

  /**
   * @param begin offset at which it goes on
   * @param room how many bytes the upload lacks
   */
  Arrival(Pieces pieces, long begin, long room, Optional<Checksum> checksum) {
    this.pieces = pieces;
    this.begin = begin;
    this.room = room;
    this.checksum = checksum;
  }

  /**
   * Stores what comes.
   *
   * @return the new offset
   * @throws ApiException PAYLOAD_TOO_LARGE or CHECKSUM_MISMATCH; nothing of this arrival is kept
   */
  long store(InputStream content) {
    byte[] buffer = new byte[(int) Math.min(PIECE, room + 1)]; // one more shows that it is too long
    long offset = begin;
    while (true) {
      Filled filled = fill(content, buffer);
      checksum.ifPresent(sum -> sum.update(buffer, filled.bytes()));
      if (offset + filled.bytes() > begin + room) {
        pieces.cut(begin);
        throw new ApiException(
            ErrorCode.PAYLOAD_TOO_LARGE, "More came than the upload was announced to have.");
      }
      boolean last = filled.bytes() < buffer.length;
      if (last && checksum.isPresent() && (filled.broken() || !checksum.get().isRight())) {
        pieces.cut(begin);
        throw new ApiException(
            ErrorCode.CHECKSUM_MISMATCH, "The piece is not what Upload-Checksum says.");
      }
      if (filled.bytes() > 0) {
        pieces.add(offset, Arrays.copyOf(buffer, filled.bytes()));
        offset += filled.bytes();
      }
      if (last) {
        return offset;
      }
    }
  }

  /**
   * @param broken whether the connection ended before the request did
   */
  private record Filled(int bytes, boolean broken) {}

  private static Filled fill(InputStream content, byte[] buffer) {
    int filled = 0;
    try {
      while (filled < buffer.length) {
        int read = content.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
          break;
        }
        filled += read;
      }
      return new Filled(filled, false);
    } catch (IOException _) {
      return new Filled(filled, true); // what came is kept: that is what uploads in pieces are for
    }
  }
}
