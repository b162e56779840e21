package io.framewright.transcoder.run;

import java.util.regex.Pattern;

/** Sentences of ffmpeg that say why something went wrong. Its exit code alone does not. */
public enum Marker {
  TRUNCATED(
      "partial file|moov atom not found|truncating packet|stream ended prematurely"
          + "|file ended prematurely|packet corrupt|unexpected end of file"),
  CORRUPT(
      "invalid data found when processing input|error opening input"
          + "|could not find codec parameters|does not contain any stream|header missing"
          + "|error reading header"),
  DAMAGED("error while decoding|error submitting packet to decoder|concealing|decode_slice"),
  EMPTY("nothing was encoded|could not open encoder before eof"),
  REFUSED("not on whitelist|not in allowed|protocol not found"),
  NO_SPACE("no space left on device|disk quota exceeded|file too large"),
  NO_MEMORY("cannot allocate (memory|[0-9]+ bytes)|malloc of size|out of memory|bad_alloc");

  private final Pattern sentences;

  Marker(String sentences) {
    this.sentences = Pattern.compile(sentences, Pattern.CASE_INSENSITIVE);
  }

  /** Whether a line of the log says so. */
  boolean isIn(String line) {
    return sentences.matcher(line).find();
  }
}
