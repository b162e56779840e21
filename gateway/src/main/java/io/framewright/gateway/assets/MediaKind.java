package io.framewright.gateway.assets;

/** What a file is by its first bytes, as far as those tell. */
public enum MediaKind {
  IMAGE,
  VIDEO,
  AUDIO,
  /** Not known, or nothing that is converted here; the worker decides. */
  OTHER;

  /** The kind of a content type. */
  public static MediaKind of(String contentType) {
    if (contentType.startsWith("image/")) {
      return IMAGE;
    }
    if (contentType.startsWith("video/")) {
      return VIDEO;
    }
    return contentType.startsWith("audio/") ? AUDIO : OTHER;
  }
}
